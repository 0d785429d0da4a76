// The store that a ring of tests gets: a fresh one, with this user's real tfjs-node in it.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { makeTempFolder, removeFolder } from './tempFolder.mjs';
import { ensureTfjsNode } from './tfjsNode.mjs';
import { ensureTfjsVersions } from './tfjsVersions.mjs';

/**
 * Makes tfjs-node ready and runs the action with the environment that names the store.
 * @template T
 * @param {(env: { GRADLENS_STORE: string, GRADLENS_TFJS_VERSIONS?: string }) => Promise<T>} action
 * @param {{ versions?: boolean }} [options] whether other versions of tfjs-node are to be there too
 * @returns {Promise<T>} rejects where there is no tfjs-node: the tests never run on a stand-in
 */
export async function withTestStore(action, { versions = false } = {}) {
  const { store, path } = await ensureTfjsNode();
  const others = versions ? { GRADLENS_TFJS_VERSIONS: await ensureTfjsVersions(store, path) } : {};
  const folder = makeTempFolder('store');
  symlinkSync(join(store, 'tfjs-node'), join(folder, 'tfjs-node'), 'junction');
  try {
    return await action({ GRADLENS_STORE: folder, ...others });
  } finally {
    removeFolder(folder);
  }
}
