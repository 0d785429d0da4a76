// The package of the command line for npm: what `npx gradlens` needs, without the editor's part and without the repository.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './guarded.mjs';
import { at } from './root.mjs';

/** What the command line loads, of a build. */
const BUILT = ['cli.mjs', 'silenceWatch.cjs', 'runReader.js', 'trainer', 'embedded', 'ray'];

const FILES = ['bin', 'docs', 'README.md', 'CHANGELOG.md', 'LICENSE'];

/** Node that has what `bin/gradlens.mjs` asks for. */
const NODE = '>=22.15';

/**
 * Writes gradlens-VERSION.tgz, as `npm pack` makes it.
 * @param {object} options
 * @param {string} options.dist folder of the build
 * @param {string} options.to folder to write it into
 * @param {string} options.staging folder for what goes into it; made anew
 * @returns {Promise<string>} path of the package
 */
export async function packForNpm({ dist, to, staging }) {
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  for (const entry of FILES) cpSync(at(entry), join(staging, entry), { recursive: true });
  const isNoMap = (/** @type {string} */ path) => !path.endsWith('.map');
  for (const entry of BUILT)
    cpSync(join(dist, entry), join(staging, 'dist', entry), { recursive: true, filter: isNoMap });
  const manifest = npmManifest();
  writeFileSync(join(staging, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const code = await run(npm, ['pack', '--silent', '--pack-destination', to], { cwd: staging, output: 'stderr' });
  if (code !== 0) throw new Error(`npm pack failed (exit ${code}); its output is above`);
  return join(to, `${manifest.name}-${manifest.version}.tgz`);
}

/** What npm has to know: nothing of the editor, and no dependency, as the build has all of them in it. */
function npmManifest() {
  const { name, version, license, keywords } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const description =
    'Train the Sequential models of your code, see every layer’s gradient, and find out why a net does not learn.';
  return {
    name,
    version,
    description,
    license,
    keywords,
    bin: { gradlens: 'bin/gradlens.mjs' },
    engines: { node: NODE },
  };
}
