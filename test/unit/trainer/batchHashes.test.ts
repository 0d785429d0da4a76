import { expect, it } from 'vitest';
import type { Tensor } from '../../../src/tfjs/tfjs.js';
import { BatchHashes } from '../../../src/trainer/fit/batchHashes.js';
import { sampleHashes } from '../../../src/trainer/fit/sampleHashes.js';

const column = (...values: number[]): Tensor =>
  ({
    isDisposed: false,
    dtype: 'float32',
    shape: [values.length, 1],
    size: values.length,
    dataSync: () => Float32Array.from(values),
  }) as unknown as Tensor;
const whole = { inputs: [column(1, 2, 3)], target: column(0, 1, 0), from: 0, to: 3 };

it('batches have the hashes of all their samples, once', () => {
  const hashes = new BatchHashes(6);
  hashes.add([column(1, 2)], [column(0, 1)]);
  hashes.add([column(3)], [column(0)]);
  expect(hashes.take()).toEqual(sampleHashes(whole, Number.POSITIVE_INFINITY, 1));
  expect(hashes.take()).toBeNull();
});

it('of more elements than are read, and of a batch that cannot be read, there are none', () => {
  const many = new BatchHashes(5);
  const cut = new BatchHashes(6);
  many.add([column(1, 2)], [column(0, 1)]);
  many.add([column(3)], [column(0)]);
  cut.add([column(1, 2)], [column(0, 1)]);
  cut.add([column(3)], []);
  expect([many.take(), cut.take()]).toEqual([null, null]);
});
