import { NotKnown } from '../../../../arrays/notKnown.js';
import type { Arg } from '../../../../arrays/values.js';
import { canonical } from '../../names/kerasModules.js';
import { type PythonNode, walk } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import type { PyArray } from '../values/arrays.js';
import { type Arguments, isKind, type PyObject, tuple, type Value } from '../values/values.js';
import { isDropped, lose, refresh } from './change.js';
import { computed } from './computed.js';
import { contentsOf } from './contentsOf.js';
import { toArgs, toValue } from './convert.js';

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
  if (!isLiteral || !Array.isArray(value) || !isOfFloats(node)) return args;
  return { ...args, named: new Map([...args.named, ['dtype', 'float64']]) };
}

/** Whether floats are among the numbers that a call is given, and no texts. */
function isOfFloats(call: PythonNode): boolean {
  const given = walk(call.child('ArgList') ?? call);
  const isFloat = ({ type, text }: PythonNode) => type === 'Number' && /^[\d_]*\.|^[\d_]+e/i.test(text);
  return given.some(isFloat) && !given.some(({ type }) => type === 'String');
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
