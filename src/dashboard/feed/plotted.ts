import type { SeriesUpdate } from '../../protocol/dashboard.js';
import type { FitSummary } from '../../protocol/fit.js';
import type { SeriesChunk } from '../../protocol/seriesChunk.js';
import { metricKey, type SeriesKey } from '../../protocol/seriesKey.js';

/** The series that the page plots as lines. */
export const plottedKeys = ({ metrics }: Pick<FitSummary, 'metrics'>): SeriesKey[] => [
  'loss',
  ...metrics.map(metricKey),
];

/** Buckets of a plotted line: no more than the page has pixels for. */
export const plotWidth = (width: number): number => Math.max(100, Math.min(1000, Math.round(width)));

/** Copies, because the editor sends an array's whole buffer, of which a series may give a small part. */
export const seriesUpdate = (key: SeriesKey, { size, from, min, max, mean }: SeriesChunk): SeriesUpdate => ({
  key,
  size,
  from,
  min: Float32Array.from(min),
  max: Float32Array.from(max),
  mean: Float32Array.from(mean),
});
