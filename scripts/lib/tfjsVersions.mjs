// Versions of tfjs-node that people's projects still have, for tests: their JavaScript, on the native library of this user's own tfjs-node.
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { withFileLock } from './fileLock.mjs';
import { npmCi } from './npmCi.mjs';
import { at } from './root.mjs';
import { hashOfFiles, isStamped } from './stamp.mjs';
import { removeFolder } from './tempFolder.mjs';

const PROJECTS = at('test', 'tfjsVersions');
/** Files that nothing loads and that are most of the bytes: source maps, and builds for pages. */
const UNUSED = /\.map$|^tf[-.](?!.*node\.js$).*\.js$/;

/**
 * Installs what is missing of them; they stay for the next run.
 * @param {string} store with tfjs-node in it
 * @param {string} ownPackage folder of the tfjs-node in it
 * @returns {Promise<string>} the folder that has a project for each version, by its name
 */
export async function ensureTfjsVersions(store, ownPackage) {
  const home = join(store, 'tfjs-versions');
  const stamp = hashOfFiles(PROJECTS, [PROJECTS]);
  const isThere = () => isStamped(join(home, 'stamp'), stamp);
  if (!isThere()) {
    await withFileLock(`${home}.lock`, async () => {
      if (!isThere()) await install(home, stamp);
    });
  }
  const { workspaces } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  for (const version of workspaces) linkNativeLibrary(join(home, version), ownPackage);
  return home;
}

/** As one project with a workspace for each, for what they share is most of the files. */
async function install(/** @type {string} */ home, /** @type {string} */ stamp) {
  const staging = `${home}.staging`;
  for (const folder of [staging, home]) removeFolder(folder);
  try {
    cpSync(PROJECTS, staging, { recursive: true });
    await npmCi(staging, 'older versions of tfjs-node, for tests');
    for (const entry of readdirSync(staging, { recursive: true, withFileTypes: true })) {
      // Workspaces are met twice, through npm's links too.
      if (entry.isFile() && UNUSED.test(entry.name)) rmSync(join(entry.parentPath, entry.name), { force: true });
    }
    writeFileSync(join(staging, 'stamp'), stamp);
    renameSync(staging, home);
  } finally {
    removeFolder(staging);
  }
}

/** Anew in each run, for the store's own tfjs-node may have moved. */
function linkNativeLibrary(/** @type {string} */ project, /** @type {string} */ ownPackage) {
  const { resolve } = createRequire(join(project, 'train.mjs'));
  const target = dirname(resolve('@tensorflow/tfjs-node/package.json'));
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
