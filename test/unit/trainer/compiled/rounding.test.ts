import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import type { Variable } from '../../../../src/tfjs/tfjs.js';
import { nudgedResults, roundingOf } from '../../../../src/trainer/compiled/steps/rounding.js';

const sum = (values: ArrayLike<number>) =>
  Float32Array.of(Array.from(values).reduce((total, value) => total + value, 0));

/** What rounding may make of the sum of a variable's numbers. */
async function ofSum(numbers: readonly number[]): Promise<number> {
  await tf.setBackend('cpu');
  const variable = tf.variable(tf.tensor1d([...numbers]));
  const start = { startOf: (of: Variable) => of, tensors: [] };
  const moved = nudgedResults(tf, start, ({ startOf }) => sum(startOf(variable).dataSync()));
  const rounding = roundingOf(sum(numbers), moved);
  variable.dispose();
  return rounding;
}

describe('what rounding may make of a result', () => {
  it('is much where large numbers cancel, and next to nothing where they do not', async () => {
    const cancelling = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? 1e5 : -1e5));
    expect(await ofSum([...cancelling, 0.01])).toBeGreaterThan(0.1);
    const alike = Array.from({ length: 100 }, (_, index) => 1 + index / 100);
    expect(await ofSum(alike)).toBeLessThan(1e-5 * 150);
  });

  it('is as much as the order of a long sum makes, of which little is left', async () => {
    const numbers = Array.from({ length: 1000 }, (_, index) => Math.fround(1 + 0.5 * Math.sin(index)));
    const inOrder = numbers.reduce((total, value) => Math.fround(total + value), 0);
    const exact = numbers.reduce((total, value) => total + value, 0);
    expect(Math.abs(inOrder - exact)).toBeGreaterThan(1e-5);
    expect(await ofSum(numbers)).toBeGreaterThan(1000 * 2 ** -20);
  });

  it('moves no whole numbers of a batch, and nothing that is not float32; leaves no tensor', async () => {
    await tf.setBackend('cpu');
    const batch = [tf.tensor1d([0, 3, 7, 0.1]), tf.tensor1d([1, 2], 'int32'), null];
    const before = tf.memory().numTensors;
    const start = { startOf: (of: Variable) => of, tensors: batch };
    const moved = nudgedResults(tf, start, ({ tensors }) => tensors.map((each) => each && Array.from(each.dataSync())));
    expect(tf.memory().numTensors).toBe(before);
    expect(moved).toHaveLength(4);
    for (const [floats, integers, nothing] of moved) {
      expect(floats?.slice(0, 3)).toEqual([0, 3, 7]);
      expect(floats?.[3]).not.toBe(Math.fround(0.1));
      expect(floats?.[3]).toBeCloseTo(0.1, 6);
      expect([integers, nothing]).toEqual([[1, 2], null]);
    }
    tf.dispose(batch.filter((tensor) => tensor !== null));
  });
});
