import type { DataEvidence } from '../../protocol/dataEvidence.js';
import type { FitFigures } from './fitFigures.js';
import { outsideByChance } from './outsideByChance.js';
import { BY_CHANCE, FEWEST_HELD } from './unlikeTraining.js';

/** Share of the validation samples, over what chance gives on average, below which so few are beyond what is trained on that it matters little. */
const OVER_CHANCE = 0.1;

/** Validation samples with values that nothing has which is trained on. */
export interface HeldOutside {
  /** What of them is beyond. */
  readonly what: 'inputs' | 'targets';
  /** Of the validation samples. */
  readonly share: number;
  /** Share from which on it is no coincidence. */
  readonly threshold: number;
}

/** Null where they are a fair draw, as far as ranges tell, or where that is not known. Of classes their numbers are no range. */
export function heldOutside({ data, isRandom }: Pick<FitFigures, 'data' | 'isRandom'>): HeldOutside | null {
  const { inputsOutside, targetsOutside } = data?.validation ?? {};
  if (isRandom) return null;
  const told = [
    data?.targets?.kind === 'numbers' ? beyond('targets', targetsOutside) : null,
    beyond('inputs', inputsOutside),
  ];
  return told.reduce((most, each) => (each && each.share > (most?.share ?? 0) ? each : most), null);
}

type Outside = NonNullable<NonNullable<DataEvidence['validation']>['inputsOutside']>;

function beyond(what: HeldOutside['what'], outside: Outside | undefined): HeldOutside | null {
  if (!outside || outside.compared < FEWEST_HELD || outside.share < outside.chance + OVER_CHANCE) return null;
  const { share, chance, compared } = outside;
  // Runs of before do not tell how many are trained on: with the same chance it varies most for few samples of one feature.
  const { trained = Math.round(2 / chance) - 1 } = outside;
  const ends = Math.round(chance * (trained + 1));
  const threshold = Math.max(chance + OVER_CHANCE, outsideByChance({ compared, trained, ends }, BY_CHANCE));
  return share >= threshold ? { what, share, threshold } : null;
}
