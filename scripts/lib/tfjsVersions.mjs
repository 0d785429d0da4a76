// Versions of tfjs-node that people's projects still have, for tests: their JavaScript, on the native library of this user's own tfjs-node.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { withFileLock } from './fileLock.mjs';
import { run } from './guarded.mjs';
import { say, seconds } from './say.mjs';
import { removeFolder } from './tempFolder.mjs';

const VERSIONS = ['4.20.0', '4.0.0', '3.21.1', '2.8.6', '1.7.4'];
/** Files that nothing loads and that are most of the bytes: source maps, and builds for pages. */
const UNUSED = /\.map$|^tf[-.](?!.*node\.js$).*\.js$/;

/**
 * Installs what is missing of them; they stay for the next run.
 * @param {string} store with tfjs-node in it
 * @param {string} ownPackage folder of the tfjs-node in it
 * @returns {Promise<string>} the folder that has a project with `node_modules` for each version, by its name
 */
export async function ensureTfjsVersions(store, ownPackage) {
  const home = join(store, 'tfjs-versions');
  mkdirSync(home, { recursive: true });
  const isMissing = (/** @type {string} */ version) => !existsSync(join(home, version));
  if (VERSIONS.some(isMissing)) {
    await withFileLock(join(home, 'install.lock'), async () => {
      const start = Date.now();
      const missing = VERSIONS.filter(isMissing);
      if (missing.length === 0) return;
      say(`tfjs-node ${missing.join(', ')}: installing for tests`);
      await Promise.all(missing.map((version) => install(home, version)));
      say(`tfjs-node ${missing.join(', ')}: installed in ${seconds(Date.now() - start)}`);
    });
  }
  for (const version of VERSIONS) linkNativeLibrary(join(home, version), ownPackage);
  return home;
}

async function install(/** @type {string} */ home, /** @type {string} */ version) {
  const folder = mkdtempSync(join(home, 'staging-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const code = await run(npm, [...args, `@tensorflow/tfjs-node@${version}`], { cwd: folder, output: 'stderr' });
    if (code !== 0) throw new Error(`npm could not install @tensorflow/tfjs-node@${version}; what it said is above`);
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && UNUSED.test(entry.name)) rmSync(join(entry.parentPath, entry.name));
    }
    renameSync(folder, join(home, version));
  } finally {
    removeFolder(folder);
  }
}

/** Anew in each run, for the store's own tfjs-node may have moved. */
function linkNativeLibrary(/** @type {string} */ project, /** @type {string} */ ownPackage) {
  const target = join(project, 'node_modules', '@tensorflow', 'tfjs-node');
  const { binary } = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'));
  const [built] = readdirSync(join(ownPackage, 'lib'));
  for (const folder of ['lib', 'deps']) {
    rmSync(join(target, folder), { recursive: true, force: true });
    mkdirSync(join(target, folder));
  }
  symlinkSync(join(ownPackage, 'deps', 'lib'), join(target, 'deps', 'lib'), 'junction');
  for (const napi of binary.napi_versions) {
    symlinkSync(join(ownPackage, 'lib', built ?? ''), join(target, 'lib', `napi-v${napi}`), 'junction');
  }
}
