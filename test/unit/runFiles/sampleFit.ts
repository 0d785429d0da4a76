import type { FitSummary } from '../../../src/protocol/fit.js';
import { STATISTIC_COUNT } from '../../../src/protocol/statistics.js';
import type { RecordBatch } from '../../../src/protocol/streams/batches.js';

/** A fit of a two-layer net; `variables` of its weights are recorded. */
export function sampleFit(fit = 1, variables = 3, metrics: readonly string[] = ['acc', 'mse']): FitSummary {
  const location = { file: '/home/me/train.js', line: 3, column: 14 };
  return {
    fit,
    kind: 'fit',
    name: 'model',
    location,
    layers: [
      {
        name: 'a',
        className: 'Dense',
        location,
        outputShape: [null, 4],
        params: 12,
        trainable: true,
        activation: 'relu',
      },
    ],
    variables: Array.from({ length: variables }, (_, index) => {
      return { name: `layer${index}/kernel`, weight: 'kernel', layer: 0, shape: [3, 4] };
    }),
    optimizer: 'adam',
    learningRate: 0.01,
    loss: 'meanSquaredError',
    metrics,
    batchSize: 32,
    epochs: 5,
    initialEpoch: 0,
    batchesPerEpoch: 10,
    startedAt: 1_700_000_000_000,
  };
}

/** The value of a row at a place in `statistics`; also NaN and infinities. */
function sampleValue(step: number, index: number): number {
  if ((step + index) % 7 === 0) return Number.NaN;
  if ((step + index) % 11 === 0) return Number.NEGATIVE_INFINITY;
  return Math.fround(step + index / 1024);
}

export function sampleRecords({ fit, metrics, variables }: FitSummary, from: number, rows: number): RecordBatch {
  const width = variables.length * STATISTIC_COUNT;
  const step = Int32Array.from({ length: rows }, (_, row) => from + row);
  return {
    stream: 'batches',
    fit,
    rows,
    step,
    epoch: step.map((value) => Math.floor(value / 10)),
    time: Float64Array.from(step, (value) => value * 1.5),
    loss: Float32Array.from(step, (value) => sampleValue(value, -1)),
    metrics: Float32Array.from({ length: rows * metrics.length }, (_, index) => (from * metrics.length + index) / 8),
    statistics: Float32Array.from({ length: rows * width }, (_, at) =>
      sampleValue(from + Math.floor(at / width), at % width),
    ),
  };
}
