// Bundles the tests that run inside the extension host: one file each, beside their runner, in out/test-host.
import { globSync, rmSync } from 'node:fs';
import * as esbuild from 'esbuild';
import { at } from './root.mjs';

export const HOST_TESTS = at('out', 'test-host', 'index.js');

export async function bundleHostTests() {
  const folder = at('out', 'test-host');
  rmSync(folder, { recursive: true, force: true });
  await esbuild.build({
    entryPoints: ['test/host/index.ts', ...globSync('test/host/**/*.test.ts', { cwd: at() })].map((file) => at(file)),
    absWorkingDir: at(),
    outdir: folder,
    outbase: at('test', 'host'),
    entryNames: '[name]',
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}
