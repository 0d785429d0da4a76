import * as v from 'valibot';
import type { FitSummary } from './fit.js';
import type { RecordBatch } from './records.js';
import { STATISTIC_COUNT } from './statistics.js';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const nullableCount = v.nullable(count);

const BackendInfo = v.object({
  kind: v.picklist(['tfjs-node', 'wasm']),
  version: v.string(),
  origin: v.picklist(['project', 'gradlens', 'embedded']),
  path: v.string(),
});

const SourceLocation = v.nullable(v.object({ file: v.string(), line: count, column: count }));

const Position = v.object({ line: count, column: count });
const SourceSpan = v.object({ file: v.string(), start: Position, end: Position });

const LayerSummary = v.object({
  name: v.string(),
  className: v.string(),
  location: SourceLocation,
  outputShape: v.array(v.nullable(v.number())),
  params: v.number(),
  trainable: v.boolean(),
  activation: v.nullable(v.string()),
});

const VariableSummary = v.object({
  name: v.string(),
  weight: v.string(),
  layer: v.number(),
  shape: v.array(v.number()),
});

export const Ready = v.object({ pid: count, node: v.string(), backend: BackendInfo });

export const Phase = v.picklist(['loading', 'training', 'paused', 'between-fits', 'held-open']);

export const FitStarted = v.object({
  fit: count,
  kind: v.picklist(['fit', 'fitDataset', 'steps']),
  joinsFits: v.optional(v.boolean()),
  metricsOver: v.optional(v.picklist(['batches', 'epoch'])),
  name: v.string(),
  location: SourceLocation,
  layers: v.array(LayerSummary),
  variables: v.array(VariableSummary),
  optimizer: v.string(),
  learningRate: v.nullable(v.number()),
  loss: v.string(),
  metrics: v.array(v.string()),
  batchSize: nullableCount,
  epochs: nullableCount,
  initialEpoch: count,
  batchesPerEpoch: nullableCount,
  startedAt: v.number(),
});

const numberOrNaN = v.union([v.number(), v.nan()]);

export const EpochEnded = v.object({
  fit: count,
  epoch: count,
  step: count,
  logs: v.record(v.string(), numberOrNaN),
});

export const StepModeChanged = v.object({
  fit: count,
  step: count,
  mode: v.picklist(['compiled', 'eager']),
  reason: v.nullable(v.string()),
});

export const FitEnded = v.object({
  fit: count,
  outcome: v.picklist(['completed', 'stopped', 'failed']),
  epochs: count,
  batches: count,
  seconds: v.number(),
});

export const Problem = v.object({
  kind: v.picklist([
    'user-code',
    'syntax',
    'missing-package',
    'needs-browser',
    'unsupported-on-wasm',
    'backend',
    'model',
    'data',
    'not-a-number',
    'compiled-step',
    'worker-thread',
    'storage',
    'model-storage',
    'not-done',
    'random-data',
    'guessed',
  ]),
  severity: v.picklist(['error', 'warning', 'note']),
  message: v.string(),
  location: SourceLocation,
  stack: v.nullable(v.string()),
  fixes: v.optional(v.array(v.object({ title: v.string(), span: SourceSpan, newText: v.string() }))),
});

export const StorageFull = v.object({ bytes: v.number() });

export const Ended = v.object({
  outcome: v.picklist(['completed', 'stopped', 'failed']),
  exitCode: v.pipe(v.number(), v.integer()),
});

export const Records = v.object({
  fit: count,
  rows: count,
  step: v.instance(Int32Array),
  epoch: v.instance(Int32Array),
  time: v.instance(Float64Array),
  loss: v.instance(Float32Array),
  metrics: v.instance(Float32Array),
  statistics: v.instance(Float32Array),
});

export const Histogram = v.object({ fit: count, step: count, counts: v.instance(Uint32Array) });

export const Activations = v.object({ fit: count, step: count, values: v.instance(Float32Array) });

/** Whether every column is as long as `rows` and the fit's summary say, so that no reader runs past an end. */
export function fitsSummary(records: RecordBatch, summary: FitSummary): boolean {
  const { rows } = records;
  return (
    [records.step, records.epoch, records.time, records.loss].every((column) => column.length === rows) &&
    records.metrics.length === rows * summary.metrics.length &&
    records.statistics.length === rows * summary.variables.length * STATISTIC_COUNT
  );
}
