import { OVER_FITTED } from '../../diagnosis/overFitThresholds.js';

/** Measurements at the end, all after the lowest, whose mean counts: fewer may be chance. */
export const LAST_MEASURED = 5;

export interface Turn {
  /** The measurement with the lowest validation loss; null where none is a number. */
  readonly best: number | null;
  readonly hasTurned: boolean;
}

/**
 * Where the validation loss turned: at its lowest, if at the end it is clearly above that and the training loss is below what it was there. A
 * validation loss that rises with the training loss is a training that fails, not over-fitting.
 */
export function turnOf(training: readonly number[], validation: readonly number[], guess: number): Turn {
  let best: number | null = null;
  for (const [at, loss] of validation.entries()) {
    if (Number.isFinite(loss) && (best === null || loss < (validation[best] ?? 0))) best = at;
  }
  if (best === null) return { best, hasTurned: false };
  const lowest = validation[best] ?? Number.NaN;
  const margin = Math.max(OVER_FITTED.overBest * Math.abs(lowest), OVER_FITTED.overGuessing * guess);
  const isLong = validation.length - 1 - best >= LAST_MEASURED;
  const isOver = isLong && meanOfLast(validation) >= lowest + margin;
  return { best, hasTurned: isOver && meanOfLast(training) < (training[best] ?? Number.NaN) };
}

function meanOfLast(values: readonly number[]): number {
  const last = values.slice(-LAST_MEASURED);
  return last.reduce((sum, value) => sum + value, 0) / last.length;
}
