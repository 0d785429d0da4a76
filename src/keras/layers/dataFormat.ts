import type { BoundArguments } from '../arguments/boundArguments.js';
import type { KerasContext } from '../kerasContext.js';

export type Channels = KerasContext['channels'];

/** Where the channels stand; `th` and `tf` are Keras 1's names. */
export function dataFormat(args: BoundArguments, { channels }: Pick<KerasContext, 'channels'>): Channels {
  const format = args.text('data_format');
  switch (format) {
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
      throw args.wrong('data_format', "'channels_last' or 'channels_first'", format);
  }
}

/** The axes of height, width and depth. */
export function spaceAxes(rank: number, channels: Channels): number[] {
  const start = channels === 'channelsFirst' ? 2 : 1;
  return Array.from({ length: rank - 2 }, (_, i) => start + i);
}
