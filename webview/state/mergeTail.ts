import type { EpochUpdate, HeatUpdate, SeriesUpdate } from '../../src/protocol/dashboard.js';
import { coarsen } from '../../src/protocol/seriesChunk.js';
import type { EpochTable } from './model.js';

/** Puts new buckets behind the old ones that stay, and merges those to the new size first where it has grown. */
export function mergeSeries(old: SeriesUpdate | undefined, update: SeriesUpdate): SeriesUpdate {
  if (!old || update.from === 0) return update;
  const { key, size, from } = update;
  const kept = keepBefore(old, size, from);
  return {
    key,
    size,
    from: 0,
    min: join(kept.min, update.min),
    max: join(kept.max, update.max),
    mean: join(kept.mean, update.mean),
  };
}

type Buckets = Pick<SeriesUpdate, 'size' | 'min' | 'max' | 'mean'>;

/** The buckets before bucket `from` of `size`, in that size; all of them are full. */
function keepBefore({ size: oldSize, min, max, mean }: Buckets, size: number, from: number) {
  const end = from * (size / oldSize);
  const kept = {
    size: oldSize,
    from: 0,
    min: min.subarray(0, end),
    max: max.subarray(0, end),
    mean: mean.subarray(0, end),
  };
  return coarsen(kept, size, Number.POSITIVE_INFINITY);
}

function join(before: Float32Array, after: Float32Array): Float32Array<ArrayBuffer> {
  const joined = new Float32Array(before.length + after.length);
  joined.set(before);
  joined.set(after, before.length);
  return joined;
}

/** The same for all rows of the heat map. */
export function mergeHeat(old: HeatUpdate | null, update: HeatUpdate): HeatUpdate {
  const { size, from } = update;
  if (!old || from === 0) return update;
  const rows = Math.round(update.values.length / update.columns);
  const columns = from + update.columns;
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const mean = old.values.subarray(row * old.columns, (row + 1) * old.columns);
    values.set(keepBefore({ size: old.size, min: mean, max: mean, mean }, size, from).mean, row * columns);
    values.set(update.values.subarray(row * update.columns, (row + 1) * update.columns), row * columns + from);
  }
  return { size, from: 0, columns, values };
}

export function mergeEpochs(old: EpochTable, update: EpochUpdate): EpochTable {
  const { keys, from } = update;
  const kept = old.rows.subarray(0, from * (keys.length + 2));
  const rows = new Float64Array(kept.length + update.rows.length);
  rows.set(kept);
  rows.set(update.rows, kept.length);
  return { keys, rows };
}
