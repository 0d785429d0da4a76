import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FitSummary } from '../../protocol/fit.js';
import { STATISTIC_COUNT, STATISTICS, type Statistic, statisticIndex } from '../../protocol/statistics.js';
import { batchStream } from '../../protocol/streams/batches.js';
import { streamFile } from '../../protocol/streams/stream.js';
import { readRecords } from '../../runFiles/recordsReader.js';
import { withFile } from '../stored/readStoredRun.js';

/** A series of a fit as a column: `loss`, `acc`, or `dense_1/kernel gradNorm`. */
export interface FitColumn {
  readonly name: string;
  /** The variable whose statistic it is, and which; null for loss and metrics. */
  readonly of: { readonly variable: string; readonly statistic: Statistic } | null;
  readonly read: (row: BatchRow) => number;
}

/** One batch as it is recorded. */
export interface BatchRow {
  readonly step: number;
  readonly epoch: number;
  /** Milliseconds since the fit started. */
  readonly time: number;
  readonly loss: number;
  readonly metrics: Float32Array;
  readonly statistics: Float32Array;
}

/** Every series of a fit, in the order of its records. */
export function fitColumns({ metrics, variables }: FitSummary): FitColumn[] {
  return [
    { name: 'loss', of: null, read: ({ loss }) => loss },
    ...metrics.map((name, index): FitColumn => ({ name, of: null, read: (row) => row.metrics[index] ?? Number.NaN })),
    ...variables.flatMap(({ name }, variable) =>
      STATISTICS.map((statistic): FitColumn => {
        const at = statisticIndex(variable, statistic);
        return {
          name: `${name} ${statistic}`,
          of: { variable: name, statistic },
          read: (row) => row.statistics[at] ?? Number.NaN,
        };
      }),
    ),
  ];
}

/** The batches of a fit in order, as its file holds them; none where there is no file. */
export function eachBatch(directory: string, summary: FitSummary, visit: (row: BatchRow) => void): void {
  const path = join(directory, streamFile(batchStream, summary.fit));
  if (!existsSync(path)) return;
  const width = summary.variables.length * STATISTIC_COUNT;
  withFile(path, (source) => {
    for (const { rows, step, epoch, time, loss, metrics, statistics } of readRecords(batchStream, source, summary)) {
      for (let row = 0; row < rows; row++) {
        visit({
          step: step[row] ?? 0,
          epoch: epoch[row] ?? 0,
          time: time[row] ?? 0,
          loss: loss[row] ?? Number.NaN,
          metrics: metrics.subarray(row * summary.metrics.length, (row + 1) * summary.metrics.length),
          statistics: statistics.subarray(row * width, (row + 1) * width),
        });
      }
    }
  });
}
