import * as v from 'valibot';
import type { EpochRecord } from '../fit.js';
import { Count } from '../schema.js';
import type { Part } from './part.js';

/** Logs of epochs from the `from`th on: rows of epoch, batches done, then one value a key. */
const EpochUpdate = v.object({ keys: v.array(v.string()), from: Count, rows: v.instance(Float64Array) });
type EpochUpdate = v.InferOutput<typeof EpochUpdate>;

/** Logs of all epochs. */
export type EpochTable = Readonly<Omit<EpochUpdate, 'from'>>;

const EPOCH = 0;
const STEP = 1;
const FIRST_VALUE = 2;

/** The epochs' logs. */
export const epochsPart: Part<() => readonly EpochRecord[], EpochUpdate, EpochTable> = {
  schema: EpochUpdate,
  empty: { keys: [], rows: new Float64Array() },
  /** Epochs that the page lacks; all of them when a new key appeared in the logs. */
  changes(read) {
    let sent = 0;
    let keys: string[] = [];
    return () => {
      const epochs = read();
      if (epochs.length === sent) return null;
      const fresh = new Set([...keys, ...epochs.slice(sent).flatMap((epoch) => Object.keys(epoch.logs))]);
      const from = fresh.size === keys.length ? sent : 0;
      keys = [...fresh];
      sent = epochs.length;
      const rows = epochs
        .slice(from)
        .flatMap(({ epoch, step, logs }) => [epoch, step, ...keys.map((key) => logs[key] ?? Number.NaN)]);
      return { keys, from, rows: Float64Array.from(rows) };
    };
  },
  merge(old, { keys, from, rows: fresh }) {
    const kept = old.rows.subarray(0, from * (keys.length + FIRST_VALUE));
    const rows = new Float64Array(kept.length + fresh.length);
    rows.set(kept);
    rows.set(fresh, kept.length);
    return { keys, rows };
  },
};

export interface EpochEnd {
  /** From 0. */
  readonly epoch: number;
  /** Batches done in the fit at its end. */
  readonly step: number;
}

export function epochEnds(table: EpochTable): EpochEnd[] {
  const steps = column(table, STEP);
  return column(table, EPOCH).map((epoch, row) => ({ epoch, step: steps[row] ?? 0 }));
}

/** One value an epoch; null where the logs have no such key. */
export function epochColumn(table: EpochTable, key: string): number[] | null {
  const index = table.keys.indexOf(key);
  return index < 0 ? null : column(table, FIRST_VALUE + index);
}

function column({ keys, rows }: EpochTable, index: number): number[] {
  const width = keys.length + FIRST_VALUE;
  return Array.from({ length: rows.length / width }, (_, row) => rows[row * width + index] ?? Number.NaN);
}
