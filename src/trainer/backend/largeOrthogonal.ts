import type { Orthogonal } from '../../tfjs/members.js';
import { patch } from '../../tfjs/patch.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

/** Up to so many vectors, tfjs's own way takes a second at most, and its bits are kept. */
const MOST_OWN = 256;

/** Numbers from which on making them is told: it takes seconds. */
const MANY = 1_000_000;

/** Rows that are made orthogonal to each other in JavaScript, in double precision; to all rows before them they are by matrix products. */
const BLOCK = 32;

/** Random rows that are so many times longer than they are many are far from dependent: once is enough. */
const LONG = 2;

/**
 * Has tfjs's orthogonal initializer make large matrices in blocks: of the same random numbers the same matrix but for rounding, in seconds.
 * tfjs reflects column by column, copying the whole matrix each time: minutes for the recurrent kernel of an LSTM with 1,024 units.
 */
export function makeLargeOrthogonalQuickly(tf: Tfjs): void {
  patch(tf, 'largeOrthogonal', {
    apply: (apply) =>
      function (this: Orthogonal, shape, dtype) {
        const columns = shape.at(-1) ?? 0;
        const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
        const [length, count] = [Math.max(rows, columns), Math.min(rows, columns)];
        const isOwn = shape.length < 2 || count <= MOST_OWN || (dtype !== undefined && dtype !== 'float32');
        if (isOwn) return apply.call(this, shape, dtype);
        if (length * count >= MANY)
          process.stderr.write(`GradLens: computing an orthogonal matrix, ${rows} x ${columns}\n`);
        return tf.tidy(() => {
          const draws = tf.transpose(tf.randomNormal([length, count], 0, 1, 'float32', this.seed));
          const vectors = orthonormalRows(tf, draws);
          return tf.mul(this.gain, tf.reshape(rows < columns ? vectors : tf.transpose(vectors), shape));
        });
      },
  });
}

/**
 * The Gram-Schmidt process on the rows of a matrix, in blocks; twice where rows may be nearly dependent, as once loses digits then
 * (Giraud, Langou, Rozloznik: The loss of orthogonality in the Gram-Schmidt orthogonalization process, 2005). It gives the Q of a QR
 * decomposition whose R has a positive diagonal.
 * @param rows [count, length], random, float32
 * @returns a matrix of that shape; to be called inside `tf.tidy`
 */
function orthonormalRows(tf: Tfjs, rows: Tensor): Tensor {
  const [count = 0, length = 0] = rows.shape;
  const passes = length >= LONG * count ? 1 : 2;
  let done: Tensor | null = null;
  for (let start = 0; start < count; start += BLOCK) {
    const size = Math.min(BLOCK, count - start);
    const before: Tensor | null = done;
    done = tf.tidy(() => {
      let block = tf.slice(rows, [start, 0], [size, length]);
      for (let pass = 0; pass < passes; pass++) {
        if (before) block = tf.sub(block, tf.matMul(tf.matMul(block, before, false, true), before));
        block = tf.tensor2d(orthonormalBlock(block.dataSync() as Float32Array, length), [size, length]);
      }
      return before ? tf.concat([before, block], 0) : block;
    });
    before?.dispose();
  }
  return done ?? rows;
}

/** Some rows of this length, one behind the other. */
function orthonormalBlock(values: Float32Array, length: number): Float32Array {
  const rows = Array.from({ length: values.length / length }, (_, index) =>
    Float64Array.from(values.subarray(index * length, (index + 1) * length)),
  );
  for (const [index, row] of rows.entries()) {
    for (const other of rows.slice(0, index)) addScaled(row, other, -product(row, other));
    const norm = Math.sqrt(product(row, row)) || 1;
    for (let at = 0; at < length; at++) row[at] = (row[at] as number) / norm;
  }
  const result = new Float32Array(values.length);
  for (const [index, row] of rows.entries()) result.set(row, index * length);
  return result;
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

function addScaled(target: Float64Array, other: Float64Array, factor: number): void {
  for (let at = 0; at < target.length; at++) target[at] = (target[at] as number) + factor * (other[at] as number);
}
