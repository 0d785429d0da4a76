import type { FitFigures } from './fitFigures.js';

/** Share of the validation samples, over what is chance, from which on so many are beyond what is trained on that it is no coincidence. */
const OVER_CHANCE = 0.1;
/** And by how many standard deviations of what chance gives. */
const DEVIATIONS = 4;
/** Validation samples below which nothing is told. */
const FEWEST = 10;

/** Validation samples with values that nothing has which is trained on. */
export interface HeldOutside {
  /** What of them is beyond. */
  readonly what: 'inputs' | 'targets';
  /** Of the validation samples. */
  readonly share: number;
  /** Share from which on it is no chance. */
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

function beyond(
  what: HeldOutside['what'],
  outside: { readonly compared: number; readonly share: number; readonly chance: number } | undefined,
): HeldOutside | null {
  if (!outside || outside.compared < FEWEST) return null;
  const { share, chance, compared } = outside;
  const deviation = Math.sqrt((chance * (1 - chance)) / compared);
  const threshold = chance + Math.max(OVER_CHANCE, DEVIATIONS * deviation);
  return share >= threshold ? { what, share, threshold } : null;
}
