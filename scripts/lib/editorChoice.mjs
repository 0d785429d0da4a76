// Which editors `npm start` tries, in which order.
import { parseArgs } from 'node:util';

/**
 * @typedef {'code' | 'downloaded' | 'browser'} Editor
 * @typedef {'any' | 'browser' | 'desktop'} Choice
 */

const DESCRIPTIONS = {
  code: 'the "code" command on the PATH',
  downloaded: 'desktop VS Code downloaded by @vscode/test-electron',
  browser: 'VS Code in the browser',
};

export const describe = (/** @type {Editor} */ editor) => DESCRIPTIONS[editor];

const USAGE = 'Usage: npm start [-- --browser | --desktop]';

/** @returns {Choice} throws the usage where the arguments are none of it */
export function parseStartArguments(/** @type {string[]} */ args) {
  const options = /** @type {const} */ ({ browser: { type: 'boolean' }, desktop: { type: 'boolean' } });
  try {
    const { values } = parseArgs({ args, options });
    if (values.browser && values.desktop) throw new Error('one of the two');
    if (values.browser) return 'browser';
    return values.desktop ? 'desktop' : 'any';
  } catch (error) {
    throw new Error(`${USAGE} (${/** @type {Error} */ (error).message})`);
  }
}

/** @returns {Editor[]} */
export function candidates(/** @type {Choice} */ choice) {
  switch (choice) {
    case 'browser':
      return ['browser'];
    case 'desktop':
      return ['code', 'downloaded'];
    case 'any':
      return ['code', 'downloaded', 'browser'];
  }
}
