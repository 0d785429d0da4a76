import type { FitFigures } from './fitFigures.js';

/** Samples of a validation below which its figures are chance: each of them is a fifth of an accuracy, or more. */
export const FEWEST_HELD = 5;

/** How many samples a fit is validated on; null where it is not, or that is not known. Of large samples the data that were looked at are only some. */
export function heldSamples({ summary, data }: Pick<FitFigures, 'summary' | 'data'>): number | null {
  const samples = summary.setup?.validation ?? data?.validation?.samples ?? 0;
  return samples === 0 ? null : samples;
}

/** Whether there is a validation whose figures tell nothing. */
export function isHeldTooFew(fit: Pick<FitFigures, 'summary' | 'data'>): boolean {
  const samples = heldSamples(fit);
  return samples !== null && samples < FEWEST_HELD;
}
