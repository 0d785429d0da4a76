import type { KerasCall } from '../protocol/keras.js';
import type { KerasContext } from './kerasContext.js';

const images = /^(?:Conv2D|Convolution2D|ZeroPadding2D|MaxPooling2D)$/;

/**
 * Where the channels stand when no layer says: first where the input's shape can mean nothing else, `(3, 32, 32)` before a
 * convolution, which code for Theano has.
 */
export function channelsOf(layers: readonly KerasCall[], notes: Set<string>): KerasContext['channels'] {
  const first = layers.find(({ name }) => !/^Input/.test(name));
  const shape = layers.map(({ named }) => named.input_shape ?? named.shape).find(Array.isArray);
  if (!first || !images.test(first.name) || shape?.length !== 3) return 'channelsLast';
  if (layers.some(({ named }) => 'dim_ordering' in named || 'data_format' in named)) return 'channelsLast';
  const [channels, rows, columns] = shape as readonly unknown[];
  const isCount = channels === 1 || channels === 3;
  const isLarge = typeof rows === 'number' && typeof columns === 'number' && rows > 4 && columns > 4;
  if (!isCount || !isLarge) return 'channelsLast';
  notes.add(`The input (${shape.join(', ')}) is taken as channels first, as code for Theano has it.`);
  return 'channelsFirst';
}
