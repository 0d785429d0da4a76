import { join as joinNative, posix, win32 } from 'node:path';
import { TFJS_NODE_VERSION } from './versions.js';

/**
 * Folder for runs and for GradLens's own tfjs-node where no editor gives one: GRADLENS_STORE if set, else the
 * platform's per-user data folder. Pure, so that each platform's rule can be checked on any.
 */
export function storeDirectory(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  homeDirectory: string,
): string {
  const { join, resolve, isAbsolute } = platform === 'win32' ? win32 : posix;
  if (env.GRADLENS_STORE) return resolve(env.GRADLENS_STORE);
  if (platform === 'win32') {
    return join(env.LOCALAPPDATA || join(homeDirectory, 'AppData', 'Local'), 'gradlens');
  }
  if (platform === 'darwin') return join(homeDirectory, 'Library', 'Application Support', 'gradlens');
  // The XDG base directory specification: a relative path is to be ignored.
  const dataHome = env.XDG_DATA_HOME && isAbsolute(env.XDG_DATA_HOME) ? env.XDG_DATA_HOME : null;
  return join(dataHome ?? join(homeDirectory, '.local', 'share'), 'gradlens');
}

/** The folder of the package @tensorflow/tfjs-node that GradLens installs for itself. */
export function ownTfjsNode(store: string): string {
  return joinNative(ownTfjsNodeRoot(store), 'node_modules', '@tensorflow', 'tfjs-node');
}

/** The folder that an installation puts into place as a whole. */
export function ownTfjsNodeRoot(store: string): string {
  return joinNative(store, 'tfjs-node', TFJS_NODE_VERSION);
}
