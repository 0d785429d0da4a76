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
 * never resumes: a trial that comes to a rung goes on where its value is among the best third of those that have come there by then. The first to come
 * always does.
 */
export class Halving {
  private readonly reached = new Map<number, Map<number, number>>();

  /**
   * Tells what a trial has come to. @param values one an epoch that is done, of `of` epochs
   * @returns whether it is to be stopped
   */
  isBehind(
    trial: number,
    values: readonly number[],
    of: number,
    measure: Pick<SweepMeasure, 'isLargerBetter'>,
  ): boolean {
    return this.dueRungs(trial, values.length, of).some((rung) =>
      this.isBehindAt(rung, trial, values[rung - 1], measure),
    );
  }

  /** Whether a trial has come to a rung that nothing was told of yet. */
  isDue(trial: number, epochs: number, of: number): boolean {
    return this.dueRungs(trial, epochs, of).length > 0;
  }

  private dueRungs(trial: number, epochs: number, of: number): number[] {
    return rungsOf(of).filter((rung) => rung <= epochs && !this.reached.get(rung)?.has(trial));
  }

  private isBehindAt(
    at: number,
    trial: number,
    value: number | undefined,
    { isLargerBetter }: Pick<SweepMeasure, 'isLargerBetter'>,
  ): boolean {
    const rung = this.reached.get(at) ?? new Map<number, number>();
    this.reached.set(at, rung);
    // What is no number is worse than any that is.
    const own = value === undefined || Number.isNaN(value) ? Number.POSITIVE_INFINITY : isLargerBetter ? -value : value;
    rung.set(trial, own);
    const better = [...rung.values()].filter((other) => other < own).length;
    return better >= Math.max(1, Math.ceil(rung.size / REDUCTION));
  }
}
