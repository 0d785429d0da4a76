import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import { kerasProblem } from '../kerasProblem.js';

type Interpolation = 'nearest' | 'bilinear';

/** @throws {SourceError} for one that tfjs lacks */
export function interpolation(args: BoundArguments, usual: Interpolation): Interpolation {
  const kind = args.text('interpolation') ?? usual;
  if (kind === 'nearest' || kind === 'bilinear') return kind;
  throw kerasProblem(
    args.call,
    `tfjs has no interpolation '${kind}' in ${args.call.name}. Use 'nearest' or 'bilinear'.`,
  );
}

/** Images with other sizes along the axes of space. */
export function resized(
  tf: Tfjs,
  x: Tensor,
  axes: readonly number[],
  to: (axis: number) => number,
  kind: Interpolation,
): Tensor {
  return axes.reduce<Tensor>((done, axis) => resizeAxis(tf, done, axis, to(axis), kind), x);
}

/**
 * One axis of a tensor brought to another size, pixel centers as TensorFlow 2 places them. A product with a fixed matrix: tfjs's
 * own resizing has no gradient for these centers.
 */
function resizeAxis(tf: Tfjs, x: Tensor, axis: number, to: number, kind: Interpolation): Tensor {
  const from = x.shape[axis] ?? 1;
  if (from === to) return tf.clone(x);
  const before = x.shape.slice(0, axis).reduce((size, next) => size * next, 1);
  const after = x.shape.slice(axis + 1).reduce((size, next) => size * next, 1);
  const matrix = tf.tensor2d(kind === 'nearest' ? nearest(from, to) : bilinear(from, to), [to, from]);
  const columns = tf.reshape(tf.transpose(tf.reshape(x, [before, from, after]), [1, 0, 2]), [from, before * after]);
  const resized = tf.transpose(tf.reshape(tf.matMul(matrix, columns), [to, before, after]), [1, 0, 2]);
  return tf.reshape(resized, [...x.shape.slice(0, axis), to, ...x.shape.slice(axis + 1)]);
}

function nearest(from: number, to: number): Float32Array {
  const matrix = new Float32Array(to * from);
  for (let i = 0; i < to; i++) matrix[i * from + Math.min(from - 1, Math.floor(((i + 0.5) * from) / to))] = 1;
  return matrix;
}

function bilinear(from: number, to: number): Float32Array {
  const matrix = new Float32Array(to * from);
  for (let i = 0; i < to; i++) {
    const center = ((i + 0.5) * from) / to - 0.5;
    const low = Math.floor(center);
    const share = center - low;
    const add = (j: number, weight: number) => {
      const at = i * from + Math.min(from - 1, Math.max(0, j));
      matrix[at] = (matrix[at] ?? 0) + weight;
    };
    add(low, 1 - share);
    add(low + 1, share);
  }
  return matrix;
}
