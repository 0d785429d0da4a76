// Bundles every entry of the extension into dist/. Usage: node scripts/dev-node.mjs scripts/build.mjs [--watch]
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const at = (/** @type {string[]} */ ...parts) => join(root, ...parts);
const production = process.argv.includes('--production');

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

/** @type {{ entry: string, options: esbuild.BuildOptions }[]} */
const entries = [
  {
    entry: 'src/extension.ts',
    options: { ...node, format: 'cjs', external: ['vscode'], outfile: at('dist/extension.js') },
  },
  { entry: 'src/source/worker.ts', options: { ...node, format: 'cjs', outfile: at('dist/sourceWorker.js') } },
  { entry: 'src/runs/readerWorker.ts', options: { ...node, format: 'cjs', outfile: at('dist/runReader.js') } },
  {
    entry: 'src/trainer/main.ts',
    options: {
      ...node,
      format: 'esm',
      outfile: at('dist/trainer/main.mjs'),
      external: ['@tensorflow/*'],
      banner: requireInEsm,
    },
  },
  { entry: 'src/trainer/link/worker.ts', options: { ...node, format: 'cjs', outfile: at('dist/trainer/link.cjs') } },
  {
    entry: 'src/trainer/embedded/tfjs.ts',
    options: { ...node, format: 'cjs', minify: true, sourcemap: false, outfile: at('dist/embedded/tfjs.cjs') },
  },
  { entry: 'src/cli/main.ts', options: { ...node, format: 'esm', outfile: at('dist/cli.mjs'), banner: requireInEsm } },
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
      outfile: at('dist/webview/dashboard.js'),
    },
  },
];

const WASM_FILE = 'tfjs-backend-wasm-simd.wasm';

rmSync(at('dist'), { recursive: true, force: true });
mkdirSync(at('dist/embedded'), { recursive: true });
cpSync(at('node_modules/@tensorflow/tfjs-backend-wasm/dist', WASM_FILE), at('dist/embedded', WASM_FILE));
await Promise.all(
  entries
    .filter(({ entry }) => existsSync(at(entry)))
    .map(({ entry, options }) => esbuild.build({ ...options, entryPoints: [at(entry)] })),
);
