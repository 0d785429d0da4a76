import * as tf from '@tensorflow/tfjs';
import { ACTIVATION_STATISTICS, type ActivationStatistic } from '../../../src/protocol/activations.js';

/** Kernel and bias of each layer in turn. */
export type LayerWeights = readonly (number[][] | number[])[];

const softmax = (row: readonly number[]): number[] => {
  const powers = row.map((value) => Math.exp(value - Math.max(...row)));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
};
const each = (map: (value: number) => number) => (row: readonly number[]) => row.map(map);

/** In the order of the layers of the tests' net. */
const ACTIVATIONS: readonly {
  readonly of: (row: readonly number[]) => number[];
  readonly saturated: ((value: number) => boolean) | null;
}[] = [
  { of: each((value) => Math.max(0, value)), saturated: null },
  { of: each((value) => 1 / (1 + Math.exp(-value))), saturated: (value) => value < 0.01 || value > 0.99 },
  { of: each(Math.tanh), saturated: (value) => Math.abs(value) > 0.98 },
  {
    of: each((value) => Math.min(1, Math.max(0, 0.2 * value + 0.5))),
    saturated: (value) => value === 0 || value === 1,
  },
  { of: each((value) => value), saturated: null },
  { of: softmax, saturated: null },
];

/** The outputs of each layer of the tests' net, in plain arithmetic. */
export function forward(inputs: readonly (readonly number[])[], weights: LayerWeights): number[][][] {
  let rows = inputs.map((row) => [...row]);
  return ACTIVATIONS.map(({ of }, layer) => {
    const kernel = weights[2 * layer] as number[][];
    const bias = weights[2 * layer + 1] as number[];
    rows = rows.map((row) =>
      of(
        bias.map((start, unit) => row.reduce((sum, value, index) => sum + value * (kernel[index]?.[unit] ?? 0), start)),
      ),
    );
    return rows;
  });
}

/**
 * What the trainer has to tell of the outputs of the last of a fit's measured batches.
 * @param batches the outputs of each layer in each measured batch so far; together fewer samples than it looks back for dead units
 */
export function expectedActivations(
  batches: readonly (readonly (readonly number[][])[])[],
  signals: readonly number[],
): number[] {
  const outputs = batches.at(-1) ?? [];
  return outputs.flatMap((rows, layer) => {
    const values = rows.flat();
    const { saturated = null } = ACTIVATIONS[layer] ?? {};
    const mean = (numbers: readonly number[]) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    const share = (test: (value: number) => boolean) => values.filter(test).length / values.length;
    const average = mean(values);
    const units = [...(rows[0] ?? []).keys()];
    const shareOfUnits = (all: readonly number[][], test: (own: number[]) => boolean) =>
      units.filter((unit) => test(all.map((row) => row[unit] ?? 0))).length / units.length;
    const allBatches = batches.flatMap((batch) => batch[layer] ?? []);
    const figures: Readonly<Record<ActivationStatistic, number>> = {
      actZeros: share((value) => value === 0),
      actDead: shareOfUnits(allBatches, (own) => own.every((value) => value === 0)),
      actSaturated: saturated ? share(saturated) : Number.NaN,
      actMean: average,
      actStd: Math.sqrt(mean(values.map((value) => (value - average) ** 2))),
      actSame: shareOfUnits([...rows], (own) => Math.max(...own) === Math.min(...own)),
      actGradNorm: signals[layer] ?? Number.NaN,
    };
    return ACTIVATION_STATISTICS.map((name) => figures[name]);
  });
}

/** The norm of the loss's gradient with respect to each layer's outputs, as tfjs's own differentiation has it. */
export function signalNorms(
  outputs: readonly (readonly number[][])[],
  weights: LayerWeights,
  inputs: readonly (readonly number[])[],
  isCategorical: boolean,
): number[] {
  const labels = tf.oneHot(tf.argMax(tf.tensor2d(inputs as number[][]), 1), 6);
  const after = (layer: number) => (own: tf.Tensor) => {
    const last = TENSOR_ACTIVATIONS.slice(layer + 1).reduce((rows, activation, index) => {
      const [kernel, bias] = weights.slice(2 * (layer + 1 + index)) as [number[][], number[]];
      return activation(tf.add(tf.matMul(rows as tf.Tensor2D, tf.tensor2d(kernel)), bias));
    }, own);
    return isCategorical
      ? tf.mean(tf.metrics.categoricalCrossentropy(labels, last))
      : tf.losses.softmaxCrossEntropy(labels, last);
  };
  return outputs.map(
    (rows, layer) => tf.norm(tf.grad(after(layer))(tf.tensor2d(rows as number[][]))).dataSync()[0] ?? 0,
  );
}

const TENSOR_ACTIVATIONS: readonly ((values: tf.Tensor) => tf.Tensor)[] = [
  tf.relu,
  tf.sigmoid,
  tf.tanh,
  (values) => tf.clipByValue(tf.add(tf.mul(values, 0.2), 0.5), 0, 1),
  (values) => values,
  tf.softmax,
];
