import type { FitFigures } from './fitFigures.js';
import { meanOf } from './lossCurve.js';
import type { Progress } from './progress.js';

/** Share of the way from guessing to 0 below which a net that no longer gets better has learned too little. */
export const LITTLE = 0.25;
/** Share by which the last quarter of a loss is below the one before it, while a net still learns. */
const STILL_FALLS = 0.02;
const FEWEST_POINTS = 4;

/** Whether a fit has ended, long after it got no better, with little more than guessing. */
export function isUnderFit(
  { end }: Pick<FitFigures, 'end'>,
  { curve, guess, last, accuracy, learned }: Progress,
): boolean {
  if (learned !== 'some' || guess.loss === null || !guess.isMeasured || !end || curve.length < FEWEST_POINTS)
    return false;
  const right = accuracy && guess.accuracy !== null ? (accuracy.value - guess.accuracy) / (1 - guess.accuracy) : 0;
  const quarter = Math.max(1, Math.floor(curve.length / 4));
  const before = meanOf(curve.slice(-2 * quarter, -quarter));
  const falls = (before - meanOf(curve.slice(-quarter))) / before > STILL_FALLS;
  return 1 - last / guess.loss < LITTLE && right < LITTLE && !falls;
}
