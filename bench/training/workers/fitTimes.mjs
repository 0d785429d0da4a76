// Times and losses of a fit as its run's file has them.
import { join } from 'node:path';

/**
 * @param {import('../gradlensModule.mjs').GradLensModule} gradlens
 * @param {string} folder the run's
 * @param {import('../../../src/protocol/fit.js').FitSummary} summary
 */
export function fitTimes({ readRecords, fileSource, batchStream, streamFile }, folder, summary) {
  const source = fileSource(join(folder, streamFile(batchStream, summary.fit)));
  /** @type {{ end: number, steps: number }[]} the time of each epoch's last record, and how many records came up to it */
  const epochs = [];
  /** @type {number[]} */
  const losses = [];
  /** @type {number[]} milliseconds from the fit's start to the end of each batch */
  const ends = [];
  try {
    for (const records of readRecords(batchStream, source, summary)) {
      records.epoch.forEach((epoch, row) => {
        losses.push(records.loss[row] ?? Number.NaN);
        ends.push(records.time[row] ?? Number.NaN);
        epochs[epoch] = { end: records.time[row] ?? Number.NaN, steps: losses.length };
      });
    }
  } finally {
    source.dispose();
  }
  return {
    losses,
    ends,
    /**
     * The whole epochs after one: their number, time and steps. Those before the way to step last changed are left out too, where others follow.
     * @param {number} first @param {number} count @param {number} changed the step from which on it was done in that way
     */
    after(first, count, changed) {
      const settled = epochs.findIndex((epoch, index) => index >= first && epoch.steps >= changed);
      const start = settled >= first && settled < first + count ? settled : first;
      const [from, to] = [epochs[start], epochs[first + count]];
      if (!from || !to) return { epochs: 0, ms: Number.NaN, steps: 0 };
      return { epochs: first + count - start, ms: to.end - from.end, steps: to.steps - from.steps };
    },
  };
}
