import type { HeatUpdate } from '../../protocol/dashboard.js';
import type { SeriesChunk } from '../../protocol/seriesChunk.js';
import { statisticKey } from '../../protocol/seriesKey.js';
import type { FitSeries } from '../../runs/series/fitSeries.js';
import { SeriesTail } from './seriesTail.js';

/** More columns than this an eye can hardly tell apart; more cells than this take too long to gather in one go. */
const MAX_COLUMNS = 300;
const MAX_CELLS = 24_000;

/** The gradient norms of a fit's layers as the page has them. */
export class HeatTail {
  private readonly tails: readonly SeriesTail[];

  /** `variables` are the recorded variables that stand for the layers, in the order of the rows. */
  constructor(series: FitSeries, variables: readonly number[]) {
    const columns = Math.min(MAX_COLUMNS, Math.ceil(MAX_CELLS / Math.max(1, variables.length)));
    this.tails = variables.map((variable) => new SeriesTail(series, statisticKey(variable, 'gradNorm'), columns));
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
