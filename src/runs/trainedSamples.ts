import type { FitSetup } from '../protocol/fit.js';
import { formatCount } from '../protocol/numberText.js';

/**
 * Training samples of each epoch, beside all that there are where a sweep left some out: `30 of 300`. Null where only reading all of them would tell.
 * @param text of the last number
 */
export function trainedSamples(
  { samples, allSamples }: Pick<FitSetup, 'samples' | 'allSamples'>,
  text: (count: number) => string = formatCount,
): string | null {
  if (samples === null) return null;
  return allSamples === undefined ? text(samples) : `${formatCount(samples)} of ${text(allSamples)}`;
}
