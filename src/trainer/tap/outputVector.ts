import { ACTIVATION_STATISTIC_COUNT, activationIndex } from '../../protocol/activations.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

/** What of a layer is told beside its statistics. */
export interface LayerUnits {
  readonly layer: number;
  /** In the batch. */
  readonly samples: number;
  /** For each unit 1 where it was other than 0 for some sample, else 0. */
  readonly alive: Float32Array;
  /** How many of its outputs are looked at as rows; 0 where it has too many units. */
  readonly rows: number;
}

/** Up to 256 outputs of a layer, each a row of as many as it has units. */
export interface LayerRows {
  readonly layer: number;
  readonly values: Float32Array;
  readonly count: number;
  readonly units: number;
}

/** What was measured of a batch's outputs. */
export interface OutputFigures {
  /** Layers x ACTIVATION_STATISTIC_COUNT, without what is told over several batches. */
  readonly statistics: Float32Array;
  readonly layers: readonly LayerUnits[];
}

/** Numbers that tell of a layer how much of it follows. */
const HEADER = 4;
/** Rows of a layer that are looked at, and elements in all of them. */
const MOST_ROWS = 256;
const MOST_ELEMENTS = 65_536;

/** A layer that was measured. */
export interface MeasuredLayer {
  readonly layer: number;
  readonly output: Tensor;
}

/**
 * What is measured of a batch as one vector, which says itself how it is to be read: the number of measured layers, for each its index,
 * units, samples and rows; the statistics of all layers; whether each unit was alive.
 * @param members in the order of `alive`
 */
export function outputVector(
  tf: Tfjs,
  statistics: Tensor,
  members: readonly MeasuredLayer[],
  alive: readonly Tensor[],
): Tensor {
  const header = members.flatMap(({ layer, output }) => [layer, unitsOf(output), samplesOf(output), rowsOf(output)]);
  return tf.concat([
    tf.tensor1d([members.length, ...header]),
    tf.reshape(statistics, [-1]),
    ...alive.map((each) => tf.reshape(each, [-1])),
  ]);
}

/** The rows of all layers as one vector, which is long: only few batches' are wanted. Null where no layer has any. */
export function outputRows(tf: Tfjs, members: readonly MeasuredLayer[]): Tensor | null {
  const rows = members.filter(({ output }) => rowsOf(output) > 0).map(({ output }) => someRows(tf, output));
  return rows.length > 0 ? tf.concat(rows) : null;
}

const unitsOf = ({ shape }: Tensor): number => shape.at(-1) ?? 1;

/**
 * A sample of a map or a sequence is as many rows as it has places: pooled they would lose what differs between them, and flattened a row
 * would have as many columns as a picture has pixels, so that no batch had rows enough.
 */
function rowsOf(output: Tensor): number {
  const [units, all] = [unitsOf(output), output.size / unitsOf(output)];
  const rows = Math.min(MOST_ROWS, all, Math.floor(MOST_ELEMENTS / units));
  return rows > 1 ? rows : 0;
}

/** Evenly spread. */
function someRows(tf: Tfjs, output: Tensor): Tensor {
  const [count, all] = [rowsOf(output), output.size / unitsOf(output)];
  const rows = tf.reshape(output, [all, unitsOf(output)]);
  if (count === all) return tf.reshape(rows, [-1]);
  const picked = Array.from({ length: count }, (_, index) => Math.floor((index * all) / count));
  return tf.reshape(tf.gather(rows, tf.tensor1d(picked, 'int32')), [-1]);
}

/** A vector is of one sample. */
export const samplesOf = ({ rank, shape }: Tensor): number => (rank > 1 ? (shape[0] ?? 1) : 1);

/** @param layers of the fit, measured or not */
export function readOutputs(vector: Float32Array, layers: number): OutputFigures {
  const [count = 0] = vector;
  const from = 1 + HEADER * count;
  let at = from + activationIndex(layers, 'actZeros');
  const take = (length: number): Float32Array => {
    at += length;
    return vector.subarray(at - length, at);
  };
  const headers = Array.from({ length: count }, (_, index) => {
    const [layer = 0, units = 0, samples = 0, rows = 0] = vector.subarray(1 + HEADER * index);
    return { layer, units, samples, rows };
  });
  const alive = headers.map(({ units }) => take(units));
  const all = headers.map(({ layer, samples, rows }, index): LayerUnits => {
    return { layer, samples, alive: alive[index] ?? new Float32Array(), rows };
  });
  return { statistics: vector.slice(from, from + layers * ACTIVATION_STATISTIC_COUNT), layers: all };
}

/** @param vector what `outputRows` made of the same batch */
export function readRows(vector: Float32Array, layers: readonly LayerUnits[]): LayerRows[] {
  let at = 0;
  return layers
    .filter(({ rows }) => rows > 0)
    .map(({ layer, rows, alive: { length: units } }) => {
      at += rows * units;
      return { layer, values: vector.subarray(at - rows * units, at), count: rows, units };
    });
}
