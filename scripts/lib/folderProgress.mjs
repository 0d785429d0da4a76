// Progress of a tool that shows none: the size of the folder it fills, and how fast that grows.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { megabytes, showProgress } from './say.mjs';

const INTERVAL = 1000;
/** Measuring takes at most this share of the time, so that it does not slow down what it watches. */
const SHARE_OF_TIME = 0.2;

/**
 * Shows the folder's size now and then until stopped.
 * @param {string} folder
 * @param {(size: string) => string} describe makes the line from a text such as "120 MB, 14 MB/s"
 */
export function watchFolder(folder, describe) {
  const stopped = new AbortController();
  const watch = async () => {
    let previous = { bytes: await sizeOf(folder), at: Date.now() };
    while (!stopped.signal.aborted) {
      const tookSoFar = Date.now() - previous.at;
      await sleep(Math.max(INTERVAL, tookSoFar / SHARE_OF_TIME), undefined, { signal: stopped.signal, ref: false });
      const start = Date.now();
      const bytes = await sizeOf(folder);
      const rate = (Math.max(0, bytes - previous.bytes) / Math.max(1, start - previous.at)) * 1000;
      if (!stopped.signal.aborted) showProgress(describe(`${megabytes(bytes)}, ${megabytes(rate)}/s`));
      previous = { bytes, at: start };
    }
  };
  void watch().catch(() => {}); // rejected by stop(), or the folder cannot be read: no progress then
  return { stop: () => stopped.abort() };
}

async function sizeOf(/** @type {string} */ folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  let bytes = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    bytes += await stat(join(entry.parentPath, entry.name)).then(
      (file) => file.size,
      () => 0,
    );
  }
  return bytes;
}
