import type { Orthogonal } from '../../tfjs/members.js';
import { patch } from '../../tfjs/patch.js';
import type { Tfjs } from '../../tfjs/tfjs.js';
import { orthonormalRows } from './orthonormalRows.js';

/** Up to so many vectors, tfjs's own way takes a second at most, and its bits are kept. */
const MOST_OWN = 256;

/** Numbers from which on making them is told: it takes seconds. */
const MANY = 1_000_000;

/**
 * Has tfjs's orthogonal initializer make large matrices in blocks: of the same random numbers the same matrix but for rounding, in seconds.
 * tfjs reflects column by column, copying the whole matrix each time: minutes for the recurrent kernel of an LSTM with 1,024 units.
 */
export function quickOrthogonal(tf: Tfjs): void {
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
