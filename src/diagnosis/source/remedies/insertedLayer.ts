import type { SourceLayer, SourceModel } from '../../../protocol/source.js';
import type { SourceSpan } from '../../../protocol/sourceSpan.js';
import { Edits } from '../edits.js';
import type { SourceFix } from '../sourceRule.js';
import { frameworkName } from './frameworkNames.js';

/** A layer that a model does not have yet. */
export interface NewLayer {
  /** As Keras spells it. */
  readonly className: string;
  /** Its arguments in camel case, with their texts. */
  readonly given?: readonly (readonly [name: string, text: string])[];
}

/** Adds a layer right before or right behind one that the source adds by a statement, or has in its model's list; none where it is made in some other way. */
export function insertLayer(
  model: SourceModel,
  where: 'before' | 'behind',
  layer: SourceLayer,
  { className, given = [] }: NewLayer,
  title: string,
): SourceFix[] {
  const { place, repeated } = layer;
  const name = frameworkName(model, 'layers', className);
  if (!place || !name || repeated) return [];
  const edits = new Edits(model);
  const options = given.map(([argument, text]) => edits.argument(argument, text)).join(', ');
  const call = `${name.text}(${model.framework === 'tfjs' && options !== '' ? `{ ${options} }` : options})`;
  const { receiver, indent, semicolon, span, behindComment } = place;
  const added = receiver === null ? call : `${receiver}.add(${call})${semicolon ? ';' : ''}`;
  const apart = receiver === null ? ',' : '';
  const space = indent === null ? ' ' : `\n${indent}`;
  // Two statements on one line of Python are parted by a semicolon.
  if (receiver !== null && indent === null) return [];
  const insert = (at: SourceSpan['start'], newText: string) => [
    { title, edits: [...name.imports, { span: { file: span.file, start: at, end: at }, newText }] },
  ];
  if (where === 'before') return insert(span.start, `${added}${apart}${space}`);
  // A comment stays with the layer that it is about.
  if (behindComment && indent !== null) return insert(behindComment, `${space}${added}${apart}`);
  return insert(span.end, `${apart}${space}${added}`);
}
