import type { FitSummary } from './fit.js';
import { STATISTICS, type Statistic } from './statistics.js';

/** Names a series of a fit: `loss`, `time`, `metric:acc`, or `stat:<variable index>:<statistic>`. */
export type SeriesKey = string;

/** What a series is of. */
export type SeriesOf =
  | { readonly kind: 'loss' }
  /** Milliseconds since the fit began, at each batch's end; pauses count. */
  | { readonly kind: 'time' }
  /** By its index in FitSummary.metrics. */
  | { readonly kind: 'metric'; readonly metric: number }
  /** By the variable's index in FitSummary.variables. */
  | { readonly kind: 'statistic'; readonly variable: number; readonly statistic: Statistic };

/** The key of the times of batches. */
export const TIME = 'time';

const METRIC = 'metric:';

export const metricKey = (metric: string): SeriesKey => `${METRIC}${metric}`;

export const statisticKey = (variable: number, statistic: Statistic): SeriesKey => `stat:${variable}:${statistic}`;

/** Whether an epoch's log is of the validation data, as Keras and tfjs name it. */
export const isOfValidation = (name: string): boolean => name.startsWith('val_');

/** What a key names in a fit; null where the fit has no such series. */
export function seriesOf({ metrics, variables }: FitSummary, key: SeriesKey): SeriesOf | null {
  if (key === 'loss') return { kind: 'loss' };
  if (key === TIME) return { kind: 'time' };
  if (key.startsWith(METRIC)) {
    const metric = metrics.indexOf(key.slice(METRIC.length));
    return metric < 0 ? null : { kind: 'metric', metric };
  }
  const [kind, index = '', name] = key.split(':');
  const statistic = STATISTICS.find((candidate) => candidate === name);
  const variable = Number(index);
  return kind === 'stat' && statistic && variables[variable] ? { kind: 'statistic', variable, statistic } : null;
}
