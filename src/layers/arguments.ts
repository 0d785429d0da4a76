import type { ArgumentContext, LayerArguments } from './layerEntry.js';

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
