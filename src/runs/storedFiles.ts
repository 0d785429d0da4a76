import type { Disposable } from '../lifecycle/disposables.js';
import type { ReadBack } from './readBack.js';
import { RunReader } from './reader.js';

export interface StoredFiles extends Disposable {
  readonly read: ReadBack;
}

/**
 * @param readerWorker the built src/runs/readerWorker.ts.
 * @param maxBytes memory for the series of a run, asked anew each time.
 */
export function openStoredFiles(
  readerWorker: string,
  maxBytes: () => number,
  log: (line: string) => void,
): StoredFiles {
  const reader = new RunReader(readerWorker, log);
  return {
    read: (runDirectory) => reader.readRun(runDirectory, maxBytes()),
    dispose: () => reader.dispose(),
  };
}
