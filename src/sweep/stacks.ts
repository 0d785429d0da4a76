import { entryOf, layerArgument } from '../diagnosis/source/facts/layerArgument.js';
import { modelOutput } from '../diagnosis/source/facts/modelOutput.js';
import { isSamePlace } from '../diagnosis/source/facts/places.js';
import type { SourceEdit } from '../diagnosis/source/sourceRule.js';
import { isNotebookFile } from '../protocol/cellsText.js';
import type { SourceLayer, SourceModel, SourcePlace } from '../protocol/source.js';

/** Like layers in a row, of which there may be more or fewer. */
export interface Stack {
  /** Index of the first of them among the model's layers. */
  readonly at: number;
  /** In order. */
  readonly layers: readonly SourceLayer[];
}

/** Names of the weights' start and of random numbers, in which layers that are alike may differ; what only the first layer of a model is told. */
const OWN = /initializer|seed/i;
const OF_INPUTS = /^(?:batch_?)?input_?(?:shape|dim|length)$/i;

/** All stacks of a model that certainly can be of any depth: what a layer of it puts out, it takes. The last layer with weights is in none. */
export function stacksOf(model: SourceModel): Stack[] {
  const output = modelOutput(model)?.layer ?? model.layers.at(-1);
  // Lines of a notebook are texts of JSON, which nothing can be taken out of across lines.
  if (isNotebookFile(model.file)) return [];
  const stacks: { at: number; layers: SourceLayer[] }[] = [];
  for (const [index, layer] of model.layers.entries()) {
    if (layer === output || !layer.place?.always || layer.repeated || !isRepeatable(layer)) continue;
    const stack = stacks.at(-1);
    const before = stack?.layers.at(-1);
    const isNext = stack && before && stack.at + stack.layers.length === index;
    if (isNext && isLike(before, layer)) stack.layers.push(layer);
    else stacks.push({ at: index, layers: [layer] });
  }
  return stacks;
}

/** Edits that make a stack as deep as that. Lines stay what they are: a copy stands on the line of the last one, and lines of what goes are left empty. */
export function deepened(
  layers: readonly Pick<SourceLayer, 'place'>[],
  depth: number,
  text: (place: SourcePlace) => string,
): SourceEdit[] {
  const kept = layers[Math.min(depth, layers.length) - 1]?.place;
  const last = layers.at(-1)?.place;
  if (!kept || !last) return [];
  const { file, end } = kept.span;
  if (depth <= layers.length) {
    const lines = last.span.end.line - end.line;
    return kept === last ? [] : [{ span: { file, start: end, end: last.span.end }, newText: '\n'.repeat(lines) }];
  }
  const { receiver, semicolon } = kept;
  const apart = receiver === null ? ', ' : semicolon ? ' ' : '; ';
  const copies = Array.from({ length: depth - layers.length }, () => `${apart}${text(kept)}`);
  return [{ span: { file, start: end, end }, newText: copies.join('') }];
}

function isRepeatable(layer: SourceLayer): boolean {
  const given = layer.arguments;
  if (!given?.complete || given.list.some(({ name }) => name === 'name')) return false;
  switch (entryOf(layer)?.kind) {
    case 'dense':
      return true;
    case 'convolution':
      return layerArgument(layer, 'padding')?.value === 'same' && (layerArgument(layer, 'strides')?.value ?? 1) === 1;
    case 'recurrent':
      return layerArgument(layer, 'returnSequences')?.value === true;
    default:
      return false;
  }
}

function isLike(one: SourceLayer, other: SourceLayer): boolean {
  if (!one.place || !other.place || !other.follows || one.className !== other.className) return false;
  const isApart = !isSamePlace(one.place.span.start, other.place.span.start);
  return isApart && one.place.receiver === other.place.receiver && told(one) === told(other);
}

const told = ({ arguments: given }: SourceLayer): string =>
  (given?.list ?? [])
    .filter(({ name }) => !OWN.test(name ?? ''))
    .map(({ name, value, text }) => `${name}=${value ?? text}`)
    .join();

/** Whether a layer says what the model takes in. */
export const tellsInputs = (layer: SourceLayer): boolean =>
  layer.arguments?.list.some(({ name }) => OF_INPUTS.test(name ?? '')) ?? false;
