import { formatCount } from '../../protocol/numberText.js';

/** `batch 5`, or `mean of batches 5–8`. @param stretch the first and the last one, from 0 */
export const batchesText = ([first, last]: readonly [number, number]): string =>
  first === last
    ? `batch ${formatCount(first + 1)}`
    : `mean of batches ${formatCount(first + 1)}–${formatCount(last + 1)}`;
