import type { HeatUpdate } from '../../protocol/dashboard.js';
import type { FitSeries, SeriesChunk } from '../../runs/fitSeries.js';
import { SeriesTail } from './seriesTail.js';

/** Columns that the heat map has at most: one more would cost more than an eye can tell apart. */
const MAX_COLUMNS = 300;

/** The gradient norms of a fit's layers as the page has them. */
export class HeatTail {
  private readonly tails: readonly SeriesTail[];

  /** `variables` are the recorded variables that stand for the layers, in the order of the rows. */
  constructor(series: FitSeries, variables: readonly number[]) {
    this.tails = variables.map((variable) => new SeriesTail(series, `stat:${variable}:gradNorm`, MAX_COLUMNS));
  }

  next(): HeatUpdate | null {
    const rows = this.tails.map((tail) => tail.next()).filter((chunk) => chunk !== null);
    const [first] = rows;
    return first ? { size: first.size, from: first.from, columns: first.mean.length, values: stack(rows) } : null;
  }
}

function stack(rows: readonly SeriesChunk[]): Float32Array<ArrayBuffer> {
  const columns = rows[0]?.mean.length ?? 0;
  const values = new Float32Array(rows.length * columns);
  rows.forEach((row, index) => {
    values.set(row.mean.subarray(0, columns), index * columns);
  });
  return values;
}
