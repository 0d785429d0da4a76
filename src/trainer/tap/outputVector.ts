import { ACTIVATION_STATISTIC_COUNT, activationIndex } from '../../protocol/activations.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

/** What of a layer is told beside its statistics. */
export interface LayerUnits {
  readonly layer: number;
  /** In the batch. */
  readonly samples: number;
  /** For each unit 1 where it was other than 0 for some sample, else 0. */
  readonly alive: Float32Array;
}

/** What was measured of a batch's outputs. */
export interface OutputFigures {
  /** Layers x ACTIVATION_STATISTIC_COUNT, without what is told over several batches. */
  readonly statistics: Float32Array;
  readonly layers: readonly LayerUnits[];
}

/** Numbers that tell of a layer how much of it follows. */
const HEADER = 3;

/**
 * All that is measured of a batch as one vector, which says itself how it is to be read: the number of measured layers, for each its index,
 * units and samples; the statistics of all layers; whether each unit was alive.
 * @param members in the order of `alive`
 */
export function outputVector(
  tf: Tfjs,
  statistics: Tensor,
  members: readonly { readonly layer: number; readonly output: Tensor }[],
  alive: readonly Tensor[],
): Tensor {
  const header = members.flatMap(({ layer, output }) => [layer, output.shape.at(-1) ?? 1, samplesOf(output)]);
  return tf.concat([
    tf.tensor1d([members.length, ...header]),
    tf.reshape(statistics, [-1]),
    ...alive.map((each) => tf.reshape(each, [-1])),
  ]);
}

/** A vector is of one sample. */
export const samplesOf = ({ rank, shape }: Tensor): number => (rank > 1 ? (shape[0] ?? 1) : 1);

/** @param layers of the fit, measured or not */
export function readOutputs(vector: Float32Array, layers: number): OutputFigures {
  const [count = 0] = vector;
  const from = 1 + HEADER * count;
  let at = from + activationIndex(layers, 'actZeros');
  const units = Array.from({ length: count }, (_, index): LayerUnits => {
    const [layer = 0, width = 0, samples = 0] = vector.subarray(1 + HEADER * index, 1 + HEADER * (index + 1));
    const alive = vector.subarray(at, at + width);
    at += width;
    return { layer, samples, alive };
  });
  return { statistics: vector.slice(from, from + layers * ACTIVATION_STATISTIC_COUNT), layers: units };
}
