import { SourceError } from '../../errors/sourceError.js';
import type { SourceLocation } from '../../protocol/fit.js';
import type { ArrayContents } from '../../protocol/kerasProgram.js';
import type { Sequential, Tensor, Tfjs } from '../../tfjs/tfjs.js';

/** Samples as the source has them: the first axis of each array goes over them. */
export interface Samples {
  readonly x: ArrayContents;
  readonly y: ArrayContents;
  /** How much each sample counts in the loss; null where all count alike. */
  readonly weights: ArrayContents | null;
}

/**
 * Inputs, targets and, where there are some, weights as tensors, in the shapes that the model takes: Keras adds or drops a last axis of one.
 * @throws {SourceError} where the arrays do not belong together
 */
export function sampleTensors(tf: Tfjs, model: Sequential, samples: Samples, place: SourceLocation): Tensor[] {
  const { x, y, weights } = samples;
  const rows = x.shape[0] ?? 0;
  for (const [name, array] of [
    ['targets', y],
    ['sample weights', weights],
  ] as const) {
    if (array && array.shape[0] !== rows) {
      throw new SourceError(
        `There are ${rows} inputs but ${array.shape[0] ?? 0} ${name}. Their numbers must match.`,
        place,
      );
    }
  }
  if (rows === 0) throw new SourceError('There are no samples to train on.', place);
  const rank = model.inputs[0]?.shape.length ?? x.shape.length;
  return [
    tensor(tf, x, withRank(x.shape, rank)),
    tensor(tf, y, targetShape(y.shape, model.outputs[0]?.shape ?? [])),
    ...(weights ? [tensor(tf, weights, weights.shape)] : []),
  ];
}

/** The shape that samples have for a model whose input has so many axes, the batch included. */
function withRank(shape: readonly number[], rank: number): readonly number[] {
  if (shape.length + 1 === rank) return [...shape, 1];
  return shape.length === rank + 1 && shape.at(-1) === 1 ? shape.slice(0, -1) : shape;
}

/** Keras makes a column of plain numbers, and then compares without a last axis of one that only targets or outputs have. */
function targetShape(given: readonly number[], output: readonly (number | null)[]): readonly number[] {
  const shape = given.length === 1 ? [...given, 1] : given;
  if (shape.length + 1 === output.length && output.at(-1) === 1) return [...shape, 1];
  return shape.length === output.length + 1 && shape.at(-1) === 1 ? shape.slice(0, -1) : shape;
}

function tensor(tf: Tfjs, { data }: ArrayContents, shape: readonly number[]): Tensor {
  const values = data instanceof Float32Array ? data : Float32Array.from(data);
  return tf.tensor(values, [...shape], 'float32');
}
