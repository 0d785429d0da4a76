import type { FitSummary } from '../protocol/fit.js';
import { type SeriesKey, seriesOf } from '../protocol/seriesKey.js';
import { batchStream, seriesPlace } from '../protocol/streams/batches.js';

const { metrics: METRICS, statistics: STATISTICS } = batchStream.fields;

/** How many series a fit has. */
export const seriesCount = (summary: FitSummary): number => 1 + METRICS.width(summary) + STATISTICS.width(summary);

/** Where a series stands in a row of loss, metrics and statistics; null where the fit has no such series. */
export function seriesColumn(summary: FitSummary, key: SeriesKey): number | null {
  const series = seriesOf(summary, key);
  if (!series) return null;
  const { field, at } = seriesPlace(series);
  const starts = { loss: 0, metrics: 1, statistics: 1 + METRICS.width(summary) };
  return starts[field] + at;
}
