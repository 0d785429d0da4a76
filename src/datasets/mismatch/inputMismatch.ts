import { fits, shapeText, sizeOf } from '../rows/shapes.js';
import type { DatasetDescription } from '../types.js';
import { setInputShape, setNumber } from './sourceEdits.js';
import type { DataFix, Mismatch, MismatchLayer, MismatchModel } from './types.js';
import { counted, firstLayer, layerText } from './words.js';

/** Inputs of another size than the model takes. Those that only have another shape were laid out anew when the data was opened. */
export function inputMismatch(data: DatasetDescription, model: MismatchModel): Mismatch | null {
  const { input } = model;
  if (!input || fits(data.inputShape, input)) return null;
  const layer = firstLayer(model);
  const size = sizeOf(data.inputShape);
  const known = input.every((length) => length !== null)
    ? ` (${counted(sizeOf(input.map((length) => length ?? 1)), 'number')})`
    : '';
  const columns = data.inputNames ? `: ${shownNames(data.inputNames)}` : '';
  const message =
    `${data.name} has inputs of shape ${shapeText(data.inputShape)} (${counted(size, 'number')}${columns}), but ` +
    `${layerText('first', layer)} takes ${shapeText(input)}${known}. ${whatWouldFit(data, input)}`;
  return {
    severity: 'error',
    message,
    short: `Has inputs of shape ${shapeText(data.inputShape)}, but the first layer takes ${shapeText(input)}.`,
    location: layer?.location ?? null,
    fixes: layer ? shapeEdits(data.inputShape, input, layer) : [],
    dataFixes: leavingOut(data, input),
  };
}

function shownNames(names: readonly string[]): string {
  return names.length > 8 ? `${names.slice(0, 8).join(', ')}, …` : names.join(', ');
}

function whatWouldFit({ inputShape }: DatasetDescription, input: readonly (number | null)[]): string {
  const size = sizeOf(inputShape);
  if (input.length === 1) return `A model for this data takes [${size}].`;
  if (inputShape.length === 1 && input.length > 1) {
    return `A model for this data takes [${size}]; convolutions and recurrent layers need data of shape ${shapeText(input)}.`;
  }
  return `A model for this data takes ${shapeText(inputShape)}.`;
}

/** What stands for the input's shape in the source. */
function shapeEdits(
  shape: readonly number[],
  input: readonly (number | null)[],
  layer: MismatchLayer,
): Mismatch['fixes'] {
  const wanted = input.length === 1 ? [sizeOf(shape)] : shape;
  if (wanted.length !== input.length) return [];
  const [first = 1] = wanted;
  const size = wanted.length === 1 ? setNumber(layer, 'input_dim', first, `Set the input's size to ${first}`) : [];
  return [...setInputShape(layer, wanted), ...size];
}

/** One number too many in a table is mostly the one that counts its rows. */
function leavingOut({ inputNames, inputShape }: DatasetDescription, input: readonly (number | null)[]): DataFix[] {
  if (!inputNames || input.length !== 1 || sizeOf(inputShape) !== (input[0] ?? 0) + 1) return [];
  const counter = inputNames.find((name) => /^(id|index|row|no|nr|unnamed: 0|#)$/i.test(name.trim()));
  return counter === undefined ? [] : [{ title: `Exclude "${counter}"`, change: { columns: { [counter]: 'skip' } } }];
}
