import { SHORT_WAY, stepsByRate } from '../shortWay.js';
import { ADAPTIVE_RATE } from '../source/facts/training.js';
import type { FitFigures } from './fitFigures.js';
import { endsLowest, judgedCurve, lastFall } from './lossCurve.js';
import type { Progress } from './progress.js';

/** Share of that up to which a rate is small; rates are kept in float32. */
const SMALL = 0.1 * (1 + 1e-6);
/** Share of the loss that it fell by over its last quarter, from which on it is still on its way. */
export const STILL_ON_ITS_WAY = 0.05;

const isSmall = (rate: number): boolean => rate > 0 && rate <= ADAPTIVE_RATE * SMALL;

/** A rate far below the usual one, of a fit that has ended on its way; null of others, and where no weight can have gone far at all. */
export function smallRate(fit: FitFigures, { learned, curve: own, validation }: Progress) {
  const { learningRate: rate, optimizer } = fit.summary;
  if (learned !== 'some' || fit.end?.outcome !== 'completed' || fit.isRandom || rate === null) return null;
  if (!stepsByRate(optimizer) || !isSmall(rate) || fit.series.length * rate < SHORT_WAY) return null;
  const curve = judgedCurve(own, validation);
  const fell = lastFall(curve);
  return fell > STILL_ON_ITS_WAY && endsLowest(curve) ? { rate, fell } : null;
}

/** Whether steps that took no weight far were enough, and each of them too small. */
export const isShortByRate = (steps: number, rate: number): boolean =>
  isSmall(rate) && steps * ADAPTIVE_RATE >= SHORT_WAY;
