// Ends a fit when its warm-up and the epochs that count are done, and tells how long they took. Used by the file that is trained.
import { epochWindow } from '../epochWindow.mjs';
import { answer } from './answers.mjs';

/** @param {import('../epochWindow.mjs').Turn} turn */
export function epochClock(turn) {
  let start = performance.now();
  /** @type {number[]} */
  const ends = [];
  let lastLoss = Number.NaN;
  return {
    start() {
      start = performance.now();
    },
    /** @param {number} loss @returns whether the fit has taken long enough */
    epochEnded(loss) {
      ends.push(performance.now() - start);
      lastLoss = loss;
      return epochWindow(ends, turn) !== null;
    },
    report() {
      answer({ ...epochWindow(ends, turn), loss: lastLoss, peakMemory: process.resourceUsage().maxRSS * 1024 });
    },
  };
}
