import { formatCount } from '../../src/protocol/numberText.js';

/** What batches a value under the pointer is of, both counted from 1: `batch 5`, or `batches 5–8, mean`. */
export const batchesText = (first: number, last: number): string =>
  last <= first ? `batch ${formatCount(first)}` : `batches ${formatCount(first)}–${formatCount(last)}, mean`;
