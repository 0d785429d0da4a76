import { fits, shapeText, sizeOf } from '../rows/shapes.js';
import type { DatasetDescription } from '../types.js';
import { callAt, editIn } from './sourceEdits.js';
import type { DataFix, Mismatch, MismatchModel, ReadSource } from './types.js';
import { firstLayer, layerText } from './words.js';

/** Inputs of another size than the model takes. Those that only have another shape were laid out anew when the data was opened. */
export function inputMismatch(data: DatasetDescription, model: MismatchModel, read: ReadSource): Mismatch | null {
  const { input } = model;
  if (!input || fits(data.inputShape, input)) return null;
  const layer = firstLayer(model);
  const size = sizeOf(data.inputShape);
  const known = input.every((length) => length !== null)
    ? ` (${sizeOf(input.map((length) => length ?? 1))} numbers)`
    : '';
  const columns = data.inputNames ? `: ${shownNames(data.inputNames)}` : '';
  const message =
    `${data.name} has inputs of shape ${shapeText(data.inputShape)} (${size} numbers${columns}), but ` +
    `${layerText('first', layer)} takes ${shapeText(input)}${known}. ${whatWouldFit(data, input)}`;
  return {
    severity: 'error',
    message,
    location: layer?.location ?? null,
    fixes: shapeEdits(data.inputShape, input, layer && callAt(layer.location, read)),
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

/** What stands for the input's shape in the source, in tfjs's and in Keras's words. */
function shapeEdits(
  shape: readonly number[],
  input: readonly (number | null)[],
  call: ReturnType<typeof callAt>,
): Mismatch['fixes'] {
  const wanted = input.length === 1 ? [sizeOf(shape)] : shape;
  if (wanted.length !== input.length) return [];
  const list = wanted.join(', ');
  const [first = 1] = wanted;
  return [
    ...editIn(call, /\b(?:inputShape|shape)\s*:\s*\[([\d\s,]*)\]/, list, `Set inputShape to [${list}]`),
    ...editIn(
      call,
      /\binput_shape\s*=\s*[([]([\d\s,]*)[)\]]/,
      wanted.length === 1 ? `${list},` : list,
      `Set input_shape to (${list})`,
    ),
    ...(wanted.length === 1
      ? editIn(call, /\b(?:inputDim\s*:|input_dim\s*=)\s*(\d+)/, String(first), `Set the input's size to ${first}`)
      : []),
  ];
}

/** One number too many in a table is mostly the one that counts its rows. */
function leavingOut({ inputNames, inputShape }: DatasetDescription, input: readonly (number | null)[]): DataFix[] {
  if (!inputNames || input.length !== 1 || sizeOf(inputShape) !== (input[0] ?? 0) + 1) return [];
  const counter = inputNames.find((name) => /^(id|index|row|no|nr|unnamed: 0|#)$/i.test(name.trim()));
  return counter === undefined ? [] : [{ title: `Exclude "${counter}"`, change: { columns: { [counter]: 'skip' } } }];
}
