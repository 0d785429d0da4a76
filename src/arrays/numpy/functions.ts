import { type ArrayFunction, type Given, taking } from '../given.js';
import { NotKnown } from '../notKnown.js';
import { type Arg, ArrayObject, isList, isScalar } from '../values.js';
import { broadcastShape, broadcastTo } from './broadcast.js';
import { isFloat, promoted } from './dtypes.js';
import { likeInput, mapNumbers, roundTo, tests, toFloats, toWhole, where } from './elementwise.js';
import { placesOfTrue } from './indexing.js';
import { dot } from './linear.js';
import { integers } from './making.js';
import { NdArray } from './ndArray.js';
import { arrayOf, asArray } from './nested.js';
import { operate } from './operators.js';
import { unwrapped } from './reductions.js';
import { unique } from './sorting.js';

/** Arrays in a list: the first argument of what joins. */
export function arraysIn(value: Arg): NdArray[] {
  if (isList(value)) return value.map(asArray);
  const array = asArray(value);
  return Array.from({ length: array.shape[0] ?? 0 }, (_, i) => array.row(i));
}

/** A function entry by entry: of a number, of an array; a table or column stays one. */
function mapped(value: Arg, compute: (array: NdArray) => NdArray): Arg {
  if (isScalar(value)) return unwrapped(compute(arrayOf(value)));
  return value instanceof ArrayObject ? value.mapped(compute) : compute(asArray(value));
}

const elementwise = (compute: (array: NdArray, given: Given) => NdArray, names = 'x dtype!'): ArrayFunction =>
  taking(names, (given) => mapped(given.need(names.split(' ')[0] ?? ''), (array) => compute(array, given)));

function table(
  of: Readonly<Record<string, (value: number) => never>> | Readonly<Record<string, (value: number) => number>>,
  result: 'float' | 'same',
): [string, ArrayFunction][] {
  return Object.entries(of).map(([name, compute]) => [
    `numpy.${name}`,
    elementwise((array) => mapNumbers(array, compute, result)),
  ]);
}

function clip(array: NdArray, given: Given): NdArray {
  const [low, high] = ['a_min', 'a_max'].map((name) => given.get(name) ?? null);
  const above = low === null || low === undefined ? array : operate('maximum', array, bound(low));
  return high === null || high === undefined ? above : operate('minimum', above, bound(high));
}

function bound(value: Arg): NdArray | number {
  return typeof value === 'number' ? value : asArray(value);
}

function nanToNum(array: NdArray, given: Given): NdArray {
  const [nan, above, below] = [given.number('nan', 0), given.maybeNumber('posinf'), given.maybeNumber('neginf')];
  const largest = array.dtype === 'float32' ? 3.4028234663852886e38 : Number.MAX_VALUE;
  return mapNumbers(
    array,
    (value) => {
      if (Number.isNaN(value)) return nan;
      if (Number.isFinite(value)) return value;
      return value > 0 ? (above ?? largest) : (below ?? -largest);
    },
    'same',
  );
}

const condition = taking('condition x y', (given) => {
  const mask = given.array('condition');
  if (!given.has('x')) return placesOfTrue(mask);
  const [yes, no] = [arrayOf(given.need('x')), arrayOf(given.need('y'))];
  const shape = broadcastShape(mask.shape, yes.shape, no.shape);
  const dtype =
    typeof given.get('x') === 'number' && isFloat(no.dtype)
      ? no.dtype
      : typeof given.get('y') === 'number' && isFloat(yes.dtype)
        ? yes.dtype
        : promoted(yes.dtype, no.dtype);
  return where(
    broadcastTo(mask, shape),
    broadcastTo(yes, shape).astype(dtype),
    broadcastTo(no, shape).astype(dtype),
    dtype,
  );
});

const uniqueOf = taking('ar return_index return_inverse return_counts axis! equal_nan~', (given) => {
  const { values, counts, first, inverse } = unique(given.array('ar'));
  const more = [
    given.flag('return_index', false) ? [first] : [],
    given.flag('return_inverse', false) ? [inverse] : [],
    given.flag('return_counts', false) ? [counts] : [],
  ].flat();
  return more.length > 0 ? [values, ...more] : values;
});

const binary = (operator: string): ArrayFunction =>
  taking('x1 x2 dtype!', (given) => {
    const [a, b] = [given.need('x1'), given.need('x2')];
    return unwrapped(
      operate(
        operator,
        bound(a),
        b instanceof NdArray || typeof b !== 'number' ? asArray(b) : isScalar(a) ? arrayOf(b) : b,
      ),
    );
  });

const operators: Readonly<Record<string, string>> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  true_divide: '/',
  floor_divide: '//',
  mod: '%',
  remainder: '%',
  power: '**',
  maximum: 'maximum',
  minimum: 'minimum',
  arctan2: 'arctan2',
  hypot: 'hypot',
  equal: '==',
  not_equal: '!=',
  less: '<',
  greater: '>',
  less_equal: '<=',
  greater_equal: '>=',
};

const logical = (operator: string): ArrayFunction =>
  taking('x1 x2', (given) =>
    unwrapped(operate(operator, given.array('x1').astype('bool'), given.array('x2').astype('bool'))),
  );

const product = taking('a b', (given) => dot(given.array('a'), given.array('b')));

const bincount = taking('x weights! minlength', (given) => {
  const counts: number[] = new Array(given.integer('minlength', 0)).fill(0);
  for (const value of given.array('x').numbers()) {
    if (!Number.isInteger(value) || value < 0 || value > 1e7)
      throw new NotKnown('only whole numbers from 0 are counted');
    while (counts.length <= value) counts.push(0);
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return integers(counts);
});

/** Functions of NumPy that compute with the entries of arrays. */
export const entryFunctions: Readonly<Record<string, ArrayFunction>> = {
  ...Object.fromEntries([...table(toFloats, 'float'), ...table(likeInput, 'same'), ...table(toWhole, 'same')]),
  ...Object.fromEntries(
    Object.entries(tests).map(([name, test]) => [
      `numpy.${name}`,
      elementwise((array) => mapNumbers(array, (value) => Number(test(value)), 'bool')),
    ]),
  ),
  ...Object.fromEntries(Object.entries(operators).map(([name, operator]) => [`numpy.${name}`, binary(operator)])),
  'numpy.logical_and': logical('&'),
  'numpy.logical_or': logical('|'),
  'numpy.logical_xor': logical('^'),
  'numpy.round': elementwise(
    (array, given) => mapNumbers(array, (value) => roundTo(value, given.integer('decimals', 0)), 'same'),
    'a decimals',
  ),
  'numpy.around': elementwise(
    (array, given) => mapNumbers(array, (value) => roundTo(value, given.integer('decimals', 0)), 'same'),
    'a decimals',
  ),
  'numpy.clip': elementwise(clip, 'a a_min a_max'),
  'numpy.nan_to_num': elementwise(nanToNum, 'x copy~ nan posinf neginf'),
  'numpy.where': condition,
  'numpy.nonzero': taking('a', (given) => placesOfTrue(given.array('a'))),
  'numpy.unique': uniqueOf,
  'numpy.bincount': bincount,
  'numpy.dot': product,
  'numpy.matmul': product,
  'numpy.array_equal': taking('a1 a2', (given) => {
    const [a, b] = [given.array('a1'), given.array('a2')];
    const [x, y] = [a.scalars(), b.scalars()];
    return a.shape.join() === b.shape.join() && x.every((value, i) => value === y[i]);
  }),
};
