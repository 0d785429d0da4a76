import * as v from 'valibot';
import { Count } from '../schema.js';
import type { SeriesChunk } from '../seriesChunk.js';
import { type SeriesKey, statisticKey } from '../seriesKey.js';
import { Floats, type Part } from './part.js';
import { type GrowingSeries, keepBefore, SeriesTail } from './seriesPart.js';

/** More columns than this an eye can hardly tell apart; more cells than this take too long to gather in one go. */
const MAX_COLUMNS = 300;
const MAX_CELLS = 24_000;

/** Mean gradient norms of each layer with a gradient, layer after layer, as `columns` buckets from bucket `from` on. */
export const HeatUpdate = v.object({ size: Count, from: Count, columns: Count, values: Floats });
export type HeatUpdate = v.InferOutput<typeof HeatUpdate>;

interface HeatSource {
  readonly series: GrowingSeries;
  /** The recorded variables that stand for the layers, in the order of the rows. */
  readonly variables: readonly number[];
}

/** The gradient norms of a fit's layers over time. */
export const heatPart: Part<HeatSource, HeatUpdate, HeatUpdate | null> = {
  schema: HeatUpdate,
  empty: null,
  changes({ series, variables }) {
    const columns = columnsFor(variables);
    const tails = variables.map((variable) => new SeriesTail(series, normKey(variable), columns));
    return () => heatOf(tails.map((tail) => tail.next()).filter((chunk) => chunk !== null));
  },
  merge(old, update) {
    const { size, from } = update;
    if (!old || from === 0) return update;
    const rows = Math.round(update.values.length / update.columns);
    const columns = from + update.columns;
    const values = new Float32Array(rows * columns);
    for (let row = 0; row < rows; row += 1) {
      const mean = heatRow(old, row);
      values.set(keepBefore({ size: old.size, min: mean, max: mean, mean }, size, from).mean, row * columns);
      values.set(heatRow(update, row), row * columns + from);
    }
    return { size, from: 0, columns, values };
  },
};

/** The same over a stretch of batches, in the most detail that memory holds; null where it holds nothing. */
export const heatOver = ({ series, variables }: HeatSource, from: number, to: number): HeatUpdate | null =>
  heatOf(variables.map((variable) => series.read(normKey(variable), from, to, columnsFor(variables))));

const normKey = (variable: number): SeriesKey => statisticKey(variable, 'gradNorm');

const columnsFor = ({ length }: readonly number[]): number =>
  Math.min(MAX_COLUMNS, Math.ceil(MAX_CELLS / Math.max(1, length)));

function heatOf(rows: readonly SeriesChunk[]): HeatUpdate | null {
  const [first] = rows;
  return first ? { size: first.size, from: first.from, columns: first.mean.length, values: stack(rows) } : null;
}

/** Norms over time of one row. */
export const heatRow = (heat: HeatUpdate, row: number): Float32Array<ArrayBuffer> =>
  heat.values.subarray(row * heat.columns, (row + 1) * heat.columns);

function stack(rows: readonly SeriesChunk[]): Float32Array<ArrayBuffer> {
  const columns = rows[0]?.mean.length ?? 0;
  const values = new Float32Array(rows.length * columns);
  rows.forEach((row, index) => {
    values.set(row.mean.subarray(0, columns), index * columns);
  });
  return values;
}
