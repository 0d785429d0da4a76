// The package that the marketplace and "Install from VSIX" take.
import { readFileSync, statSync } from 'node:fs';
import { devNode } from '../dev-node.mjs';
import { withFileLock } from './fileLock.mjs';
import { run } from './guarded.mjs';
import { at } from './root.mjs';
import { megabytes, say } from './say.mjs';

/** More than this is a fault: something got into the package that does not belong there. */
const MAX_BYTES = 5_000_000;

/** Builds for production and packages; resolves to the path of the .vsix. */
export async function packageExtension() {
  const { name, version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const file = at(`${name}-${version}.vsix`);
  await withFileLock(at('.cache', 'build.lock'), async () => {
    await succeed('the build', [at('scripts/build.mjs'), '--production']);
    const vsce = at('node_modules', '@vscode', 'vsce', 'vsce');
    await succeed('vsce', [
      vsce,
      'package',
      '--no-dependencies',
      '--no-rewrite-relative-links',
      '--allow-missing-repository',
      '--out',
      file,
    ]);
  });
  const { size } = statSync(file);
  if (size > MAX_BYTES) throw new Error(`${file} has ${megabytes(size)}, more than ${megabytes(MAX_BYTES)}`);
  say(`${file}: ${megabytes(size)}`);
  return file;
}

async function succeed(/** @type {string} */ what, /** @type {string[]} */ command) {
  const code = await run(devNode(), command, { cwd: at(), output: 'stderr' });
  if (code !== 0) throw new Error(`${what} failed (exit ${code}); its output is above`);
}
