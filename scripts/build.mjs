// Bundles every entry of the extension into dist/ or another folder. Usage: node scripts/dev-node.mjs scripts/build.mjs [--production] [--out FOLDER]
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { isAlive } from '../src/system/isAlive.mjs';
import { BUILD_STAMP, buildStamp } from './lib/buildStamp.mjs';
import { readConfigSchema } from './lib/configSchema.mjs';
import { packedWasm } from './lib/packedWasm.mjs';
import { at } from './lib/root.mjs';

const { values } = parseArgs({
  options: { production: { type: 'boolean', default: false }, out: { type: 'string', default: 'dist' } },
});
const { production } = values;
const target = at(values.out);

/** Built apart and put in its place as a whole: an editor that is open never sees half a build. */
const STAGING_PREFIX = '.dist-';
const staging = at(`${STAGING_PREFIX}${process.pid}`);
const inStaging = (/** @type {string[]} */ ...parts) => join(staging, ...parts);

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  sourcemap: production ? false : 'linked',
  minify: production,
  logLevel: 'warning',
  legalComments: 'none',
};
/** @type {esbuild.BuildOptions} */
const node = { ...common, platform: 'node', target: 'node22', mainFields: ['module', 'main'] };
const requireInEsm = {
  js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
};

/** @type {{ entry: string | Record<string, string>, options: esbuild.BuildOptions }[]} */
const entries = [
  {
    entry: 'src/extension.ts',
    options: { ...node, format: 'cjs', external: ['vscode'], outfile: inStaging('extension.js') },
  },
  { entry: 'src/launch/sourceWorker.ts', options: { ...node, format: 'cjs', outfile: inStaging('sourceWorker.js') } },
  { entry: 'src/datasets/worker.ts', options: { ...node, format: 'cjs', outfile: inStaging('datasetsWorker.js') } },
  { entry: 'src/runs/stored/readerWorker.ts', options: { ...node, format: 'cjs', outfile: inStaging('runReader.js') } },
  { entry: 'src/workspace/worker.ts', options: { ...node, format: 'cjs', outfile: inStaging('workspaceIndexer.js') } },
  {
    entry: { main: 'src/trainer/main.ts', build: 'src/trainer/build/main.ts' },
    options: {
      ...node,
      format: 'esm',
      // What builds a model works in the process, and so on the state, of the trainer that was loaded before it.
      splitting: true,
      outdir: inStaging('trainer'),
      outExtension: { '.js': '.mjs' },
      external: ['@tensorflow/*'],
      banner: requireInEsm,
    },
  },
  {
    entry: 'src/trainer/userModule/amaro.ts',
    options: {
      ...node,
      format: 'cjs',
      sourcemap: false,
      outfile: inStaging('trainer/amaro.cjs'),
      plugins: [packedWasm(inStaging('trainer'), 'amaro.wasm.br', production ? 11 : 5)],
    },
  },
  {
    entry: 'src/datasets/table/isolated/worker.ts',
    options: { ...node, format: 'cjs', outfile: inStaging('trainer/tableReader.cjs') },
  },
  { entry: 'src/trainer/link/worker.ts', options: { ...node, format: 'cjs', outfile: inStaging('trainer/link.cjs') } },
  {
    entry: 'src/trainer/embedded/tfjs.ts',
    options: {
      ...node,
      format: 'cjs',
      minify: true,
      keepNames: true,
      // Node prints the line that threw; without a limit that would be the whole file.
      lineLimit: 160,
      sourcemap: false,
      outfile: inStaging('embedded/tfjs.cjs'),
    },
  },
  {
    entry: 'src/ray/worker/main.ts',
    options: { ...node, format: 'esm', outfile: inStaging('ray/trial.mjs'), banner: requireInEsm },
  },
  {
    entry: 'src/cli/main.ts',
    options: { ...node, format: 'esm', outfile: inStaging('cli.mjs'), banner: requireInEsm },
  },
  {
    entry: 'src/cli/silence/watchWorker.ts',
    options: { ...node, format: 'cjs', outfile: inStaging('silenceWatch.cjs') },
  },
  {
    entry: 'webview/main.tsx',
    options: {
      ...common,
      platform: 'browser',
      format: 'iife',
      target: 'chrome120',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      alias: { react: 'preact/compat', 'react-dom': 'preact/compat' },
      loader: { '.ttf': 'file' },
      assetNames: '[name]',
      outfile: inStaging('webview/dashboard.js'),
    },
  },
];

const WASM_FILE = 'tfjs-backend-wasm-simd.wasm';

removeStaleStaging();
const stamp = buildStamp();
try {
  for (const folder of ['embedded', 'ray', 'trainer']) mkdirSync(inStaging(folder), { recursive: true });
  cpSync(at('node_modules/@tensorflow/tfjs-backend-wasm/dist', WASM_FILE), inStaging('embedded', WASM_FILE));
  for (const name of ['driver.py', 'on_cluster.py', 'proposals.py', 'requirements.txt'])
    cpSync(at('src/ray', name), inStaging('ray', name));
  await Promise.all(entries.map(({ entry, options }) => esbuild.build({ ...options, entryPoints: pointsOf(entry) })));
  writeFileSync(inStaging('gradlens.schema.json'), await readConfigSchema());
  writeFileSync(inStaging(basename(BUILD_STAMP)), stamp);
  putInPlace();
} finally {
  rmSync(staging, { recursive: true, force: true });
}

/** @returns {Record<string, string> | string[]} */
function pointsOf(/** @type {string | Record<string, string>} */ entry) {
  if (typeof entry === 'string') return [at(entry)];
  return Object.fromEntries(Object.entries(entry).map(([name, file]) => [name, at(file)]));
}

/** Tries again where another build has put its own in place meanwhile. */
function putInPlace(tries = 5) {
  rmSync(target, { recursive: true, force: true });
  try {
    mkdirSync(dirname(target), { recursive: true });
    renameSync(staging, target);
  } catch (error) {
    if (tries === 1) throw error;
    putInPlace(tries - 1);
  }
}

/** Removes what builds left that were killed. */
function removeStaleStaging() {
  for (const name of readdirSync(at()).filter((entry) => entry.startsWith(STAGING_PREFIX))) {
    if (!isAlive(Number(name.slice(STAGING_PREFIX.length)))) rmSync(at(name), { recursive: true, force: true });
  }
}
