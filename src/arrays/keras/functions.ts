import { checkedSize } from '../budget.js';
import { type ArrayFunction, taking } from '../given.js';
import { NotKnown } from '../notKnown.js';
import { mapNumbers } from '../numpy/elementwise.js';
import { entryFunctions } from '../numpy/functions.js';
import { filled } from '../numpy/making.js';
import { NdArray } from '../numpy/ndArray.js';
import { asArray } from '../numpy/nested.js';
import { operate } from '../numpy/operators.js';
import { sums } from '../numpy/reductions.js';
import { shapeFunctions } from '../numpy/shapeFunctions.js';
import { axisOf } from '../numpy/shaping.js';
import { isList } from '../values.js';
import { textVectorization } from './textVectorization.js';
import { tokenizer } from './tokenizer.js';

/** Rows with a 1 at the place of their class. */
function oneHot(labels: NdArray, count: number, dtype: 'float32' | 'float64'): NdArray {
  const places = labels.numbers();
  const out = filled([...labels.shape, count], 0, dtype);
  for (let i = 0; i < places.length; i++) {
    const place = Math.trunc(places[i] ?? 0);
    if (place < 0 || place >= count) throw new NotKnown(`class ${place} is not one of ${count} classes`);
    out.data[i * count + place] = 1 as never;
  }
  return out;
}

const toCategorical = taking('y num_classes dtype', (given) => {
  const y = given.array('y');
  const isColumn = y.ndim > 1 && y.shape.at(-1) === 1;
  const labels = isColumn ? y.withShape(y.shape.slice(0, -1)) : y;
  const largest = labels.numbers().reduce((a, b) => Math.max(a, b), -1);
  const count = given.maybeNumber('num_classes') ?? largest + 1;
  return oneHot(labels, count, given.dtype('float32') === 'float64' ? 'float64' : 'float32');
});

const normalized = taking('x axis order', (given) => {
  const x = given.array('x');
  const axis = axisOf(given.integer('axis', -1), x.ndim);
  if (given.number('order', 2) !== 2) throw new NotKnown('an order other than 2 is not supported');
  const squares = sums(operate('*', x.dtype === 'float32' ? x : x.astype('float64'), x), {
    axes: [axis],
    keepDims: true,
  });
  const lengths = mapNumbers(asArray(squares), (square) => Math.sqrt(square) || 1, 'same');
  return operate('/', x, lengths);
});

/** Sequences of one length: cut, or filled up, at their beginning or end. */
const padded = taking('sequences maxlen dtype padding truncating value', (given) => {
  const sequences = given.need('sequences');
  const rows = (
    isList(sequences)
      ? sequences
      : Array.from({ length: asArray(sequences).shape[0] ?? 0 }, (_, i) => asArray(sequences).row(i))
  ).map((row) => Array.from(asArray(row).numbers()));
  const length = given.maybeNumber('maxlen') ?? rows.reduce((longest, row) => Math.max(longest, row.length), 0);
  const dtype = given.dtype('int32');
  const out = filled([rows.length, length], given.number('value', 0), dtype);
  const [isPre, cutsPre] = [given.text('padding', 'pre') === 'pre', given.text('truncating', 'pre') === 'pre'];
  for (const [i, row] of rows.entries()) {
    const kept = row.length <= length ? row : cutsPre ? row.slice(row.length - length) : row.slice(0, length);
    const from = i * length + (isPre ? length - kept.length : 0);
    for (const [k, value] of kept.entries()) out.data[from + k] = value as never;
  }
  return out;
});

const tensorOneHot = taking('indices depth on_value! off_value! axis! dtype', (given) =>
  oneHot(given.array('indices'), given.integer('depth', 0), 'float32'),
);

/** A tensor of TensorFlow: floats of 32 bits where Python has floats. */
const tensor = taking('value dtype shape! name~', (given) => {
  const value = given.need('value');
  const array = asArray(value);
  if (given.has('dtype')) return array.astype(given.dtype('float32'));
  const isLiteral = !(value instanceof NdArray);
  if (!isLiteral) return array;
  return array.dtype === 'float64' ? array.astype('float32') : array.dtype === 'int64' ? array.astype('int32') : array;
});

const sized = (value: number): ArrayFunction =>
  taking('shape dtype name~', (given) => {
    const shape = given.numbers('shape');
    checkedSize(shape);
    return filled(shape, value, given.dtype('float32'));
  });

/** What TensorFlow calls as NumPy does. */
const asInNumpy: Readonly<Record<string, string>> = {
  reshape: 'reshape',
  expand_dims: 'expand_dims',
  squeeze: 'squeeze',
  transpose: 'transpose',
  stack: 'stack',
  concat: 'concatenate',
  abs: 'abs',
  sin: 'sin',
  cos: 'cos',
  exp: 'exp',
  sqrt: 'sqrt',
  square: 'square',
};

export const tensorFunctions: Readonly<Record<string, ArrayFunction>> = Object.fromEntries(
  Object.entries(asInNumpy).flatMap(([name, own]) => {
    const call = shapeFunctions[`numpy.${own}`] ?? entryFunctions[`numpy.${own}`];
    return call
      ? ['tensorflow', 'tensorflow.math'].map((module): [string, ArrayFunction] => [`${module}.${name}`, call])
      : [];
  }),
);

/** Functions of Keras and TensorFlow on data. */
export const kerasFunctions: Readonly<Record<string, ArrayFunction>> = {
  'keras.utils.to_categorical': toCategorical,
  'keras.utils.np_utils.to_categorical': toCategorical,
  'keras.utils.normalize': normalized,
  'keras.utils.np_utils.normalize': normalized,
  'keras.preprocessing.sequence.pad_sequences': padded,
  'keras.utils.pad_sequences': padded,
  'keras.preprocessing.text.Tokenizer': tokenizer,
  'keras.layers.TextVectorization': textVectorization,
  'tensorflow.one_hot': tensorOneHot,
  'tensorflow.constant': tensor,
  'tensorflow.convert_to_tensor': tensor,
  'tensorflow.cast': taking('x dtype name~', (given) => given.array('x').astype(given.dtype('float32'))),
  'tensorflow.zeros': sized(0),
  'tensorflow.ones': sized(1),
};
