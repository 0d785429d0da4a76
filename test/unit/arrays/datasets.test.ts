import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { ArrayFunction } from '../../../src/arrays/given.js';
import { datasetFunctions } from '../../../src/arrays/keras/datasets.js';
import { NotKnown } from '../../../src/arrays/notKnown.js';
import { floats } from '../../../src/arrays/numpy/making.js';
import type { NdArray } from '../../../src/arrays/numpy/ndArray.js';
import { type Arg, ArrayObject } from '../../../src/arrays/values.js';

const nothing = { positional: [], named: new Map<string, Arg>() };

function idx(shape: readonly number[], first: number): Uint8Array {
  const header = new Uint8Array(4 + 4 * shape.length);
  header.set([0, 0, 8, shape.length]);
  for (const [axis, size] of shape.entries()) new DataView(header.buffer).setUint32(4 + 4 * axis, size);
  const size = shape.reduce((a, b) => a * b, 1);
  return gzipSync(Buffer.concat([header, Uint8Array.from({ length: size }, (_, i) => first + i)]));
}

type Pair = [NdArray, NdArray];

function loaded(load: ArrayFunction | undefined): [Pair, Pair] {
  return (load?.(nothing, '') ?? []) as unknown as [Pair, Pair];
}

class Npz extends ArrayObject {
  override readonly type = 'NpzFile';

  override item([name]: readonly Arg[]): Arg {
    const rows = Float64Array.from({ length: 10 }, (_, i) => i);
    return name === 'y'
      ? floats(rows)
      : floats(
          Float64Array.from([...rows, ...rows], (_, i) => i),
          [10, 2],
        );
  }
}

it('reads what Keras keeps of Fashion-MNIST, also whole and in its types', () => {
  const read = (path: string) =>
    path.includes('images') ? idx([2, 2, 2], 0) : idx([2], path.includes('t10k') ? 7 : 3);
  const load = datasetFunctions(read, () => null)['keras.datasets.fashion_mnist.load_data'];
  const [[x], [, y]] = loaded(load);
  expect([x.shape, x.dtype, Array.from(x.numbers())]).toEqual([[2, 2, 2], 'uint8', [0, 1, 2, 3, 4, 5, 6, 7]]);
  expect(Array.from(y.numbers())).toEqual([7, 8]);
});

it('splits the houses of Boston as Keras does', () => {
  const load = datasetFunctions(
    () => new Uint8Array(),
    () => new Npz(),
  )['keras.datasets.boston_housing.load_data'];
  const [train, test] = loaded(load);
  // np.random.RandomState(113).shuffle(np.arange(10))
  expect([...train[1].numbers(), ...test[1].numbers()]).toEqual([9, 3, 6, 1, 0, 7, 4, 8, 2, 5]);
  expect([train[0].shape, test[0].shape]).toEqual([
    [8, 2],
    [2, 2],
  ]);
});

it('says where Keras keeps what is not there', () => {
  const read = () => {
    throw new NotKnown('there is no file');
  };
  const load = datasetFunctions(read, () => null)['keras.datasets.mnist.load_data'];
  expect(() => load?.(nothing, '')).toThrow('Keras stores it in ~/.keras/datasets/mnist.npz once it has loaded it');
});
