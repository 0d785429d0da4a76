import type { FitFigures } from './fitFigures.js';

/** Share of the validation samples, over what is chance, from which on so many of them are those trained on that its figures mislead. */
const OVER_CHANCE = 0.1;
/** And by how many standard deviations of what chance gives. */
const DEVIATIONS = 4;
/** Validation samples below which nothing is told: of a truth table there are no others. */
const FEWEST = 20;

/** Samples that a fit is validated on and that it learns from. */
export interface HeldLeak {
  /** Of the validation samples. */
  readonly share: number;
  /** That would be among them by chance. */
  readonly chance: number;
  /** Share from which on it is no chance. */
  readonly threshold: number;
}

/** Null where its validation samples are its own, or where that is not known. */
export function heldLeak({ data, isRandom }: Pick<FitFigures, 'data' | 'isRandom'>): HeldLeak | null {
  const shared = data?.validation?.shared;
  if (!shared || isRandom || shared.compared < FEWEST) return null;
  const { share, chance, compared } = shared;
  const deviation = Math.sqrt((chance * (1 - chance)) / compared);
  const threshold = chance + Math.max(OVER_CHANCE, DEVIATIONS * deviation);
  return share >= threshold ? { share, chance, threshold } : null;
}
