// What the bench uses of GradLens and of its tests' rig, as one module that Node can load.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleModule } from '../bundledModule.mjs';

const EXPORTS = `
export { findModels } from './src/source/findModels.js';
export { editedModel } from './src/sweep/editedModel.js';
export { newSweep, Sweep } from './src/sweep/sweep.js';
export { SweepFiles } from './src/sweep/sweepFiles.js';
export { Sweeps } from './src/sweep/sweeps.js';
export { tunablesOf } from './src/sweep/tunables.js';
export { DashboardSession } from './src/dashboard/session.js';
export { RunPositions } from './src/runs/positions.js';
export { Tries } from './src/trials/tries.js';
export { LiveDashboard } from './test/webview/support/liveDashboard.js';
export { SyntheticFit, SyntheticRun } from './test/webview/support/syntheticRun.js';
export { SyntheticRuns } from './test/webview/support/syntheticRuns.js';
`;

/**
 * @typedef {typeof import('../../src/source/findModels.js') & typeof import('../../src/sweep/editedModel.js')
 *   & typeof import('../../src/sweep/sweep.js') & typeof import('../../src/sweep/sweepFiles.js')
 *   & typeof import('../../src/sweep/sweeps.js') & typeof import('../../src/sweep/tunables.js')
 *   & typeof import('../../src/dashboard/session.js') & typeof import('../../src/runs/positions.js')
 *   & typeof import('../../src/trials/tries.js') & typeof import('../../test/webview/support/liveDashboard.js')
 *   & typeof import('../../test/webview/support/syntheticRun.js')
 *   & typeof import('../../test/webview/support/syntheticRuns.js')} Gradlens
 */

/** @returns {Promise<Gradlens>} */
export async function gradlens(/** @type {string} */ folder) {
  const outfile = await bundleModule(EXPORTS, join(folder, 'gradlens.mjs'), {
    external: ['playwright-core', 'typescript'],
  });
  return import(pathToFileURL(outfile).href);
}
