// Makes the rig's cache, once: VS Code's web server, Chromium and a font, from the npm registry alone (linux-x64).
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { withFileLock } from '../../scripts/lib/fileLock.mjs';
import { npmCi } from '../../scripts/lib/npmCi.mjs';
import { say } from '../../scripts/lib/say.mjs';
import { isStamped } from '../../scripts/lib/stamp.mjs';
import { fillBrowserEntries } from './browserEntries.mjs';
import { unpackChromium } from './chromium.mjs';
import { rigFolder, rigPaths } from './paths.mjs';

/** The built-in extensions that the tests and the examples need; fewer of them start quicker. */
const BUILTIN_EXTENSIONS = [
  'configuration-editing',
  'html',
  'ipynb',
  'javascript',
  'json',
  'markdown-basics',
  'python',
  'theme-defaults',
  'typescript-basics',
];

/** Why the rig cannot run here, or null. */
export function rigUnavailable() {
  if (process.platform === 'linux' && process.arch === 'x64') return null;
  return `VS Code in the browser comes from npm packages for linux-x64 only (this is ${process.platform}-${process.arch})`;
}

/** Whether the cache is complete, so that the rig starts without network. */
export const isRigReady = (paths = rigPaths()) => isStamped(paths.stamp, paths.key);

/** Sets the rig up if need be; safe when two runs start at once, and begun again when it was cut off half way. */
export async function ensureRig() {
  const reason = rigUnavailable();
  if (reason !== null) throw new Error(reason);
  const paths = rigPaths();
  if (!isRigReady(paths)) {
    await withFileLock(`${paths.cache}.lock`, async () => {
      if (!isRigReady(paths)) await setUp(paths);
    });
  }
  return paths;
}

async function setUp(/** @type {import('./paths.mjs').RigPaths} */ paths) {
  say(`setting up VS Code for the browser in ${paths.cache} (about 250 MB to download, 650 MB on disk)`);
  await mkdir(paths.cache, { recursive: true });
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
    await copyFile(join(rigFolder, file), join(paths.cache, file));
  }
  await cp(join(rigFolder, 'shims'), join(paths.cache, 'shims'), { recursive: true });
  await npmCi(paths.cache, 'VS Code for the browser');
  await linkServerModules(paths);
  await linkBuiltinExtensions(paths);
  await fillBrowserEntries(paths);
  await unpackChromium(paths);
  await writeFile(paths.stamp, paths.key);
}

/** The server looks for its modules beside itself, where code-server's install script (not run here) would put them. */
async function linkServerModules(/** @type {import('./paths.mjs').RigPaths} */ { vscode, modules }) {
  const link = join(vscode, 'node_modules');
  await rm(link, { recursive: true, force: true });
  await symlink(relative(vscode, modules), link);
}

async function linkBuiltinExtensions(/** @type {import('./paths.mjs').RigPaths} */ { builtinExtensions, vscode }) {
  await rm(builtinExtensions, { recursive: true, force: true });
  await mkdir(builtinExtensions);
  for (const name of BUILTIN_EXTENSIONS) {
    const extension = join(vscode, 'extensions', name);
    if (!existsSync(extension)) throw new Error(`this version of VS Code has no built-in extension ${name}`);
    await symlink(relative(builtinExtensions, extension), join(builtinExtensions, name));
  }
}
