import { type Contents, isContents } from '../../../../arrays/arrays.js';
import { NotKnown, type Scalar } from '../../../../arrays/notKnown.js';
import { NdArray } from '../../../../arrays/numpy/ndArray.js';
import { DataFrame, Series } from '../../../../arrays/pandas/tables.js';
import {
  type Arg,
  type Args,
  ArrayObject,
  Callable,
  isList,
  isMap,
  isScalar,
  Name,
  Slice,
} from '../../../../arrays/values.js';
import { canonical } from '../../names/kerasModules.js';
import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { array, type PyArray } from '../values/arrays.js';
import type { Index } from '../values/indices.js';
import { questionName } from '../values/unknown.js';
import { type Arguments, argumentsOf, external, isKind, type Key, list, tuple, type Value } from '../values/values.js';
import { contentsOf } from './contentsOf.js';

/** Names of numbers. */
const numbers: Readonly<Record<string, number>> = {
  'numpy.nan': Number.NaN,
  'numpy.NaN': Number.NaN,
  'numpy.NAN': Number.NaN,
  'math.nan': Number.NaN,
  'pandas.NA': Number.NaN,
  'numpy.NINF': Number.NEGATIVE_INFINITY,
};

/** A value of the program as the functions of arrays take it. @throws {NotKnown} */
export function toArg(machine: Machine, value: Value, node: PythonNode): Arg {
  if (value === null || typeof value !== 'object') return value;
  const contents = contentsOf(value);
  if (contents) return contents;
  switch (value.kind) {
    case 'list':
      if (value.lost) throw new NotKnown(value.lost.reason, value.lost.costly);
      return value.items.map((item) => toArg(machine, item, node));
    case 'dict':
      return new Map([...value.entries].map(([key, entry]) => [key, toArg(machine, entry, node)]));
    case 'name':
      return named(machine, value.path, value, node);
    case 'function':
    case 'method':
    case 'partial':
      return new Callable(runOf(machine, value, node));
    case 'array':
      throw new NotKnown(value.lost?.reason ?? 'its numbers are not in the source', value.lost?.costly);
    case 'unknown':
      throw new NotKnown(
        value.lost?.reason ?? `${questionName(value)} is known only when the program runs`,
        value.lost?.costly,
      );
    default:
      throw new NotKnown('a value of this kind among numbers is not supported');
  }
}

function named(machine: Machine, path: string, value: Value, node: PythonNode): Arg {
  const full = canonical(path);
  const number = Object.hasOwn(numbers, full) ? numbers[full] : undefined;
  return number ?? new Name(full, runOf(machine, value, node));
}

function runOf(machine: Machine, callee: Value, node: PythonNode): (...args: readonly Arg[]) => Arg {
  return (...args) =>
    toArg(machine, machine.call(callee, argumentsOf(args.map((arg) => toValue(arg, node))), node), node);
}

export function toArgs(machine: Machine, args: Arguments, node: PythonNode): Args {
  return {
    positional: args.positional.map((value) => toArg(machine, value, node)),
    named: new Map([...args.named].map(([name, value]) => [name, toArg(machine, value, node)])),
  };
}

/** What stands between the brackets; a tuple stands for several indices. */
export function toIndices(machine: Machine, indices: readonly Index[], node: PythonNode): Arg[] {
  return indices.flatMap((index) => {
    if (index.kind === 'slice') {
      const [start, stop, step] = [index.start, index.stop, index.step].map((bound) =>
        scalarOf(toArg(machine, bound, node)),
      );
      return [new Slice(start ?? null, stop ?? null, step ?? null)];
    }
    const { value } = index;
    const isTuple = isKind(value, 'list') && value.tuple && indices.length === 1;
    return isTuple ? value.items.map((item) => toArg(machine, item, node)) : [toArg(machine, value, node)];
  });
}

function scalarOf(value: Arg): Scalar {
  if (isScalar(value)) return value;
  throw new NotKnown('a slice by something other than a number is not supported');
}

/** Shape of contents; null where they have none. */
export function shapeOf(contents: Contents): readonly number[] | null {
  if (contents instanceof NdArray || contents instanceof DataFrame) return contents.shape;
  return contents instanceof Series ? [contents.length] : null;
}

/**
 * A result as a value of the program.
 *
 * @param before what is known of it without its numbers: where it comes from
 */
export function toValue(arg: Arg, node: PythonNode, before?: Value): Value {
  if (isScalar(arg)) return arg;
  if (isContents(arg)) return withContents(arg, node, before);
  if (isList(arg)) {
    const of = isKind(before, 'list') && before.items.length === arg.length ? before.items : [];
    const items = arg.map((item, i) => toValue(item, node, of[i]));
    return arg.some(isContents) || arg.some(isList) ? tuple(items) : list(items);
  }
  if (isMap(arg)) {
    return {
      kind: 'dict',
      entries: new Map([...arg].map(([key, entry]): [Key, Value] => [key, toValue(entry, node)])),
    };
  }
  if (arg instanceof Name) return external(arg.path);
  throw new NotKnown('a result of this kind is not supported');
}

function withContents(contents: Contents, node: PythonNode, before: Value | undefined): Value {
  const shape = shapeOf(contents);
  if (shape) return { ...array(shape, isKind(before, 'array') ? facts(before) : {}), contents };
  const attributes = isKind(before, 'dict')
    ? new Map([...before.entries].map(([key, value]) => [String(key), value]))
    : undefined;
  const own = isKind(before, 'object') ? before : null;
  const type = contents instanceof ArrayObject ? contents.type : 'array';
  return {
    kind: 'object',
    call: own?.call ?? { path: type, args: argumentsOf([]), node },
    attributes: own?.attributes ?? attributes ?? new Map(),
    contents,
  };
}

function facts({ origin, classes, columns }: PyArray): Partial<PyArray> {
  return { origin, classes, columns };
}
