import type { FitSummary } from '../protocol/fit.js';
import { type SeriesKey, seriesOf } from '../protocol/seriesKey.js';
import { STATISTIC_COUNT, statisticIndex } from '../protocol/statistics.js';

/** How many series a fit has. */
export function seriesCount({ metrics, variables }: FitSummary): number {
  return 1 + metrics.length + variables.length * STATISTIC_COUNT;
}

/** Where a series stands in a row of loss, metrics and statistics; null where the fit has no such series. */
export function seriesColumn(summary: FitSummary, key: SeriesKey): number | null {
  const series = seriesOf(summary, key);
  if (!series || series.kind === 'loss') return series && 0;
  if (series.kind === 'metric') return 1 + series.metric;
  return 1 + summary.metrics.length + statisticIndex(series.variable, series.statistic);
}
