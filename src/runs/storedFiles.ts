import type { Disposable } from '../lifecycle/disposables.js';
import type { FitSummary } from '../protocol/fit.js';
import type { FitSeries } from './fitSeries.js';
import type { ReadBack } from './readBack.js';

export interface StoredFiles extends Disposable {
  readonly read: ReadBack;
}

export function openStoredFiles(_readerWorker: string): StoredFiles {
  return { read: async () => ({ fits: [], problems: [] }), dispose() {} };
}

export function createFitSeries(_summary: FitSummary, _maxBytes: number): FitSeries {
  let length = 0;
  const none = new Float32Array();
  return {
    get length() {
      return length;
    },
    bytes: 0,
    append: ({ rows }) => {
      length += rows;
    },
    read: () => ({ size: 1, from: 0, min: none, max: none, mean: none }),
  };
}
