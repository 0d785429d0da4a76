import { HumanError } from '../../errors/humanError.js';
import { shuffledRows } from './rowOrder.js';

/** The part of its training samples that a run trains on. */
export interface TrainingShare {
  /** Above 0, below 1. */
  readonly share: number;
  readonly seed: number;
}

/** Apart from the streams of the epochs. */
const SHARE_STREAM = -11;

/**
 * The first of so many samples in a shuffle, in the order in which they stood: what a smaller share has, a larger one with the same seed has, too.
 * @throws {HumanError} where it has none
 */
export function rowsOfShare(samples: number, { share, seed }: TrainingShare): Uint32Array {
  const count = Math.round(samples * share);
  if (count === 0)
    throw new HumanError(`A share of ${share} of ${samples} training samples has none: use a larger one.`);
  const all = Uint32Array.from({ length: samples }, (_, row) => row);
  return shuffledRows(all, seed, SHARE_STREAM, null).subarray(0, count).toSorted();
}
