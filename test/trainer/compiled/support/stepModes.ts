import type { Told } from '../../support/trainerRun.js';

/** Why fits of a run were not compiled, in their order. */
export function eagerReasons({ stepModes }: Told): string[] {
  return stepModes.flatMap(({ reason }) => (reason === null ? [] : [reason]));
}

/** Number of fits that were compiled from some batch on to their end. */
export function compiledFits({ fits, stepModes }: Told): number {
  return fits.filter(({ fit }) => stepModes.findLast((each) => each.fit === fit)?.mode === 'compiled').length;
}
