import { isNotebookFile } from '../../../protocol/cellsText.js';
import type { SourceLayer, SourceModel } from '../../../protocol/source.js';
import type { SourceSpan } from '../../../protocol/sourceSpan.js';
import { numberOf } from './layerArgument.js';
import { inStyle } from './names.js';
import { startsIn } from './places.js';
import { lossOf } from './training.js';

/** The layer that a finding is in; undefined where it is in none, as where its argument stands elsewhere. */
export const layerAt = ({ layers }: SourceModel, span: SourceSpan): SourceLayer | undefined =>
  layers.find((layer) => startsIn(span, layer.span));

/** A layer in a sentence, by its position among those that the source makes: `layer 3 of 5 (Dense)`. */
export function layerWords({ layers }: SourceModel, layer: SourceLayer | undefined): string {
  return layer
    ? `layer ${layers.indexOf(layer) + 1} of ${layers.length} (${layer.className})`
    : `one of the ${layers.length} layers`;
}

/** `line 5`; null where that is a line of a notebook's file, which no person sees. */
export const lineWords = ({ file, cell }: Pick<SourceModel, 'file' | 'cell'>, line: number): string | null =>
  cell === undefined && isNotebookFile(file) ? null : `line ${line}`;

/** ` on line 5`, to stand behind what is there, or what is given in place of a line that no person sees. */
export function onLine(model: SourceModel, line: number, unseen = ''): string {
  const words = lineWords(model, line);
  return words === null ? unseen : ` on ${words}`;
}

/** `1 unit`, `10 units`; `its units` where their number is open. */
export function unitsWords(units: number | null | undefined): string {
  if (units === null || units === undefined) return 'its units';
  return units === 1 ? '1 unit' : `${units} units`;
}

export const unitsOf = (layer: SourceLayer | undefined): number | null =>
  layer ? (numberOf(layer, 'units') ?? numberOf(layer, 'filters')) : null;

/** `without an activation`, `with the activation relu`. */
export const withActivation = (name = 'linear'): string =>
  name === 'linear' ? 'without an activation' : `with the activation ${name}`;

/** A model's loss as its framework spells it: `mean_squared_error` of Keras. */
export function lossWords(model: SourceModel, otherwise: string): string {
  const loss = lossOf(model);
  return loss ? inStyle(model.framework, loss.name) : otherwise;
}

/** Classes of which a sentence speaks where the source leaves their number open. */
export const EXAMPLE_CLASSES = 10;
