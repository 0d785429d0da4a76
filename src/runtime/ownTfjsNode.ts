import { join } from 'node:path';
import { TFJS_NODE_VERSION } from './versions.js';

/** The folder of the package @tensorflow/tfjs-node that GradLens installs for itself. */
export function ownTfjsNode(store: string): string {
  return join(ownTfjsNodeRoot(store), 'node_modules', '@tensorflow', 'tfjs-node');
}

/** The folder that an installation puts into place as a whole. */
export function ownTfjsNodeRoot(store: string): string {
  return join(store, 'tfjs-node', TFJS_NODE_VERSION);
}
