import { type ArrayFunction, type Given, taking } from '../given.js';
import { NotKnown } from '../notKnown.js';
import { type Arg, Slice } from '../values.js';
import { arraysIn } from './functions.js';
import { getItem, takeRows } from './indexing.js';
import { arange } from './making.js';
import { makingFunctions } from './makingFunctions.js';
import type { NdArray } from './ndArray.js';
import { arrayOf, asArray } from './nested.js';
import { operate } from './operators.js';
import {
  atLeast,
  axisOf,
  columnStack,
  concatenate,
  expandDims,
  moveAxis,
  repeat,
  reshape,
  squeeze,
  stack,
  tile,
  transpose,
} from './shaping.js';

const slice = (start: number | null, stop: number | null, step: number | null = null) => new Slice(start, stop, step);

const joined = taking('arrays axis', (given) => {
  const arrays = arraysIn(given.need('arrays'));
  if (given.get('axis') === null)
    return concatenate(
      arrays.map((array) => array.withShape([array.size])),
      0,
    );
  return concatenate(arrays, given.integer('axis', 0));
});

const below = taking('tup', (given) =>
  concatenate(
    arraysIn(given.need('tup')).map((array) => atLeast(array, 2)),
    0,
  ),
);

const beside = taking('tup', (given) => {
  const arrays = arraysIn(given.need('tup')).map((array) => atLeast(array, 1));
  return concatenate(arrays, arrays[0]?.ndim === 1 ? 0 : 1);
});

const axes = (given: Given): number[] | undefined => (given.has('axes') ? given.numbers('axes') : undefined);

function splitArray(array: NdArray, given: Given, isEven: boolean): Arg {
  const axis = axisOf(given.integer('axis', 0), array.ndim);
  const size = array.shape[axis] ?? 0;
  const parts = given.need('parts');
  const bounds = typeof parts === 'number' ? evenBounds(size, parts, isEven) : given.numbers('parts');
  const rows = moveAxis(array, axis, 0);
  return [0, ...bounds].map((from, i) => {
    const to = bounds[i] ?? size;
    const part = getItem(rows, [slice(from, to)]) as NdArray;
    return moveAxis(part, 0, axis);
  });
}

function evenBounds(size: number, parts: number, isEven: boolean): number[] {
  if (isEven && size % parts !== 0) throw new NotKnown(`${size} entries do not split into ${parts} equal parts`);
  const [each, more] = [Math.floor(size / parts), size % parts];
  return Array.from({ length: parts - 1 }, (_, i) => (i + 1) * each + Math.min(i + 1, more));
}

const flip = (array: NdArray, flipped: readonly number[]): NdArray =>
  getItem(
    array,
    array.shape.map((_, axis) => (flipped.includes(axis) ? slice(null, null, -1) : slice(null, null))),
  ) as NdArray;

const diff = taking('a n axis', (given) => {
  let array = given.array('a');
  for (let i = given.integer('n', 1); i > 0; i--) {
    const axis = axisOf(given.integer('axis', -1), array.ndim);
    const rows = moveAxis(array, axis, 0);
    const later = getItem(rows, [slice(1, null)]) as NdArray;
    array = moveAxis(operate('-', later, getItem(rows, [slice(null, -1)]) as NdArray), 0, axis);
  }
  return array;
});

/** What stands between the brackets of `np.r_` and `np.c_`: arrays, numbers, and slices as their numbers. */
function bracketed(value: Arg): NdArray {
  if (!(value instanceof Slice)) return atLeast(arrayOf(value), 1);
  const { start, stop, step } = value;
  if (typeof stop !== 'number') throw new NotKnown('a slice without an end is not supported here');
  return arange(Number(start ?? 0), stop, Number(step ?? 1), 'int64');
}

