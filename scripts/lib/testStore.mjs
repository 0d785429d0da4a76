// The store that a ring of tests gets: a fresh one, with this user's real tfjs-node in it.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { makeTempFolder, removeFolder } from './tempFolder.mjs';
import { ensureTfjsNode } from './tfjsNode.mjs';

/**
 * Makes tfjs-node ready and runs the action with the environment that names the store.
 * @template T
 * @param {(env: { GRADLENS_STORE: string }) => Promise<T>} action
 * @returns {Promise<T>} rejects where there is no tfjs-node: the tests never run on a stand-in
 */
export async function withTestStore(action) {
  const { store } = await ensureTfjsNode();
  const folder = makeTempFolder('store');
  symlinkSync(join(store, 'tfjs-node'), join(folder, 'tfjs-node'), 'junction');
  try {
    return await action({ GRADLENS_STORE: folder });
  } finally {
    removeFolder(folder);
  }
}
