// The product's own host code as one module that plain Node can import.
import { join } from 'node:path';
import { build } from 'esbuild';
import { at } from '../../scripts/lib/root.mjs';

/**
 * @typedef {typeof import('../../src/runs/createRuns.js') & typeof import('../../src/runs/settings.js')
 *   & typeof import('../../src/runFiles/recordsReader.js') & typeof import('../../src/runFiles/byteSource.js')
 *   & typeof import('../../src/protocol/streams/stream.js') & typeof import('../../src/protocol/streams/batches.js')
 *   & typeof import('../../src/source/findModels.js')
 *   & typeof import('../../src/source/size/sourceSize.js')} GradLensModule
 */

const CONTENTS = `export * from './runs/createRuns.js';
export * from './runs/settings.js';
export * from './runFiles/recordsReader.js';
export * from './runFiles/byteSource.js';
export * from './protocol/streams/stream.js';
export * from './protocol/streams/batches.js';
export * from './source/findModels.js';
export * from './source/size/sourceSize.js';`;

/** @returns {Promise<string>} its path in the folder */
export async function bundleGradLens(/** @type {string} */ folder) {
  const outfile = join(folder, 'gradlens.mjs');
  const require =
    "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";
  await build({
    stdin: { contents: CONTENTS, resolveDir: at('src') },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: require },
    logLevel: 'warning',
  });
  return outfile;
}
