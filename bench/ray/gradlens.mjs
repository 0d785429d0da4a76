// What the bench uses of GradLens, as one module that Node can load.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleModule } from '../bundledModule.mjs';

const EXPORTS = `
export { RayTrials } from './src/ray/rayTrials.js';
export { createRuns } from './src/runs/createRuns.js';
export { DEFAULT_RUN_SETTINGS } from './src/runs/settings.js';
export { PLAIN_RUN } from './src/protocol/runRequest.js';
import * as v from 'valibot';
import { DriverMessage } from './src/protocol/ray.js';
export const readDriverLine = (line) => v.parse(DriverMessage, JSON.parse(line));
`;

/**
 * @typedef {typeof import('../../src/ray/rayTrials.js') & typeof import('../../src/runs/createRuns.js')
 *   & typeof import('../../src/runs/settings.js') & typeof import('../../src/protocol/runRequest.js')
 *   & { readDriverLine(line: string): import('../../src/protocol/ray.js').DriverMessage }} Gradlens
 */

/** @returns {Promise<Gradlens>} */
export async function gradlens(/** @type {string} */ folder) {
  const outfile = await bundleModule(EXPORTS, join(folder, 'gradlens.mjs'));
  return import(pathToFileURL(outfile).href);
}
