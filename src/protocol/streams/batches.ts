import type * as v from 'valibot';
import type { SeriesOf } from '../seriesKey.js';
import { STATISTICS, statisticIndex } from '../statistics.js';
import { declareStream, listsByName, plain } from './stream.js';

/** Every batch of a fit: its loss, its metrics, and the statistics of every variable. Float32 as the backend computed them. */
export const batchStream = declareStream('batches', {
  /** Batch number in the fit, from 0. */
  step: plain('step', 'int32', true),
  /** Epoch of each batch, from 0. */
  epoch: plain('epoch', 'int32', true),
  /** Milliseconds since the fit started, at the batch's end. */
  time: plain('time', 'float64', true),
  loss: plain('loss', 'float32'),
  /** In the order of FitSummary.metrics. */
  metrics: {
    type: 'float32',
    width: ({ metrics }) => metrics.length,
    columns: ({ metrics }) => metrics.map((name, start) => ({ name, width: null, start, stride: 1 })),
  },
  /** FitSummary.variables.length x STATISTIC_COUNT; see `statisticIndex`. */
  statistics: listsByName(STATISTICS, ({ variables }) => variables.length),
});
export type RecordBatch = v.InferOutput<typeof batchStream.schema>;

/** Where a series stands in a row of the stream. */
export function seriesPlace(series: SeriesOf): {
  readonly field: 'loss' | 'time' | 'metrics' | 'statistics';
  readonly at: number;
} {
  switch (series.kind) {
    case 'loss':
      return { field: 'loss', at: 0 };
    case 'time':
      return { field: 'time', at: 0 };
    case 'metric':
      return { field: 'metrics', at: series.metric };
    case 'statistic':
      return { field: 'statistics', at: statisticIndex(series.variable, series.statistic) };
  }
}
