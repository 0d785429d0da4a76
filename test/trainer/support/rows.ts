import { type Statistic, statisticIndex } from '../../../src/protocol/statistics.js';
import type { Told } from './trainerRun.js';

/** The losses of a fit, batch by batch. */
export function losses({ records }: Told, fit = 1): number[] {
  return records.filter((batch) => batch.fit === fit).flatMap((batch) => [...batch.loss]);
}

/** One statistic of a variable of a fit, batch by batch. */
export function statisticOf(told: Told, variable: number, statistic: Statistic, fit = 1): number[] {
  return told.records
    .filter((batch) => batch.fit === fit)
    .flatMap((batch) => {
      const width = batch.statistics.length / batch.rows;
      const at = statisticIndex(variable, statistic);
      return Array.from({ length: batch.rows }, (_, row) => batch.statistics[row * width + at] ?? Number.NaN);
    });
}

/** Number of batches that arrived of a fit. */
export function batches({ records }: Told, fit = 1): number {
  return records.filter((batch) => batch.fit === fit).reduce((sum, batch) => sum + batch.rows, 0);
}
