import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a store remembers which copies of tfjs-node load. */
const FILE = 'loaded-backends.json';

/**
 * Has one store know of its tfjs-node what another one knows of the same copy: before a store's first run TensorFlow is loaded and trains a step
 * in a process of its own, which is tried where installing is, and not for every command line and window.
 */
export function handOnLoaded(from: string, to: string): void {
  try {
    const text = readFileSync(join(from, FILE), 'utf8');
    writeFileSync(join(to, FILE), text.replaceAll(inJson(from), inJson(to)));
  } catch {
    // Nothing has loaded there yet.
  }
}

const inJson = (path: string) => JSON.stringify(path).slice(1, -1);
