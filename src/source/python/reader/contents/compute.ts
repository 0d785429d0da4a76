import { NotKnown } from '../../../../arrays/notKnown.js';
import type { Arg } from '../../../../arrays/values.js';
import { canonical } from '../../names/kerasModules.js';
import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import type { Lost, PyArray } from '../values/arrays.js';
import type { Index } from '../values/indices.js';
import { type Arguments, isKind, type PyObject, tuple, type Value } from '../values/values.js';
import { isDropped, lose, refresh } from './change.js';
import { contentsOf } from './contentsOf.js';
import { shapeOf, toArg, toArgs, toIndices, toValue } from './convert.js';

/**
 * A value computed with its numbers where they are known; else what is known without them, and why no more is.
 *
 * @param otherwise the value as it is known without numbers
 */
function computed(node: PythonNode, compute: () => Arg, otherwise: () => Value): Value {
  try {
    const result = compute();
    const isPlain = result === null || typeof result !== 'object';
    return toValue(result, node, isPlain ? undefined : otherwise());
  } catch (error) {
    if (!(error instanceof NotKnown)) throw error;
    return without(otherwise(), { node, reason: error.message, costly: error.costly });
  }
}

/** A value without its numbers. */
function without(value: Value, lost: Lost, depth = 0): Value {
  if (isKind(value, 'array')) return { ...value, contents: null, lost };
  if (isKind(value, 'unknown')) return { ...value, lost };
  if (isKind(value, 'list') && value.items.some((item) => isKind(item, 'array') || isKind(item, 'list')) && depth < 3)
    return { ...value, items: value.items.map((item) => without(item, lost, depth + 1)) };
  return value;
}

/** Functions of Python's own that take an array entry by entry, or all of a list of numbers. */
function builtin(path: string, { positional: [value, ...rest] }: Arguments): string | null {
  if (!/^(?:abs|round|max|min)$/.test(path) || !isKind(value, 'array') || !value.contents) return null;
  return path === 'abs' || path === 'round' || (rest.length === 0 && value.shape?.length === 1)
    ? `numpy.${path}`
    : null;
}

/** Functions of libraries, but for those that only write or show something. */
const inPlace =
  /^(?:numpy|pandas|sklearn|scipy)\.(?!(?:\w+\.)*(?:save\w*|set_\w+|seterr|info|testing|metrics|show_\w+|plotting)\b)/;

/** A function of NumPy, pandas, scikit-learn or Keras on data; undefined where it is none. */
export function contentsCall(
  machine: Machine,
  path: string,
  args: Arguments,
  node: PythonNode,
  otherwise: () => Value,
): Value | undefined {
  const known = machine.arrays.resolve(builtin(path, args) ?? canonical(path));
  if (known === null) {
    // What a library does in place with arrays that it is given, as a statement of its own, is not known.
    if (isDropped(node) && inPlace.test(canonical(path)))
      for (const value of args.positional) lose(value, { node, reason: `what ${path} does to it is unknown` });
    return undefined;
  }
  return computed(node, () => called(machine, known, args, node), otherwise);
}

function called(machine: Machine, path: string, args: Arguments, node: PythonNode): Arg {
  const given = toArgs(machine, args, node);
  const result = machine.arrays.call(path, typed(path, given, node));
  // Lists are converted on the way in: what is done to them in place is taken over.
  const [list] = args.positional;
  const [changed] = given.positional;
  if (/\.shuffle$/.test(path) && isKind(list, 'list') && Array.isArray(changed)) {
    const values = (changed as readonly Arg[]).map((item) => toValue(item, node));
    list.items.splice(0, list.items.length, ...values);
  }
  return result;
}

