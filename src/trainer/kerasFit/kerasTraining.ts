import type { Tensor, Tfjs, TrainingModel } from '../tfjs/tfjs.js';

/** Loss and metrics of a compiled model, as Keras computes them. */
export interface KerasTraining {
  /** To be called before each epoch, and before each validation. */
  resetMetrics(phase: 'train' | 'test'): void;
  /** Metrics over all batches since the reset, without the loss. */
  results(phase: 'train' | 'test'): Record<string, number>;
  /** The loss of a batch without training, penalties included; counts it for the metrics. */
  testStep(x: Tensor, y: Tensor, weights: Tensor | null): number;
}

interface Inner extends TrainingModel {
  testFunction: (data: Tensor[]) => Tensor[];
  makeTestFunction(): void;
}

export function kerasTrainingOf(tf: Tfjs, inner: TrainingModel): KerasTraining {
  const model = inner as Inner;
  let sums: number[] = [];
  let rows = 0;
  return {
    resetMetrics() {
      sums = [];
      rows = 0;
    },
    results(phase) {
      if (phase === 'train') return {};
      const names = model.getDedupedMetricsNames().slice(1);
      return Object.fromEntries(names.map((name, i) => [name, (sums[i] ?? Number.NaN) / rows]));
    },
    testStep(x, y) {
      model.makeTestFunction();
      const size = x.shape[0] ?? 0;
      const scalars = tf.tidy(() => model.testFunction([x, y]));
      const [loss, ...metrics] = scalars.map((scalar) => scalar.dataSync()[0] ?? Number.NaN);
      tf.dispose(scalars);
      for (const [i, value] of metrics.entries()) sums[i] = (sums[i] ?? 0) + value * size;
      rows += size;
      return loss ?? Number.NaN;
    },
  };
}
