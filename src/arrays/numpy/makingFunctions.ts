import { type ArrayFunction, taking } from '../given.js';
import type { Scalar } from '../notKnown.js';
import { ArrayObject, isList } from '../values.js';
import { broadcastTo } from './broadcast.js';
import { arange, eye, filled, linspace } from './making.js';
import { arrayOf, asArray, scalarType } from './nested.js';
import { atLeast } from './shaping.js';

const withValue = (value: Scalar): ArrayFunction =>
  taking('shape dtype order~', (given) => filled(given.numbers('shape'), value, given.dtype('float64')));

const like = (value: Scalar): ArrayFunction =>
  taking('a dtype order~ subok~', (given) => {
    const { shape, dtype } = given.array('a');
    return filled(shape, value, given.dtype(dtype));
  });

const asArrayCall: ArrayFunction = taking('object dtype copy~ order~ subok~ ndmin', (given) => {
  const value = given.need('object');
  const wanted = given.has('dtype') ? given.dtype('float64') : undefined;
  const made = arrayOf(value instanceof ArrayObject ? asArray(value) : value, wanted).copy();
  return given.integer('ndmin', 0) === 2 ? atLeast(made, 2) : made;
});

const view: ArrayFunction = taking('a dtype order~', (given) => {
  const value = given.array('a');
  return given.has('dtype') ? arrayOf(value, given.dtype('float64')) : value;
});

const aranged = taking('start stop step dtype', (given) => {
  const [start, stop] = given.has('stop')
    ? [given.number('start', 0), given.number('stop', 0)]
    : [0, given.number('start', 0)];
  const step = given.number('step', 1);
  const isWhole = [start, stop, step].every(Number.isInteger);
  return arange(start, stop, step, given.dtype(isWhole ? 'int64' : 'float64'));
});

const spaced = taking('start stop num endpoint retstep! dtype axis!', (given) => {
  const made = linspace(
    given.number('start', 0),
    given.number('stop', 0),
    given.integer('num', 50),
    given.flag('endpoint', true),
  );
  return given.has('dtype') ? made.astype(given.dtype('float64')) : made;
});

const full = taking('shape fill_value dtype order~', (given) => {
  const value = given.get('fill_value') ?? null;
  if (isList(value) || (typeof value === 'object' && value !== null)) {
    return broadcastTo(asArray(value), given.numbers('shape')).copy();
  }
  return filled(given.numbers('shape'), value as Scalar, given.dtype(scalarType(value as Scalar)));
});

const identity = taking('N M k dtype', (given) => {
  const rows = given.integer('N', 0);
  return eye(rows, given.maybeNumber('M') ?? rows, given.integer('k', 0), given.dtype('float64'));
});

const meshgrid = taking('*arrays | indexing sparse! copy~', (given) => {
  const arrays = given.rest.map((value) => asArray(value));
  const shape = arrays.map((array) => array.size);
  const isMatrix = given.text('indexing', 'xy') === 'ij' || arrays.length < 2;
  const [first = 0, second = 0, ...rest] = shape;
  const out = isMatrix ? shape : [second, first, ...rest];
  return arrays.map((array, i) => {
    const axis = isMatrix || i > 1 ? i : 1 - i;
    const own = out.map((_, at) => (at === axis ? array.size : 1));
    return broadcastTo(array.withShape(own), out).copy();
  });
});

/** Functions of NumPy that make arrays. */
export const makingFunctions: Readonly<Record<string, ArrayFunction>> = {
  'numpy.zeros': withValue(0),
  'numpy.ones': withValue(1),
  'numpy.empty': withValue(0),
  'numpy.zeros_like': like(0),
  'numpy.ones_like': like(1),
  'numpy.empty_like': like(0),
  'numpy.full': full,
  'numpy.full_like': taking('a fill_value dtype', (given) => {
    const { shape, dtype } = given.array('a');
    return filled(shape, given.number('fill_value', 0), given.dtype(dtype));
  }),
  'numpy.array': asArrayCall,
  'numpy.asarray': view,
  'numpy.asanyarray': view,
  'numpy.ascontiguousarray': view,
  'numpy.copy': asArrayCall,
  'numpy.arange': aranged,
  'numpy.linspace': spaced,
  'numpy.eye': identity,
  'numpy.identity': taking('n dtype', (given) =>
    eye(given.integer('n', 0), given.integer('n', 0), 0, given.dtype('float64')),
  ),
  'numpy.meshgrid': meshgrid,
};
