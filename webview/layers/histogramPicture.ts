import { BINS_PER_DECADE, HISTOGRAM_BINS, HISTOGRAM_EDGES } from '../../src/protocol/histogramBins.js';

/** Index of the bin around zero; on both sides of it sizes rise. */
const ZERO = (HISTOGRAM_BINS - 1) / 2;

/** Rows that the band around zero gets, so that it is seen beside the others. */
const ZERO_ROWS = 3;

/** Decades that are shown at least, so that the scale keeps still while values waver. */
const FEWEST_DECADES = 3;

/** Share of the elements that the smallest shown size leaves to the band around zero at most. */
const MOST_LEFT_OUT = 0.01;

/** Sizes of gradient elements that are shown as one: those of a sign from `low` to `high`, or all that are smaller than `high`. */
export interface Band {
  readonly sign: 1 | 0 | -1;
  readonly low: number;
  readonly high: number;
}

/** Histograms over time as a picture: sizes from large positive ones, by the band around zero, to large negative ones, over batches. */
export interface HistogramPicture {
  readonly columns: number;
  /** Top to bottom; the band around zero stands in several of them. */
  readonly rows: readonly Band[];
  /** Share of each column's elements in each row's band, row by row; NaN where no element is a number. */
  readonly shares: Float64Array;
  /** Elements of each column. */
  readonly totals: readonly number[];
  /** The largest share of a band beside that around zero; 1 where all elements are in that. */
  readonly most: number;
  /** Of each column the size that half of the elements stay below, as far as bins tell; NaN where none is a number. */
  readonly medians: readonly number[];
}

/** @param counts HISTOGRAM_BINS a column */
export function histogramPicture(counts: Float32Array): HistogramPicture {
  const columns = counts.length / HISTOGRAM_BINS;
  const perColumn = Array.from({ length: columns }, (_, column) =>
    counts.subarray(column * HISTOGRAM_BINS, (column + 1) * HISTOGRAM_BINS),
  );
  const totals = perColumn.map((bins) => bins.reduce((sum, count) => sum + count, 0));
  const { from, to } = shownSizes(perColumn);
  const sizes = Array.from({ length: to - from }, (_, index) => from + index);
  const band = (sign: 1 | -1, size: number): Band => ({ sign, low: edge(size), high: edge(size + 1) });
  const around: Band = { sign: 0, low: 0, high: edge(from) };
  const rows = [
    ...sizes.toReversed().map((size) => band(1, size)),
    ...new Array<Band>(ZERO_ROWS).fill(around),
    ...sizes.map((size) => band(-1, size)),
  ];
  const shares = new Float64Array(rows.length * columns);
  let most = 0;
  for (const [column, bins] of perColumn.entries()) {
    const total = totals[column] || Number.NaN;
    const near = sum(bins, ZERO - from, ZERO + from + 1) / total;
    for (const index of rows.keys()) {
      const size = index < sizes.length ? to - 1 - index : from + index - sizes.length - ZERO_ROWS;
      const bin = index < sizes.length ? ZERO + 1 + size : ZERO - 1 - size;
      const isAround = rows[index] === around;
      const share = isAround ? near : (bins[bin] ?? 0) / total;
      if (!isAround && share > most) most = share;
      shares[index * columns + column] = share;
    }
  }
  return { columns, rows, shares, totals, most: most || 1, medians: perColumn.map(medianSize) };
}

const edge = (size: number): number => HISTOGRAM_EDGES[size] ?? Number.NaN;

const sum = (bins: Float32Array, from: number, to: number): number =>
  bins.subarray(from, to).reduce((total, count) => total + count, 0);

/** Elements of either sign with a size. */
const ofSize = (bins: Float32Array, size: number): number =>
  (bins[ZERO + 1 + size] ?? 0) + (bins[ZERO - 1 - size] ?? 0);

/** The sizes, by whole decades, from the smallest one worth a row to the largest one that there is; the smallest that bins tell apart where none is. */
function shownSizes(columns: readonly Float32Array[]): { from: number; to: number } {
  const totals = Array.from({ length: ZERO }, (_, size) =>
    columns.reduce((total, bins) => total + ofSize(bins, size), 0),
  );
  const all = totals.reduce((total, count) => total + count, 0);
  const decade = (size: number): number => size - (size % BINS_PER_DECADE);
  let before = 0;
  const first = totals.findIndex((count) => {
    before += count;
    return before > all * MOST_LEFT_OUT;
  });
  const last = totals.findLastIndex((count) => count > 0);
  const fewest = FEWEST_DECADES * BINS_PER_DECADE;
  const to = Math.max(fewest, decade(last) + BINS_PER_DECADE);
  return { from: Math.min(decade(Math.max(0, first)), to - fewest), to };
}

/** Between the edges of its bin as a logarithmic scale has it. */
function medianSize(bins: Float32Array): number {
  const half = sum(bins, 0, HISTOGRAM_BINS) / 2;
  if (half === 0) return Number.NaN;
  let below = bins[ZERO] ?? 0;
  if (below >= half) return edge(0);
  for (let size = 0; size < ZERO; size++) {
    const count = ofSize(bins, size);
    if (below + count >= half) return edge(size) * (edge(size + 1) / edge(size)) ** ((half - below) / count);
    below += count;
  }
  return Number.NaN;
}
