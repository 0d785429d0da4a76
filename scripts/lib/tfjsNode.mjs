// This user's tfjs-node, made ready by the product's own installer.
import { mkdtempSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { onInterrupt } from './guarded.mjs';
import { at } from './root.mjs';
import { clearProgress, say, seconds, showProgress } from './say.mjs';

const LOG_LINES_SHOWN = 30;

/** The store that the command line and `npm start` share. */
export async function userStore() {
  const { storeDirectory } = await loadRuntime();
  return storeDirectory(process.env, process.platform, homedir());
}

/**
 * Installs tfjs-node into this user's store, or finds it there.
 * @returns {Promise<{ store: string, path: string }>} rejects with the reason and what to do, after showing the installers' output
 */
export async function ensureTfjsNode() {
  const { installTfjsNode } = await loadRuntime();
  const store = await userStore();
  const start = Date.now();
  const cancelled = new AbortController();
  /** @type {string[]} */
  const log = [];
  let worked = false;
  const installation = installTfjsNode({
    storeDirectory: store,
    signal: cancelled.signal,
    onProgress: ({ message }) => {
      if (!worked) say(`tfjs-node: making it ready in ${store}`);
      worked = true;
      showProgress(`tfjs-node: ${message}`);
    },
    log: (line) => log.push(line),
  });
  const forget = onInterrupt(async () => {
    cancelled.abort(new Error('interrupted'));
    await installation.catch(() => {});
  });
  try {
    const { path } = await installation;
    clearProgress();
    if (worked) say(`tfjs-node: ready after ${seconds(Date.now() - start)}`);
    return { store, path };
  } catch (error) {
    clearProgress();
    if (log.length > 0) say(`tfjs-node: the installers' last output:\n${log.slice(-LOG_LINES_SHOWN).join('\n')}`);
    throw error;
  } finally {
    forget();
  }
}

/** @typedef {typeof import('../../src/runtime/installTfjsNode.js') & typeof import('../../src/system/storeDirectory.js')} Runtime */

/** @type {Promise<Runtime> | undefined} */
let runtime;

/** The product's code for this, bundled on the fly: scripts are plain JavaScript, the product is TypeScript. */
function loadRuntime() {
  runtime ??= bundleRuntime();
  return runtime;
}

/** @returns {Promise<Runtime>} */
async function bundleRuntime() {
  const folder = mkdtempSync(at('node_modules', '.gradlens-runtime-'));
  try {
    const outfile = join(folder, 'runtime.mjs');
    await esbuild.build({
      stdin: {
        contents: `export * from './installTfjsNode.js'; export * from '../system/storeDirectory.js';`,
        resolveDir: at('src', 'runtime'),
      },
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node22',
      format: 'esm',
      logLevel: 'warning',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
