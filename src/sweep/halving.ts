import type { SweepMeasure } from '../protocol/sweep.js';

/** Of the trials that have come to a rung, one of so many goes on. */
const REDUCTION = 3;
/** Rungs at most: the first is at the 27th part of the epochs. */
const MOST_RUNGS = 3;

/** Epochs after which a trial of so many is held against the others: each a third of the next, the last a third of all. */
function rungsOf(epochs: number): number[] {
  const rungs = Array.from({ length: MOST_RUNGS }, (_, index) =>
    Math.floor(epochs / REDUCTION ** (MOST_RUNGS - index)),
  );
  return [...new Set(rungs)].filter((rung) => rung > 0);
}

/**
 * Successive halving without waiting (ASHA; L. Li and others, A System for Massively Parallel Hyperparameter Tuning, 2020), in the form that stops and
 * never resumes: a trial that comes to a rung goes on where its value is among the best third of those that have come there by then. The first ones are
 * never stopped, and two in three cannot be before a third has come.
 */
export class Halving {
  private readonly reached = new Map<number, Map<number, number>>();

  /**
   * Tells what a trial came to after an epoch. @param epochs that it has done, of `of`
   * @returns whether it is to be stopped
   */
  isBehind(trial: number, epochs: number, of: number, value: number, { isLargerBetter }: SweepMeasure): boolean {
    if (!rungsOf(of).includes(epochs)) return false;
    const rung = this.reached.get(epochs) ?? new Map<number, number>();
    this.reached.set(epochs, rung);
    // What is no number is worse than any that is.
    rung.set(trial, Number.isNaN(value) ? Number.POSITIVE_INFINITY : isLargerBetter ? -value : value);
    const own = rung.get(trial) ?? 0;
    const better = [...rung.values()].filter((other) => other < own).length;
    return better >= Math.max(1, Math.ceil(rung.size / REDUCTION));
  }
}
