import { gunzipSync } from 'node:zlib';
import { type ArrayFunction, taking } from '../given.js';
import { NotKnown } from '../notKnown.js';
import { takeRows } from '../numpy/indexing.js';
import { NdArray } from '../numpy/ndArray.js';
import { asArray } from '../numpy/nested.js';
import type { ReadFile } from '../pandas/readCsv.js';
import { LegacyRandom } from '../random/legacyRandom.js';
import { type Arg, ArrayObject } from '../values.js';

/** Where Keras keeps the data that it has loaded from the net. */
const FOLDER = '~/.keras/datasets';

function readKept(read: ReadFile, file: string): Uint8Array {
  try {
    return read(`${FOLDER}/${file}`);
  } catch (error) {
    if (!(error instanceof NotKnown) || error.costly) throw error;
    throw new NotKnown(`it is not on this machine: Keras stores it in ${FOLDER}/${file} once it has loaded it`);
  }
}

/** Arrays of an .npz file by their names. */
function arraysOf(load: ArrayFunction, read: ReadFile, file: string): (name: string) => NdArray {
  readKept(read, file);
  const npz = load({ positional: [`${FOLDER}/${file}`], named: new Map() }, 'numpy.load');
  if (!(npz instanceof ArrayObject)) throw new NotKnown(`${file} has no named arrays`);
  return (name) => asArray(npz.item([name]));
}

/** An array of bytes in the IDX format, packed: its shape stands behind a header of four bytes. */
function idx(packed: Uint8Array, file: string): NdArray {
  const bytes = gunzipSync(packed);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0 || bytes[2] !== 8) throw new NotKnown(`${file} is damaged`);
  const shape = Array.from({ length: bytes[3] ?? 0 }, (_, axis) => view.getUint32(4 + 4 * axis));
  const data = Uint8Array.from(bytes.subarray(4 + 4 * shape.length));
  if (shape.reduce((a, b) => a * b, 1) !== data.length) throw new NotKnown(`${file} is damaged`);
  return new NdArray('uint8', data, shape);
}

/** `keras.datasets`, as far as Keras has loaded it before: pairs of inputs and targets, for training and for testing. */
export function datasetFunctions(read: ReadFile, load: ArrayFunction): Record<string, ArrayFunction> {
  const fashion = (name: string) => {
    const file = `fashion-mnist/${name}-ubyte.gz`;
    return idx(readKept(read, file), file);
  };
  return {
    'keras.datasets.mnist.load_data': taking('path', (given): Arg => {
      const array = arraysOf(load, read, given.text('path', 'mnist.npz'));
      return [
        [array('x_train'), array('y_train')],
        [array('x_test'), array('y_test')],
      ];
    }),
    'keras.datasets.fashion_mnist.load_data': taking(
      '',
      (): Arg => [
        [fashion('train-images-idx3'), fashion('train-labels-idx1')],
        [fashion('t10k-images-idx3'), fashion('t10k-labels-idx1')],
      ],
    ),
    'keras.datasets.boston_housing.load_data': taking('path test_split seed', (given): Arg => {
      const array = arraysOf(load, read, given.text('path', 'boston_housing.npz'));
      const order = new LegacyRandom(given.integer('seed', 113)).permutation(array('x').shape[0] ?? 0);
      const train = Math.trunc(order.length * (1 - given.number('test_split', 0.2)));
      return [order.subarray(0, train), order.subarray(train)].map(
        (rows): Arg => [takeRows(array('x'), rows), takeRows(array('y'), rows)],
      );
    }),
  };
}
