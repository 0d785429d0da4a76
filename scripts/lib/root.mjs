// Where the repository is.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Absolute path of something in the repository. */
export const at = (/** @type {string[]} */ ...parts) => join(root, ...parts);
