import type { FitFigures } from './fitFigures.js';
import { lastFall } from './lossCurve.js';
import { gain, type Progress } from './progress.js';

/** Share of the way from guessing to 0 below which a net that no longer gets better has learned too little. */
export const LITTLE = 0.25;
/** Share by which the last quarter of a loss is below the one before it, while a net still learns. */
const STILL_FALLS = 0.02;
const FEWEST_POINTS = 4;

/** Whether a fit has ended, long after it got no better, with little more than guessing. */
export function isUnderFit({ end }: Pick<FitFigures, 'end'>, reached: Progress): boolean {
  const { curve, guess, last, learned } = reached;
  if (learned !== 'some' || guess.loss === null || !guess.isMeasured || !end || curve.length < FEWEST_POINTS)
    return false;
  const isLittle = 1 - last / guess.loss < LITTLE && (gain(reached) ?? 0) < LITTLE;
  return isLittle && !(lastFall(curve) > STILL_FALLS);
}
