import type { FitFigures } from './fitFigures.js';

/** Samples of a validation below which its figures are chance: each of them is a fifth of an accuracy, or more. */
export const FEWEST_HELD = 5;

/** How many samples a fit is validated on; null where it is not, or that is not known. */
export const heldSamples = ({ data }: Pick<FitFigures, 'data'>): number | null => data?.validation?.samples ?? null;

/** Whether there is a validation whose figures tell nothing. */
export function isHeldTooFew(fit: Pick<FitFigures, 'data'>): boolean {
  const samples = heldSamples(fit);
  return samples !== null && samples < FEWEST_HELD;
}
