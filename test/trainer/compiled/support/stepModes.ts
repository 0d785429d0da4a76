import type { Told } from '../../support/trainerRun.js';

/** Why fits of a run were not compiled, in their order. */
export function eagerReasons({ stepModes }: Told): string[] {
  return stepModes.flatMap(({ reason }) => (reason === null ? [] : [reason]));
}

/** Number of fits that were compiled from some batch on to their end. */
export function compiledFits(told: Told): number {
  return told.fits.filter(({ fit }) => isCompiled(told, fit)).length;
}

/** Whether a fit was compiled from some batch on to its end. */
export function isCompiled({ stepModes }: Told, fit: number): boolean {
  return stepModes.findLast((each) => each.fit === fit)?.mode === 'compiled';
}
