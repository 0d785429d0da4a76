import { formatCount } from './numberText.js';

/** `batch 5`, or `mean of batches 5–8`. @param stretch the first and the last one, from 0 */
export const batchesText = ([first, last]: readonly [number, number]): string =>
  first === last
    ? `batch ${formatCount(first + 1)}`
    : `mean of batches ${formatCount(first + 1)}–${formatCount(last + 1)}`;

/** `batch 340 of 900, epoch 4`. @param epoch from 0; null where it is not known, or there are none */
export const placeText = (stretch: readonly [number, number], of: number, epoch: number | null): string =>
  `${batchesText(stretch)} of ${formatCount(of)}${epoch === null ? '' : `, epoch ${formatCount(epoch + 1)}`}`;

/** What brings back the last batch: a run that goes on is followed from there. */
export const latestName = (hasEnded: boolean): string => (hasEnded ? 'Latest' : 'Live');
