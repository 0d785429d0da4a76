import type { FitFigures } from './fitFigures.js';
import { outputMedian } from './layerWindow.js';

/** Deviation of the outputs relative to their size at which all of them are one number in float32. */
export const SAME = 1e-6;

/** Whether a model puts out the same for every sample: as the trainer has seen it; of one unit, and in runs that do not tell it, by the deviation. */
export function givesTheSame(fit: FitFigures): boolean {
  const last = fit.summary.layers.length - 1;
  if (outputMedian(fit, last, 'actSame', 'late') === 1) return true;
  if (fit.summary.layers[last]?.outputShape.at(-1) !== 1) return false;
  const [mean, std] = [outputMedian(fit, last, 'actMean', 'late'), outputMedian(fit, last, 'actStd', 'late')];
  return std <= SAME * Math.max(Math.abs(mean), Number.EPSILON);
}
