import type { FitSummary } from '../../../src/protocol/fit.js';
import type { SeriesChunk } from '../../../src/protocol/seriesChunk.js';
import { STATISTIC_COUNT, statisticIndex } from '../../../src/protocol/statistics.js';
import { newSamples } from '../../../src/runs/series/sampledRows.js';
import type { Fit } from '../../../src/runs/types.js';

interface LayerValues {
  /** Line in /w/net.js, from 1. */
  readonly line: number;
  /** Gradient norm of each batch; all layers have the same number. */
  readonly norms: readonly number[];
  readonly meanAbs?: number;
  /** Null for a layer without weights. */
  readonly weight?: string | null;
}

/** A fit with the given gradient norms, as the host holds one. */
export function fitOf(layers: readonly LayerValues[], summary: Partial<FitSummary> = {}, more: Partial<Fit> = {}): Fit {
  const weighted = layers.flatMap((values, layer) => (values.weight === null ? [] : [{ ...values, layer }]));
  const batches = layers[0]?.norms.length ?? 0;
  const statistics = new Float32Array(weighted.length * STATISTIC_COUNT);
  weighted.forEach(({ norms, meanAbs = 1e-3 }, variable) => {
    statistics[statisticIndex(variable, 'gradNorm')] = norms.at(-1) ?? Number.NaN;
    statistics[statisticIndex(variable, 'gradMeanAbs')] = meanAbs;
  });
  const columns = new Map(weighted.map(({ norms }, variable) => [`stat:${variable}:gradNorm`, norms]));
  return {
    data: null,
    summary: {
      fit: 1,
      kind: 'fit',
      name: 'model',
      location: { file: '/w/net.js', line: 1, column: 15 },
      layers: layers.map(({ line }, index) => ({
        name: `dense_${index}`,
        className: 'Dense',
        location: { file: '/w/net.js', line, column: 5 },
        outputShape: [null, 8],
        params: 72,
        trainable: true,
        activation: 'sigmoid',
      })),
      variables: weighted.map(({ weight, layer }) => ({
        name: `dense_${layer}/kernel`,
        weight: weight ?? 'kernel',
        layer,
        shape: [8, 8],
      })),
      optimizer: 'adam',
      learningRate: 0.01,
      loss: 'meanSquaredError',
      metrics: ['acc'],
      batchSize: 32,
      epochs: 20,
      initialEpoch: 0,
      batchesPerEpoch: 10,
      startedAt: 0,
      ...summary,
    },
    epochs: [],
    end: null,
    series: {
      length: batches,
      bytes: 0,
      append: () => undefined,
      read: (key, from, to, buckets) => read(columns.get(key) ?? [], from, to, buckets),
    },
    samples: newSamples(Number.POSITIVE_INFINITY),
    latest:
      batches === 0
        ? null
        : { step: batches - 1, epoch: 2, loss: 0.231, metrics: new Float32Array([0.91]), statistics },
    stepMode: null,
    batchesPerSecond: null,
    timeLeft: null,
    ...more,
  };
}

function read(values: readonly number[], from: number, to: number, buckets: number): SeriesChunk {
  const size = Math.max(1, Math.ceil((to - from) / buckets));
  const groups = Array.from({ length: Math.ceil((to - from) / size) }, (_, index) =>
    values.slice(from + index * size, Math.min(to, from + (index + 1) * size)),
  );
  return {
    size,
    from: Math.floor(from / size),
    min: Float32Array.from(groups, (group) => Math.min(...group)),
    max: Float32Array.from(groups, (group) => Math.max(...group)),
    mean: Float32Array.from(groups, (group) => group.reduce((sum, value) => sum + value, 0) / group.length),
  };
}
