import type { FitSummary } from '../protocol/fit.js';
import { STATISTIC_COUNT, STATISTICS, statisticIndex } from '../protocol/statistics.js';
import type { SeriesKey } from './fitSeries.js';

/** How many series a fit has. */
export function seriesCount({ metrics, variables }: FitSummary): number {
  return 1 + metrics.length + variables.length * STATISTIC_COUNT;
}

/** Where a series stands in a row of loss, metrics and statistics; null where the fit has no such series. */
export function seriesColumn(summary: FitSummary, key: SeriesKey): number | null {
  const [kind, name = '', statisticName] = key.split(':');
  if (kind === 'loss') return 0;
  if (kind === 'metric') {
    const index = summary.metrics.indexOf(key.slice('metric:'.length));
    return index < 0 ? null : 1 + index;
  }
  const statistic = STATISTICS.find((candidate) => candidate === statisticName);
  const variable = Number(name);
  if (kind !== 'stat' || !statistic || !summary.variables[variable]) return null;
  return 1 + summary.metrics.length + statisticIndex(variable, statistic);
}
