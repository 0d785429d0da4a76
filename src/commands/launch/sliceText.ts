import { basename } from 'node:path';
import type { ModelRecipe } from '../../protocol/launch.js';
import type { SourceBuilder } from '../../protocol/source.js';

type BuilderRecipe = Extract<ModelRecipe, { kind: 'builder' }>;
type SliceRecipe = Extract<ModelRecipe, { kind: 'slice' }>;

/** The statements of a slice as a person reads them, with what the open names stand for. */
export function sliceText(name: string, { slice, values }: SliceRecipe): string {
  const file = basename(slice.file);
  const given = Object.entries(values).map(([open, value]) => `//   ${open} = ${value}`);
  return [
    `// What runs for ${name} of ${file}: only the statements that the model depends on, without types and JSX.`,
    ...(given.length > 0 ? ['// Values for what the source leaves open:', ...given] : []),
    '',
    ...readable(slice.code),
    '',
  ].join('\n');
}

/** The call that makes a model, with what its parameters are given. */
export function builderText(name: string, { file, builder, ...given }: BuilderRecipe): string {
  return [
    `// What runs for ${name} of ${basename(file)}: Node loads the file, and GradLens calls what builds the model.`,
    '',
    `${callText(builder, given.arguments, given.constructorArguments)};`,
    '',
  ].join('\n');
}

function callText({ kind, name }: SourceBuilder, given: readonly string[], ofClass: readonly string[]): string {
  if (kind === 'function') return `${name}(${given.join(', ')})`;
  const [owner, method] = name.split('.');
  const made = `new ${owner}(${ofClass.join(', ')})`;
  return method === undefined ? made : `${made}.${method}(${given.join(', ')})`;
}

/** Takes back what keeps the code at its own columns: keywords and ends on rows of their own, blocks around everything, blank rows. */
function readable(code: string): string[] {
  const joined = code
    .replaceAll(/^(const|let|var)[^\S\n]*\n[^\S\n]*(?=\S)/gm, '$1 ')
    .replaceAll(/\n[^\S\n]*([;,])[^\S\n]*(?=\n|$)/g, '$1');
  const rows = joined.split('\n').map((row) => row.trimEnd());
  return indented(withoutOuterBlocks(rows.filter((row) => row !== '' && row !== ';')));
}

function withoutOuterBlocks(rows: readonly string[]): readonly string[] {
  if (rows[0]?.trim() !== '{' || rows.at(-1)?.trim() !== '}') return rows;
  const inner = rows.slice(1, -1);
  let depth = 0;
  for (const row of inner) {
    if (row.trim() === '{') depth++;
    if (row.trim() === '}') depth--;
    if (depth < 0) return rows;
  }
  return depth === 0 ? withoutOuterBlocks(inner) : rows;
}

/** Rows that begin at the first column, as joined ones do, are put where the ones around them begin. */
function indented(rows: readonly string[]): string[] {
  const indents = rows.map((row) => row.length - row.trimStart().length).filter((indent) => indent > 0);
  const least = Math.min(...indents);
  return rows.map((row) => (row.startsWith(' '.repeat(least)) && Number.isFinite(least) ? row.slice(least) : row));
}
