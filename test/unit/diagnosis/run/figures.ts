import type { FitFigures } from '../../../../src/diagnosis/run/fitFigures.js';
import type { ActivationStatistic } from '../../../../src/protocol/activations.js';
import type { DataEvidence } from '../../../../src/protocol/dataEvidence.js';
import type { FitSummary } from '../../../../src/protocol/fit.js';
import { STATISTIC_COUNT, type Statistic, statisticIndex } from '../../../../src/protocol/statistics.js';
import type { RecordBatch } from '../../../../src/protocol/streams/batches.js';
import { SeriesPyramid } from '../../../../src/runs/series/seriesPyramid.js';
import { outputValues } from '../../runFiles/outputValues.js';

export interface LayerNumbers extends Partial<Record<Statistic, number>> {
  readonly className?: string;
  readonly activation?: string | null;
  readonly units?: number;
  /** Effective rank of its outputs. */
  readonly rank?: number;
  readonly outputs?: Partial<Record<ActivationStatistic, number>>;
}

interface DataOf {
  readonly inputs?: Partial<DataEvidence['inputs']>;
  readonly targets?: Partial<DataEvidence['targets']>;
  readonly validation?: DataEvidence['validation'];
}

export interface Made {
  /** Training loss of each epoch; the batches of one have it, too. */
  readonly losses: readonly number[];
  /** Further logs of each epoch, such as `val_loss`. */
  readonly logs?: Readonly<Record<string, readonly number[]>>;
  readonly layers?: readonly LayerNumbers[];
  readonly data?: DataOf;
  readonly summary?: Partial<FitSummary>;
  readonly problems?: FitFigures['problems'];
  readonly isRandom?: boolean;
  /** Still training. */
  readonly isLive?: boolean;
  readonly perEpoch?: number;
  /** Milliseconds. */
  readonly perBatch?: number;
  readonly alerts?: FitFigures['alerts'];
}

/** The numbers of a layer that learns. */
export const HEALTHY = {
  gradNorm: 0.1,
  gradMeanAbs: 0.01,
  gradNaNs: 0,
  weightNorm: 1,
  updateNorm: 1e-3,
  gradCosine: 0.1,
  outputs: { actZeros: 0.4, actSaturated: Number.NaN, actMean: 0.5, actStd: 0.5 },
} as const satisfies LayerNumbers;

/** What the rules judge, with all that is not said in order: ten batches an epoch, layers that learn. */
export function figures({
  losses,
  logs = {},
  layers = [{ activation: 'relu' }, { activation: 'softmax', units: 3 }],
  data,
  summary,
  problems = [],
  isRandom = false,
  isLive = false,
  perEpoch = 10,
  perBatch = 100,
  alerts = [],
}: Made): FitFigures {
  const made = layers.map((layer) => ({ ...HEALTHY, ...layer, outputs: { ...HEALTHY.outputs, ...layer.outputs } }));
  const whole: FitSummary = {
    fit: 1,
    kind: 'fit',
    name: 'model',
    location: null,
    layers: made.map(({ className = 'Dense', activation = null, units = 8 }, index) => ({
      name: `layer_${index + 1}`,
      className,
      location: { file: 'net.js', line: index + 1, column: 1 },
      outputShape: [null, units],
      params: 10,
      trainable: true,
      activation,
    })),
    variables: made.map((_, layer) => ({ name: `layer_${layer + 1}/kernel`, weight: 'kernel', layer, shape: [8, 8] })),
    optimizer: 'adam',
    learningRate: 0.01,
    loss: 'categoricalCrossentropy',
    metrics: logs.acc ? ['acc'] : [],
    batchSize: 32,
    epochs: losses.length,
    initialEpoch: 0,
    batchesPerEpoch: perEpoch,
    startedAt: 0,
    ...summary,
  };
  const rows = losses.length * perEpoch;
  const width = made.length * STATISTIC_COUNT;
  const statistics = new Float32Array(rows * width).fill(Number.NaN);
  for (let row = 0; row < rows; row++) {
    for (const [layer, numbers] of made.entries()) {
      for (const [name, value] of Object.entries(numbers)) {
        if (typeof value !== 'number' || name === 'units' || name === 'rank') continue;
        statistics[row * width + statisticIndex(layer, name as Statistic)] = value;
      }
    }
  }
  const records: RecordBatch = {
    stream: 'batches',
    fit: 1,
    rows,
    step: Int32Array.from({ length: rows }, (_, row) => row),
    epoch: Int32Array.from({ length: rows }, (_, row) => Math.floor(row / perEpoch)),
    time: Float64Array.from({ length: rows }, (_, row) => row * perBatch),
    loss: Float32Array.from({ length: rows }, (_, row) => losses[Math.floor(row / perEpoch)] ?? Number.NaN),
    metrics: new Float32Array(rows * whole.metrics.length),
    statistics,
  };
  const series = new SeriesPyramid(whole, { maxBytes: 1 << 22 });
  series.append(records);
  return {
    summary: whole,
    epochs: losses.map((loss, epoch) => ({
      fit: 1,
      epoch,
      step: (epoch + 1) * perEpoch,
      logs: {
        loss,
        ...Object.fromEntries(Object.entries(logs).map(([name, values]) => [name, values[epoch] ?? Number.NaN])),
      },
    })),
    end: isLive ? null : { outcome: 'completed' },
    series,
    primary: made.map((_, layer) => layer),
    ranks: [{ values: Float32Array.from(made.flatMap(({ rank = 8, units = 8 }) => [rank, units])) }],
    outputs: [{ values: outputValues(made.map(({ outputs }) => outputs)) }],
    problems,
    data: data ? evidence(data) : null,
    isRandom,
    alerts,
  };
}

export function evidence({ inputs, targets, validation }: DataOf): DataEvidence {
  const values = { samples: 300, min: 0, max: 1, mean: 0.5, std: 0.5, notFinite: 0 };
  return {
    fit: 1,
    inputs: { ...values, constantFeatures: 0, ...inputs },
    targets: { ...values, kind: 'one-hot', classes: [100, 100, 100], variance: 0.22, deviation: 0.33, ...targets },
    ...(validation ? { validation } : {}),
  };
}

/** Like the loss of a net that learns: from one number to another, ever slower. */
export const falling = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => to + (from - to) * Math.exp((-5 * index) / count));

/** Like the loss of a net that learns slowly: from one number to another, at one pace. */
export const steady = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));

export const flat = (level: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => level + 0.002 * Math.sin(12.9898 * (index + 1) ** 2));
