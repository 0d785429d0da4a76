import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import type { Tensor } from '../../../src/tfjs/tfjs.js';
import { BatchRanges } from '../../../src/trainer/fit/batchRanges.js';

const TARGET = tf.zeros([40, 1]) as never as Tensor;
const ones = (width: number, times = 1): Tensor => tf.fill([40, width], times) as never;

function told({ trained, held }: { trained: readonly Tensor[]; held: readonly Tensor[] }) {
  const ranges = new BatchRanges();
  for (const batch of trained) ranges.add(batch, TARGET);
  for (const batch of held) ranges.compare(batch, TARGET);
  return ranges.told();
}

it('are of all batches that are as wide as each other', () => {
  const { inputsOutside } = told({ trained: [ones(2), ones(2, 3)], held: [ones(2, 2), ones(2, 4)] });
  expect(inputsOutside).toMatchObject({ compared: 80, share: 0.5, trained: 80 });
});

it.each([
  ['trained on', { trained: [ones(3), ones(2)], held: [ones(3, 2)] }],
  ['held against them', { trained: [ones(2)], held: [ones(2), ones(3, 2)] }],
])('tell nothing where batches %s are of another width, as those of sequences may be', (_, batches) => {
  expect(told(batches)).toEqual({});
});
