import type { ArgumentContext, LayerArguments, LayerEntry } from './layerEntry.js';
import type { Shape } from './shapes/shapedLayer.js';

/** Where the channels stand; `th` and `tf` are Keras 1's names. Undefined for what is no such name. */
export function dataFormatOf(
  args: Pick<LayerArguments, 'text'>,
  { channels }: Pick<ArgumentContext, 'channels'>,
): ArgumentContext['channels'] | undefined {
  switch (args.text('data_format')) {
    case undefined:
    case 'default':
      return channels;
    case 'channels_last':
    case 'tf':
      return 'channelsLast';
    case 'channels_first':
    case 'th':
      return 'channelsFirst';
    default:
      return undefined;
  }
}

/** `half` is Theano's word for `same`. */
export function paddingOf(args: Pick<LayerArguments, 'text'>): string {
  const given = args.text('padding')?.toLowerCase() ?? 'valid';
  return given === 'half' ? 'same' : given;
}

/** The input's shape that a layer's own arguments say, the batch first; undefined where they say none. */
export function saidInputShape(
  args: LayerArguments,
  layer: Pick<LayerEntry, 'kind' | 'rank'> | undefined,
): Shape | undefined {
  const whole = args.shape('batch_input_shape') ?? args.shape('batch_shape');
  if (whole) return whole;
  const batch = args.number('batch_size') ?? null;
  const shape = (layer?.kind === 'input' ? args.shape('shape') : undefined) ?? args.shape('input_shape');
  if (shape) return [batch, ...shape];
  const length = args.value('input_length');
  // Its input_dim is how many tokens it knows.
  if (layer?.kind === 'embedding')
    return length === undefined ? undefined : [batch, ...(args.shape('input_length') ?? [])];
  const size = args.number('input_dim');
  if (size === undefined) return undefined;
  if (typeof length === 'number') return [batch, length, size];
  return layer?.rank === 3 ? [batch, null, size] : [batch, size];
}
