import type { FitFigures } from './fitFigures.js';
import { meanOf, RECENT_EPOCHS } from './lossCurve.js';
import type { Progress } from './progress.js';

/** Chance below which it is no coincidence how validation samples differ from those trained on. */
export const BY_CHANCE = 0.001;
/** Validation samples below which nothing is told of how they differ. */
export const FEWEST_HELD = 10;
/** Times the training loss from which on the validation's is so much worse that it matters how its samples differ. */
const WORSE = 1.5;

/** What the validation costs by now; null where that is not much more than training does, or not known. */
export function worseLoss({
  learned,
  last,
  validation,
}: Pick<Progress, 'learned' | 'last' | 'validation'>): number | null {
  if (learned === 'unknown' || validation.length === 0) return null;
  const loss = meanOf(validation.slice(-RECENT_EPOCHS));
  return loss > WORSE * last ? loss : null;
}

/** Whether samples may be shuffled before they are split, which windows of one series may not. */
export const mayShuffle = ({ data }: Pick<FitFigures, 'data'>): boolean => !data?.inputs?.isSeries;

export const WHY_NOT_SHUFFLED =
  'Each sample is a window of one series, so they must not be shuffled: of two windows that overlap, the net would learn from one and be tested on the other.';
