// Answers of the processes that train, as marked lines among whatever else they print.

const MARK = '@bench ';

/** Prints a line that `answerIn` finds again. */
export function answer(/** @type {object} */ value) {
  process.stdout.write(`${MARK}${JSON.stringify(value)}\n`);
}

/** @returns {any} what a line of output answers; null where it is an ordinary one */
export function answerIn(/** @type {string} */ line) {
  return line.startsWith(MARK) ? JSON.parse(line.slice(MARK.length)) : null;
}
