// Counts of tests over all rings.

/**
 * @typedef {object} RingResult
 * @property {string} name
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} [failures] what failed, a line each
 * @property {string | null} problem why the ring as a whole counts as failed
 * @property {number} [milliseconds]
 */

/** A ring that could not run, or ran no test, has failed even though no test did. */
const problemOf = (/** @type {RingResult} */ ring) =>
  ring.problem ?? (ring.passed + ring.failed === 0 ? 'ran no test' : null);

/** Failures of a ring; one that failed as a whole counts as one. */
const failuresOf = (/** @type {RingResult} */ ring) => ring.failed + (ring.failed === 0 && problemOf(ring) ? 1 : 0);

export function isGreen(/** @type {RingResult[]} */ rings) {
  return rings.length > 0 && rings.every((ring) => ring.failed === 0 && problemOf(ring) === null);
}

/** `N passed, N failed`, and `, N skipped` where some were. */
export function closingLine(/** @type {RingResult[]} */ rings) {
  const sum = (/** @type {(ring: RingResult) => number} */ count) =>
    rings.reduce((total, ring) => total + count(ring), 0);
  const skipped = sum((ring) => ring.skipped);
  const counts = `${sum((ring) => ring.passed)} passed, ${sum(failuresOf)} failed`;
  return skipped > 0 ? `${counts}, ${skipped} skipped` : counts;
}

/** One line a ring, and one below it for each of its failures: who sees only the end of a log sees what to look at. */
export function summaryTable(/** @type {RingResult[]} */ rings) {
  const width = Math.max(...rings.map(({ name }) => name.length));
  return rings
    .flatMap((ring) => {
      const problem = problemOf(ring);
      const mark = failuresOf(ring) > 0 ? '✘' : '✔';
      const time = ring.milliseconds === undefined ? '' : `  ${(ring.milliseconds / 1000).toFixed(0)} s`;
      const line = `${mark} ${ring.name.padEnd(width)}  ${closingLine([ring])}${time}${problem ? `  (${problem})` : ''}`;
      return [line, ...(ring.failures ?? []).map((failure) => `    ✘ ${failure}`)];
    })
    .join('\n');
}
