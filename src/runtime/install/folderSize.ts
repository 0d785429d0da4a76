import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disposable } from '../../lifecycle/disposables.js';

const INTERVAL = 500;

/** Bytes in a folder and all below it; files that vanish meanwhile count nothing. */
async function folderSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        lstat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Reports the size of a folder that begins empty, twice a second, with its growth in bytes a second, until disposed. */
export function watchSize(folder: string, onSize: (bytes: number, bytesPerSecond: number) => void): Disposable {
  let disposed = false;
  let before = { bytes: 0, at: performance.now() };
  let timer: NodeJS.Timeout;
  const look = async (): Promise<void> => {
    const now = { bytes: await folderSize(folder), at: performance.now() };
    if (disposed) return;
    const rate = (1000 * (now.bytes - before.bytes)) / (now.at - before.at);
    before = now;
    onSize(now.bytes, Math.max(0, rate));
    timer = setTimeout(look, INTERVAL);
  };
  timer = setTimeout(look, INTERVAL);
  return {
    dispose: () => {
      disposed = true;
      clearTimeout(timer);
    },
  };
}
