// Code of the product, or of its tests, as one module that plain Node can load.
import { build } from 'esbuild';
import { at } from '../scripts/lib/root.mjs';

/** Gives packages that are no ES modules their `require`. */
export const REQUIRE_IN_ESM = {
  js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
};

/**
 * @param {string} contents TypeScript; paths in it are from the repository's root
 * @param {string} outfile
 * @param {Pick<import('esbuild').BuildOptions, 'define' | 'external' | 'mainFields'>} [options]
 * @returns {Promise<string>} the file
 */
export async function bundleModule(contents, outfile, options = {}) {
  await build({
    ...options,
    stdin: { contents, resolveDir: at('.'), loader: 'ts' },
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    banner: REQUIRE_IN_ESM,
    outfile,
    logLevel: 'warning',
  });
  return outfile;
}
