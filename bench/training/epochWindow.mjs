// Which epochs of a fit count: whole ones, after the warm-up. Python contestants do the same (python/epochs.py).

/** @typedef {{ warmUpMs: number, measureMs: number }} Turn */

/**
 * @param {readonly number[]} ends milliseconds from the fit's start to the end of each of its epochs
 * @param {Turn} turn
 * @returns {{ first: number, epochs: number, ms: number } | null} the epoch with which the warm-up ended, and the whole epochs after
 *   it; null while they take less time than they should
 */
export function epochWindow(ends, { warmUpMs, measureMs }) {
  const first = ends.findIndex((end) => end >= warmUpMs);
  const from = ends[first];
  const to = ends.at(-1);
  if (from === undefined || to === undefined || to - from < measureMs) return null;
  return { first, epochs: ends.length - 1 - first, ms: to - from };
}
