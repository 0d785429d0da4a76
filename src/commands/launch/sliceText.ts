import { basename } from 'node:path';
import type { ModelRecipe } from '../../protocol/launch.js';

type SliceRecipe = Extract<ModelRecipe, { kind: 'slice' }>;

/** The statements of a slice as a person reads them, with what the open names stand for. */
export function sliceText(name: string, { slice, values }: SliceRecipe): string {
  const file = basename(slice.file);
  const given = Object.entries(values).map(([open, value]) => `//   ${open} = ${value}`);
  return [
    `// What Run runs for ${name} of ${file}: only the statements that the model depends on, without types and JSX.`,
    ...(given.length > 0 ? ['// Values for what the source leaves open:', ...given] : []),
    '',
    slice.code.replaceAll(/(?:[^\S\n]*\n){3,}/g, '\n\n').trim(),
    '',
  ].join('\n');
}
