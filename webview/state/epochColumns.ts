import type { EpochTable } from './model.js';

export interface EpochEnd {
  /** From 0. */
  readonly epoch: number;
  /** Batches done in the fit at its end. */
  readonly step: number;
}

export function epochEnds({ keys, rows }: EpochTable): EpochEnd[] {
  const width = keys.length + 2;
  return Array.from({ length: rows.length / width }, (_, row) => ({
    epoch: rows[row * width] ?? 0,
    step: rows[row * width + 1] ?? 0,
  }));
}

/** One value an epoch; null where the logs have no such key. */
export function epochColumn({ keys, rows }: EpochTable, key: string): number[] | null {
  const column = keys.indexOf(key);
  if (column < 0) return null;
  const width = keys.length + 2;
  return Array.from({ length: rows.length / width }, (_, row) => rows[row * width + 2 + column] ?? Number.NaN);
}
