import type { EpochUpdate, HeatUpdate, SeriesUpdate } from '../../src/protocol/dashboard.js';
import type { EpochTable } from './model.js';

/** Puts new buckets behind the old ones that stay. */
export function mergeSeries(old: SeriesUpdate | undefined, update: SeriesUpdate): SeriesUpdate {
  if (!old || old.size !== update.size || update.from === 0) return update;
  const join = (before: Float32Array, after: Float32Array): Float32Array<ArrayBuffer> => {
    const joined = new Float32Array(update.from + after.length);
    joined.set(before.subarray(0, update.from));
    joined.set(after, update.from);
    return joined;
  };
  const { key, size } = update;
  return {
    key,
    size,
    from: 0,
    min: join(old.min, update.min),
    max: join(old.max, update.max),
    mean: join(old.mean, update.mean),
  };
}

/** The same for all rows of the heat map. */
export function mergeHeat(old: HeatUpdate | null, update: HeatUpdate): HeatUpdate {
  if (!old || old.size !== update.size || update.from === 0 || update.columns === 0) return update;
  const rows = Math.round(update.values.length / update.columns);
  const columns = update.from + update.columns;
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const before = row * old.columns;
    values.set(old.values.subarray(before, before + Math.min(update.from, old.columns)), row * columns);
    const after = update.values.subarray(row * update.columns, (row + 1) * update.columns);
    values.set(after, row * columns + update.from);
  }
  return { size: update.size, from: 0, columns, values };
}

export function mergeEpochs(old: EpochTable, update: EpochUpdate): EpochTable {
  const { keys, from } = update;
  const kept = old.rows.subarray(0, from * (keys.length + 2));
  const rows = new Float64Array(kept.length + update.rows.length);
  rows.set(kept);
  rows.set(update.rows, kept.length);
  return { keys, rows };
}
