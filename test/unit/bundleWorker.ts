import { join } from 'node:path';
import { build } from 'esbuild';

const src = join(import.meta.dirname, '../../src');

/**
 * Bundles the entry of a worker thread, for tests that start it.
 * @param entry path in `src`
 * @param outfile a `.cjs`
 */
export async function bundleWorker(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [join(src, entry)],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    outfile,
    logLevel: 'silent',
  });
}