/** Functions of NumPy that make arrays or change their shape. */
export const shapeFunctions: Readonly<Record<string, ArrayFunction>> = {
  ...makingFunctions,
  'numpy.concatenate': joined,
  'numpy.append': taking('arr values axis', (given) => {
    const arrays = [given.array('arr'), asArray(given.need('values'))];
    return given.has('axis')
      ? concatenate(arrays, given.integer('axis', 0))
      : concatenate(
          arrays.map((array) => array.withShape([array.size])),
          0,
        );
  }),
  'numpy.stack': taking('arrays axis', (given) => stack(arraysIn(given.need('arrays')), given.integer('axis', 0))),
  'numpy.vstack': below,
  'numpy.row_stack': below,
  'numpy.hstack': beside,
  'numpy.dstack': taking('tup', (given) =>
    concatenate(
      arraysIn(given.need('tup')).map((array) => {
        if (array.ndim > 2) return array;
        const rows = atLeast(array, 2);
        return expandDims(rows, [2]);
      }),
      2,
    ),
  ),
  'numpy.column_stack': taking('tup', (given) => columnStack(arraysIn(given.need('tup')))),
  'numpy.expand_dims': taking('a axis', (given) => expandDims(given.array('a'), given.numbers('axis'))),
  'numpy.reshape': taking('a newshape order~', (given) => reshape(given.array('a'), given.numbers('newshape'))),
  'numpy.ravel': taking('a order~', (given) => given.array('a').withShape([given.array('a').size])),
  'numpy.transpose': taking('a axes', (given) => transpose(given.array('a'), axes(given))),
  'numpy.swapaxes': taking('a axis1 axis2', (given) => {
    const array = given.array('a');
    const order = array.shape.map((_, axis) => axis);
    const [a, b] = [axisOf(given.integer('axis1', 0), array.ndim), axisOf(given.integer('axis2', 0), array.ndim)];
    [order[a], order[b]] = [b, a];
    return transpose(array, order);
  }),
  'numpy.moveaxis': taking('a source destination', (given) =>
    moveAxis(given.array('a'), given.integer('source', 0), given.integer('destination', 0)),
  ),
  'numpy.rollaxis': taking('a axis start', (given) => {
    const array = given.array('a');
    const [axis, start] = [axisOf(given.integer('axis', 0), array.ndim), given.integer('start', 0)];
    return moveAxis(array, axis, axis < start ? start - 1 : start);
  }),
  'numpy.squeeze': taking('a axis', (given) =>
    squeeze(given.array('a'), given.has('axis') ? given.numbers('axis') : undefined),
  ),
  'numpy.atleast_2d': taking('a', (given) => atLeast(given.array('a'), 2)),
  'numpy.atleast_1d': taking('a', (given) => atLeast(given.array('a'), 1)),
  'numpy.repeat': taking('a repeats axis', (given) => {
    const array = given.array('a');
    const flat = given.has('axis') ? array : array.withShape([array.size]);
    return repeat(flat, given.numbers('repeats'), given.integer('axis', 0));
  }),
  'numpy.tile': taking('A reps', (given) => tile(given.array('A'), given.numbers('reps'))),
  'numpy.split': taking('ary parts axis', (given) => splitArray(given.array('ary'), given, true)),
  'numpy.array_split': taking('ary parts axis', (given) => splitArray(given.array('ary'), given, false)),
  'numpy.flip': taking('m axis', (given) => {
    const array = given.array('m');
    return flip(
      array,
      given.has('axis')
        ? given.numbers('axis').map((axis) => axisOf(axis, array.ndim))
        : array.shape.map((_, axis) => axis),
    );
  }),
  'numpy.flipud': taking('m', (given) => flip(given.array('m'), [0])),
  'numpy.fliplr': taking('m', (given) => flip(given.array('m'), [1])),
  'numpy.roll': taking('a shift axis', (given) => {
    const array = given.array('a');
    const flat = given.has('axis') ? array : array.withShape([array.size]);
    const axis = axisOf(given.integer('axis', 0), flat.ndim);
    const size = flat.shape[axis] ?? 0;
    const shift = given.integer('shift', 0);
    const order = Array.from({ length: size }, (_, i) => (((i - shift) % size) + size) % size);
    return moveAxis(takeRows(moveAxis(flat, axis, 0), order), 0, axis).withShape(array.shape);
  }),
  'numpy.r_': taking('*arrays', (given) => concatenate(given.rest.map(bracketed), 0)),
  'numpy.c_': taking('*arrays', (given) => {
    const arrays = given.rest
      .map(bracketed)
      .map((array) => (array.ndim === 1 ? array.withShape([array.size, 1]) : array));
    return concatenate(arrays, (arrays[0]?.ndim ?? 2) - 1);
  }),
  'numpy.diff': diff,
  'numpy.delete': taking('arr obj axis', (given) => {
    const array = given.array('arr');
    const flat = given.has('axis') ? array : array.withShape([array.size]);
    const axis = axisOf(given.integer('axis', 0), flat.ndim);
    const size = flat.shape[axis] ?? 0;
    const gone = new Set(given.numbers('obj').map((at) => (at < 0 ? at + size : at)));
    const kept = Array.from({ length: size }, (_, i) => i).filter((i) => !gone.has(i));
    return moveAxis(takeRows(moveAxis(flat, axis, 0), kept), 0, axis);
  }),
};
