import { expect, it } from 'vitest';
import { runToEnd } from './support/trainerRun.js';

/** Shapes of kernels with more vectors than tfjs's own way is kept for: as many as they are long, and fewer, along either axis. */
const main = `
import * as tf from '@tensorflow/tfjs';
for (const [rows, columns] of [[257, 257], [257, 270], [270, 257]]) {
  const own = tf.initializers.orthogonal({ seed: 3, gain: 1.5 }).apply([rows, columns]);
  const [length, count] = [Math.max(rows, columns), Math.min(rows, columns)];
  const [q, r] = tf.linalg.qr(tf.randomNormal([length, count], 0, 1, 'float32', 3));
  const signs = r.flatten().stridedSlice([0], [count * count], [count + 1]).sign();
  const expected = q.mul(signs).mul(1.5);
  const difference = own.sub(rows < columns ? expected.transpose() : expected).abs().max().dataSync()[0];
  console.log(JSON.stringify({ shape: own.shape, difference }));
}
const small = tf.initializers.orthogonal({ seed: 3 }).apply([20, 8]);
const [q, r] = tf.linalg.qr(tf.randomNormal([20, 8], 0, 1, 'float32', 3));
const signs = r.flatten().stridedSlice([0], [64], [9]).sign();
console.log(JSON.stringify({ shape: small.shape, difference: small.sub(q.mul(signs)).abs().max().dataSync()[0] }));
`;

it("gives tfjs's own orthogonal matrix, of large ones but for rounding", async () => {
  const { exit, stdout } = await runToEnd({ 'main.mjs': main }, { backend: 'tfjs-node' });
  expect(exit.code).toBe(0);
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  const found = lines.map((line): { shape: number[]; difference: number } => JSON.parse(line));
  expect(found.map(({ shape }) => shape)).toEqual([
    [257, 257],
    [257, 270],
    [270, 257],
    [20, 8],
  ]);
  for (const { difference } of found) expect(difference).toBeLessThan(1e-5);
  expect(found.at(-1)?.difference).toBe(0);
});
