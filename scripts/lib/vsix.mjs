// The package that the marketplace and "Install from VSIX" take.
import { cpSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { devNode } from '../dev-node.mjs';
import { withFileLock } from './fileLock.mjs';
import { run } from './guarded.mjs';
import { at } from './root.mjs';
import { megabytes, say } from './say.mjs';

/** More than this is a fault: something got into the package that does not belong there. */
export const MAX_BYTES = 5_000_000;

/** What goes into the package beside the production build. */
const FILES = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', '.vscodeignore', 'media', 'examples'];

/** Packages a production build, leaving dist/ as it is; resolves to the path of the .vsix. */
export async function packageExtension() {
  const { name, version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const file = at(`${name}-${version}.vsix`);
  const staging = at('out', 'package');
  await withFileLock(at('.cache', 'package.lock'), async () => {
    rmSync(staging, { recursive: true, force: true });
    for (const entry of FILES) cpSync(at(entry), join(staging, entry), { recursive: true });
    await succeed(
      'the build',
      [at('scripts/build.mjs'), '--production', '--out', join('out', 'package', 'dist')],
      at(),
    );
    const vsce = at('node_modules', '@vscode', 'vsce', 'vsce');
    const switches = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'];
    await succeed('vsce', [vsce, 'package', ...switches, '--out', file], staging);
  });
  const { size } = statSync(file);
  if (size > MAX_BYTES) throw new Error(`${file} has ${megabytes(size)}, more than ${megabytes(MAX_BYTES)}`);
  say(`${file}: ${megabytes(size)}`);
  return file;
}

async function succeed(/** @type {string} */ what, /** @type {string[]} */ command, /** @type {string} */ cwd) {
  const code = await run(devNode(), command, { cwd, output: 'stderr' });
  if (code !== 0) throw new Error(`${what} failed (exit ${code}); its output is above`);
}
