import type { Disposable } from '../../lifecycle/disposables.js';
import { folderSize } from '../../system/folderSize.js';

const INTERVAL = 500;

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
