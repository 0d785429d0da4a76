import { findLayer } from '../layers/catalogue.js';
import type { KerasCall, KerasDeclaration, KerasValue } from '../protocol/keras.js';
import type { KerasContext } from './kerasContext.js';
import type { KerasNotes } from './kerasNotes.js';

/**
 * Where the channels stand when no layer says: first where the shape of the images can mean nothing else, such as `(3, 32, 32)`
 * before a convolution, which code for Theano has.
 */
export function channelsOf(
  { layers, version }: Pick<KerasDeclaration, 'layers' | 'version'>,
  notes: KerasNotes,
): KerasContext['channels'] {
  if (layers.some(({ named }) => 'dim_ordering' in named || 'data_format' in named)) return 'channelsLast';
  const first = layers.findIndex(({ name }) => findLayer(name)?.sample === 'image');
  const shape = layers
    .slice(0, first + 1)
    .flatMap((layer) => imageShape(layer))
    .at(-1);
  if (!shape || !isChannelsFirst(shape, version)) return 'channelsLast';
  notes.guessed(`Images of shape (${shape.join(', ')}) are read as channels first, as in code for Theano.`);
  return 'channelsFirst';
}

/** Three sizes that a layer gives its images. */
function imageShape({ name, named, positional }: KerasCall): number[][] {
  const target = name === 'Reshape' ? (positional[0] ?? named.target_shape ?? named.dims) : undefined;
  const shape: KerasValue | undefined = target ?? named.input_shape ?? named.shape;
  const isImage = Array.isArray(shape) && shape.length === 3 && shape.every((size) => typeof size === 'number');
  return isImage ? [[...(shape as number[])]] : [];
}

function isChannelsFirst([channels = 0, rows = 0, columns = 0]: readonly number[], version: 1 | 2 | 3): boolean {
  if ((channels === 1 || channels === 3) && rows > 4 && columns > 4) return true;
  return version === 1 && rows === columns && channels !== rows && rows > 4;
}
