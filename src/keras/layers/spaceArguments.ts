import { dataFormatOf, paddingOf } from '../../layers/arguments.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import type { KerasContext } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';

export type Channels = KerasContext['channels'];

/** Where the channels stand. */
export function dataFormat(args: BoundArguments, context: Pick<KerasContext, 'channels'>): Channels {
  const format = dataFormatOf(args, context);
  if (format) return format;
  throw args.wrong('data_format', "'channels_last' or 'channels_first'", args.text('data_format') ?? null);
}

/** The axes of height, width and depth. */
export function spaceAxes(rank: number, channels: Channels): number[] {
  const start = channels === 'channelsFirst' ? 2 : 1;
  return Array.from({ length: rank - 2 }, (_, i) => start + i);
}

/** @throws {SourceError} for Theano's `full`, which tfjs lacks */
export function padding(args: BoundArguments, causal = false): 'same' | 'valid' | 'causal' {
  const given = paddingOf(args);
  if (given === 'same' || given === 'valid' || (given === 'causal' && causal)) return given;
  throw kerasProblem(args.call, `tfjs has no padding '${given}' in ${args.call.name}. Use 'same' or 'valid'.`);
}
