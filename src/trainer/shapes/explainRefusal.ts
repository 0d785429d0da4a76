import type { SourceLocation } from '../../protocol/fit.js';
import type { Link } from '../../shapes/explainShape.js';
import { shown } from '../../shapes/shapeWords.js';
import type { Layer } from '../../tfjs/tfjs.js';
import { misspeltKey } from '../endings/callText.js';

/** Shapes of one sample that a layer takes, for a first layer that says none. */
const FIRST_SHAPES: readonly (readonly [RegExp, string])[] = [
  [/^ConvLSTM/, '[5, 28, 28, 1] ([steps, height, width, channels])'],
  [/3D/, '[16, 28, 28, 1] ([depth, height, width, channels])'],
  [/2D/, '[28, 28, 1] ([height, width, channels])'],
  [/1D|LSTM|GRU|RNN|Bidirectional|TimeDistributed/, '[10, 3] ([steps, features])'],
];

/** Why tfjs does not take a first layer that says nothing of its input; null where that is not the reason. */
export function explainFirst(layer: Layer, error: unknown, place: SourceLocation | null): string | null {
  if (!(error instanceof Error && /must get an `?inputShape`?/.test(error.message))) return null;
  const className = layer.getClassName();
  const shape = FIRST_SHAPES.find(([pattern]) => pattern.test(className))?.[1] ?? '[4] for samples with four numbers';
  const inputDim = className === 'Dense' ? '' : ' (inputDim works only for dense layers)';
  const meant = misspeltKey(place, 'inputShape');
  if (meant) return `${className} is the first layer and needs an input shape. ${meant}`;
  return `${className} is the first layer and needs an input shape${inputDim}. Give it an inputShape, such as ${shape}.`;
}

/** Why a model without a layer cannot be used. @param place of the call that makes it */
export function explainEmpty(place: SourceLocation | null): string {
  const meant =
    misspeltKey(place, 'layers') ?? 'Pass layers to tf.sequential as layers: [...], or add them with model.add.';
  return `This model has no layers. ${meant}`;
}

/** tfjs's own Flatten, unlike Keras's, refuses what is flat already, and sizes that are left open. */
export function explainFlat({ layer, input, previous }: Link): string | null {
  if (layer.className !== 'Flatten') return null;
  if (input.length === 2) return `Flatten already gets one row per sample, ${shown(input)}. Remove it.`;
  if (!input.slice(1).includes(null)) return null;
  const other = previous ? ', or use global pooling instead of Flatten' : '';
  return `Flatten must know all sizes of its input, ${shown(input)}. Use a number instead of null in the first layer's inputShape${other}.`;
}
