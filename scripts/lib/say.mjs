// What the scripts tell the person at the terminal. All of it goes to stderr: stdout belongs to the product's own output.

/** One line about a step. */
export function say(/** @type {string} */ line) {
  clearProgress();
  process.stderr.write(`${line}\n`);
}

const INTERVAL_WITHOUT_TERMINAL = 5000;
let progressShown = false;
let lastPlainLine = Date.now();

/** The state of a long step: rewritten in place on a terminal, a line every few seconds elsewhere. */
export function showProgress(/** @type {string} */ text) {
  if (process.stderr.isTTY) {
    const width = (process.stderr.columns ?? 80) - 1;
    process.stderr.write(`\r\x1b[2K${text.slice(0, width)}`);
    progressShown = true;
    return;
  }
  if (Date.now() - lastPlainLine < INTERVAL_WITHOUT_TERMINAL) return;
  lastPlainLine = Date.now();
  process.stderr.write(`${text}\n`);
}

/** Takes the progress line away again. */
export function clearProgress() {
  if (progressShown) process.stderr.write('\r\x1b[2K');
  progressShown = false;
}

export function megabytes(/** @type {number} */ bytes) {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

export function seconds(/** @type {number} */ milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
