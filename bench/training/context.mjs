// What contestants are started with; gone when the action ends.
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { makeTempFolder, removeFolder } from '../../scripts/lib/tempFolder.mjs';
import { ensureTfjsNode } from '../../scripts/lib/tfjsNode.mjs';
import { bundleGradLens } from './gradlensModule.mjs';

/**
 * @template T
 * @param {(context: import('./contestants/open.mjs').Context) => Promise<T>} action
 */
export async function withContext(action) {
  const { store: userStore, path: tfjsNode } = await ensureTfjsNode();
  const folder = makeTempFolder('bench');
  try {
    const store = join(folder, 'store');
    mkdirSync(store);
    symlinkSync(join(userStore, 'tfjs-node'), join(store, 'tfjs-node'), 'junction');
    const { version } = JSON.parse(readFileSync(join(tfjsNode, 'package.json'), 'utf8'));
    return await action({ folder, store, tfjsNode, tfjsVersion: version, gradlens: await bundleGradLens(folder) });
  } finally {
    removeFolder(folder);
  }
}
