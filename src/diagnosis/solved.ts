import type { FitFigures } from './run/fitFigures.js';
import { firstLoss } from './run/lossCurve.js';

/** Losses of a solved problem are about this. */
export const SOLVED = 1e-4;
/** Share of the first batch's loss up to which next to nothing is left of it: targets that are tiny have tiny losses from the start. */
const LEFT = 0.01;
/** Batches whose mean tells, as single ones differ by which samples are in them. */
const WINDOW = 32;

/** Whether next to nothing is left of the loss on the last batches: gradients are as small then, and no fault of any layer. */
export function isSolved({ series }: Pick<FitFigures, 'series'>): boolean {
  const recent = series.read('loss', Math.max(0, series.length - WINDOW), series.length, WINDOW).mean;
  const loss = Math.abs(recent.reduce((sum, value) => sum + value, 0) / recent.length);
  return loss < SOLVED && loss < LEFT * Math.abs(firstLoss({ series }));
}
