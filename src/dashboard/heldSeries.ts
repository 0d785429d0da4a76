import { bucketSize, type GrowingSeries } from '../protocol/dashboard/seriesPart.js';
import { coarsen, type SeriesChunk } from '../protocol/seriesChunk.js';
import { type SeriesKey, statisticKey } from '../protocol/seriesKey.js';
import { primaryVariables } from '../runs/layerFigures.js';
import type { Fit } from '../runs/types.js';
import { plottedKeys } from './plottedSeries.js';

/** Buckets of a curve, and of a layer's norm: what a page shows at most. */
const CURVE_BUCKETS = 1000;
const LAYER_BUCKETS = 300;

/**
 * What the page draws of a fit beside the main one, as coarse as a page shows it: many runs stay there together, whatever else memory has to give up.
 * A series that no plot has is empty.
 */
export class HeldSeries implements GrowingSeries {
  readonly length: number;
  private readonly chunks: ReadonlyMap<SeriesKey, SeriesChunk>;

  constructor(fit: Pick<Fit, 'summary' | 'series'>) {
    const { series, summary } = fit;
    this.length = series.length;
    const layers = primaryVariables(summary).flatMap((variable) =>
      variable === null ? [] : [statisticKey(variable, 'gradNorm')],
    );
    const read = (buckets: number) => (key: SeriesKey) =>
      [key, copied(series.read(key, 0, series.length, buckets))] as const;
    this.chunks = new Map([...plottedKeys(fit).map(read(CURVE_BUCKETS)), ...layers.map(read(LAYER_BUCKETS))]);
  }

  read(key: SeriesKey, from: number, to: number, buckets: number): SeriesChunk {
    const whole = this.chunks.get(key) ?? NOTHING;
    const size = Math.max(whole.size, bucketSize(to - from, Math.max(1, buckets)));
    const { min, max, mean } = coarsen(whole, size, this.length);
    const [first, end] = [Math.floor(from / size), Math.ceil(to / size)];
    const part = (values: Float32Array) => values.subarray(first, end);
    return { size, from: first, min: part(min), max: part(max), mean: part(mean) };
  }
}

const none = new Float32Array();
const NOTHING: SeriesChunk = { size: 1, from: 0, min: none, max: none, mean: none };

/** Of a fit whose series are not looked at yet. */
export const NO_SERIES: GrowingSeries = { length: 0, read: () => NOTHING };

/** The chunk may be a view of all that memory holds. */
const copied = ({ size, from, min, max, mean }: SeriesChunk): SeriesChunk => ({
  size,
  from,
  min: Float32Array.from(min),
  max: Float32Array.from(max),
  mean: Float32Array.from(mean),
});