/** Numbers that are written with a point are floats, also where all of them are whole. */
function typed(path: string, args: ReturnType<typeof toArgs>, node: PythonNode): ReturnType<typeof toArgs> {
  const isLiteral = /^numpy\.(?:as)?array$/.test(path) && args.positional.length === 1 && !args.named.has('dtype');
  const [value] = args.positional;
  const text = node.child('ArgList')?.text ?? '';
  if (!isLiteral || !Array.isArray(value) || !/\d\.(?!\w)|\.\d|\de[-+]?\d/i.test(text) || /['"]/.test(text))
    return args;
  return { ...args, named: new Map([...args.named, ['dtype', 'float64']]) };
}

/** Methods that change nothing, whatever they are. */
const harmless =
  /^(?:describe|info|plot|hist|boxplot|head|tail|to_csv|to_excel|to_pickle|save|tofile|corr|groupby|style|query|tolist)$/;

export function contentsMethod(
  machine: Machine,
  self: PyArray | PyObject,
  name: string,
  args: Arguments,
  node: PythonNode,
  otherwise: () => Value,
): Value {
  const contents = contentsOf(self);
  if (!contents) return otherwise();
  const value = computed(node, () => machine.arrays.method(contents, name, toArgs(machine, args, node)), otherwise);
  if ((isKind(value, 'array') || isKind(value, 'unknown')) && value.lost && isDropped(node) && !harmless.test(name))
    lose(self, value.lost);
  refresh(self);
  return value;
}

const unknownAttributes = /^(?:dtypes|flags|base|nbytes|strides|real|imag|style|plot|__\w+__)$/;

export function contentsAttribute(
  machine: Machine,
  self: PyArray | PyObject,
  name: string,
  node: PythonNode,
  otherwise: () => Value,
): Value {
  const contents = contentsOf(self);
  if (!contents) return otherwise();
  let isMethod = false;
  const value = computed(
    node,
    () => {
      const found = machine.arrays.attribute(contents, name);
      if (found === undefined) {
        isMethod = true;
        throw new NotKnown(`${name} is not known`);
      }
      return found;
    },
    otherwise,
  );
  if (isMethod && (isKind(value, 'unknown') || isKind(value, 'array')) && !unknownAttributes.test(name))
    return { kind: 'method', self, name };
  return name === 'shape' && isKind(value, 'list') ? tuple(value.items) : value;
}

/** `value[...]`; undefined where its numbers are not known. */
export function contentsItem(
  machine: Machine,
  value: Value,
  indices: readonly Index[],
  node: PythonNode,
  otherwise: () => Value,
): Value {
  const contents = contentsOf(value);
  if (!contents) return otherwise();
  return computed(node, () => machine.arrays.item(contents, toIndices(machine, indices, node)), otherwise);
}

/** `np.c_[...]`, `np.r_[...]`; undefined where the name is another. */
export function bracketFunction(
  machine: Machine,
  path: string,
  indices: readonly Index[],
  node: PythonNode,
): Value | undefined {
  const full = canonical(path);
  if (full !== 'numpy.c_' && full !== 'numpy.r_') return undefined;
  try {
    return toValue(
      machine.arrays.call(full, { positional: toIndices(machine, indices, node), named: new Map() }),
      node,
    );
  } catch (error) {
    if (error instanceof NotKnown) return undefined;
    throw error;
  }
}

/** An operator where one side has numbers; undefined where none has. */
export function contentsOperation(
  machine: Machine,
  operator: string,
  left: Value,
  right: Value,
  node: PythonNode,
  otherwise: () => Value,
): Value | undefined {
  if (!contentsOf(left) && !contentsOf(right)) return undefined;
  if (/^(?:is|is not|and|or)$/.test(operator)) return undefined;
  if (operator === 'in' || operator === 'not in') return membership(machine, operator, left, right, node);
  const own = operator === '<>' ? '!=' : operator;
  return computed(
    node,
    () => machine.arrays.operate(own, toArg(machine, left, node), toArg(machine, right, node)),
    otherwise,
  );
}

function membership(
  machine: Machine,
  operator: string,
  item: Value,
  whole: Value,
  node: PythonNode,
): Value | undefined {
  const contents = contentsOf(whole);
  if (!contents) return undefined;
  try {
    const wanted = toArg(machine, item, node);
    return machine.arrays.entries(contents).some((entry) => entry === wanted) === (operator === 'in');
  } catch (error) {
    if (error instanceof NotKnown) return undefined;
    throw error;
  }
}

export function contentsNegation(
  machine: Machine,
  operator: string,
  value: Value,
  node: PythonNode,
  otherwise: () => Value,
): Value | undefined {
  const contents = contentsOf(value);
  return contents ? computed(node, () => machine.arrays.negate(operator, contents), otherwise) : undefined;
}

/** `left += right`: in place where NumPy does so. */
export function contentsUpdate(
  machine: Machine,
  operator: string,
  left: Value,
  right: Value,
  node: PythonNode,
): Value | undefined {
  const contents = contentsOf(left);
  const result = contentsOperation(machine, operator, left, right, node, () => left);
  if (!contents || result === undefined) return result;
  const value = contentsOf(result);
  if (!value || shapeOf(value)?.join() !== shapeOf(contents)?.join()) return result;
  try {
    machine.arrays.overwrite(contents, value);
    return left;
  } catch (error) {
    if (error instanceof NotKnown) return result;
    throw error;
  }
}

/** What a loop over an array or table goes over; null where its numbers are not known. */
export function contentsEntries(machine: Machine, value: Value, node: PythonNode): Value[] | null {
  const contents = contentsOf(value);
  if (!contents) return null;
  try {
    return machine.arrays.entries(contents).map((entry) => toValue(entry, node));
  } catch (error) {
    if (error instanceof NotKnown) return null;
    throw error;
  }
}
