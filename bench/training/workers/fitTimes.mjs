// Times and losses of a fit as its run's file has them.
import { join } from 'node:path';

/**
 * @param {import('../gradlensModule.mjs').GradLensModule} gradlens
 * @param {string} folder the run's
 * @param {import('../../../src/protocol/fit.js').FitSummary} summary
 */
export function fitTimes({ readRecords, fileSource, recordsFile }, folder, summary) {
  const source = fileSource(join(folder, recordsFile(summary.fit)));
  /** @type {{ end: number, steps: number }[]} the time of each epoch's last record, and how many records came up to it */
  const epochs = [];
  /** @type {number[]} */
  const losses = [];
  try {
    for (const records of readRecords(source, summary)) {
      records.epoch.forEach((epoch, row) => {
        losses.push(records.loss[row] ?? Number.NaN);
        epochs[epoch] = { end: records.time[row] ?? Number.NaN, steps: losses.length };
      });
    }
  } finally {
    source.dispose();
  }
  return {
    losses,
    /** The whole epochs after one: their number, time and steps. */
    after(/** @type {number} */ first, /** @type {number} */ count) {
      const [from, to] = [epochs[first], epochs[first + count]];
      return from && to
        ? { epochs: count, ms: to.end - from.end, steps: to.steps - from.steps }
        : { epochs: 0, ms: Number.NaN, steps: 0 };
    },
  };
}
