// Where the rig's parts are once set up: a per-user cache, one folder for each version of the rig, shared by all clones.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOfFiles } from '../../scripts/lib/stamp.mjs';
import { cacheFolder } from '../../scripts/lib/userFolders.mjs';

export const rigFolder = dirname(fileURLToPath(import.meta.url));

/** What the cache is made from: another lock file or another way to set up is another cache. */
const INPUTS = ['package.json', 'package-lock.json', 'shims', 'setup.mjs', 'browserEntries.mjs', 'chromium.mjs'];

/** Paths inside the cache of this version of the rig. */
export function rigPaths() {
  const key = hashOfFiles(
    rigFolder,
    INPUTS.map((input) => join(rigFolder, input)),
  );
  const cache = join(cacheFolder(), 'rig', key);
  const modules = join(cache, 'node_modules');
  const vscode = join(modules, 'code-server', 'lib', 'vscode');
  return {
    key,
    cache,
    modules,
    vscode,
    serverMain: join(vscode, 'out', 'server-main.js'),
    builtinExtensions: join(cache, 'builtin-extensions'),
    chromium: join(cache, 'chromium'),
    stamp: join(cache, 'stamp'),
  };
}

/** @typedef {ReturnType<typeof rigPaths>} RigPaths */
