// The product's own host code as one module that plain Node can import.
import { join } from 'node:path';
import { bundleModule } from '../bundledModule.mjs';

/**
 * @typedef {typeof import('../../src/runs/createRuns.js') & typeof import('../../src/runs/settings.js')
 *   & typeof import('../../src/runFiles/recordsReader.js') & typeof import('../../src/runFiles/byteSource.js')
 *   & typeof import('../../src/protocol/streams/stream.js') & typeof import('../../src/protocol/streams/batches.js')
 *   & typeof import('../../src/source/findModels.js')
 *   & typeof import('../../src/source/size/sourceSize.js')} GradLensModule
 */

const CONTENTS = `export * from './src/runs/createRuns.js';
export * from './src/runs/settings.js';
export * from './src/runFiles/recordsReader.js';
export * from './src/runFiles/byteSource.js';
export * from './src/protocol/streams/stream.js';
export * from './src/protocol/streams/batches.js';
export * from './src/source/findModels.js';
export * from './src/source/size/sourceSize.js';`;

/** @returns {Promise<string>} its path in the folder */
export const bundleGradLens = (/** @type {string} */ folder) =>
  bundleModule(CONTENTS, join(folder, 'gradlens.mjs'), { mainFields: ['module', 'main'] });
