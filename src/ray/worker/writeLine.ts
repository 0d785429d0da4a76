import { writeSync } from 'node:fs';
import type { WorkerMessage } from '../../protocol/ray.js';

/** Writes a message to stdout, and waits until it is taken: so a cluster that is slow holds the training back. */
export function writeLine(message: WorkerMessage): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let at = 0; at < bytes.length; ) at += written(bytes, at);
}

function written(bytes: Buffer, at: number): number {
  try {
    return writeSync(1, bytes, at);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    return 0;
  }
}
