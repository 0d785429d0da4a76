import { NdArray } from '../../../../arrays/numpy/ndArray.js';
import type { ArrayContents } from '../../../../protocol/kerasProgram.js';
import { mentionsIn } from '../../syntax/mentions.js';
import type { PythonNode } from '../../syntax/node.js';
import { classMember } from '../expressions/attributes.js';
import { callFunction } from '../expressions/functions.js';
import { type Machine, OutOfSteps } from '../machine.js';
import { array, type PyArray } from '../values/arrays.js';
import { batches } from '../values/batches.js';
import { numeric } from '../values/numeric.js';
import { argumentsOf, type Batches, isKind, type PyInstance, type Value } from '../values/values.js';
import { numbersOf } from './numbersOf.js';

/** Batches that are taken one by one: by a plan, which must not take long, and by a training. */
const MOST_IN_PLAN = 500;
const MOST = 20_000;

type Contents = NonNullable<ReturnType<typeof numbersOf>>;

/** Batches that code of the source makes, one by one: a `Sequence` of its own, or a generator function. Null where `value` is neither. */
export function ownBatches(
  machine: Machine,
  value: Value | undefined,
  named: ReadonlyMap<string, Value>,
  node: PythonNode,
): Batches | null {
  if (isKind(value, 'instance')) return ofSequence(machine, value, node);
  const epochs = (numeric(named.get('epochs')) ?? 1) - (numeric(named.get('initial_epoch')) ?? 0);
  const steps = numeric(named.get('steps_per_epoch'));
  if (value === undefined || (steps === null && epochs > 1)) return null;
  const wanted = steps === null ? MOST : steps * epochs;
  const read: Contents[][] = [];
  const { generators, isPlan } = machine;
  const call = isKind(value, 'unknown') ? value.call : null;
  if (!call || !generators.has(call)) return null;
  try {
    generators.take(call, Math.min(wanted, isPlan ? MOST_IN_PLAN : MOST), (item) => {
      const parts = partsOf(item);
      if (parts) read.push(parts);
      return parts !== null;
    });
  } catch (error) {
    if (!(error instanceof OutOfSteps && isPlan)) throw error;
  }
  if (machine.isPlan && wanted > MOST_IN_PLAN && read.length >= MOST_IN_PLAN) return costly(node);
  return steps !== null && read.length < wanted ? null : joined(read, {});
}

/** What it makes is computed by a training, as a plan does not take the time. */
function costly(node: PythonNode): Batches {
  const lost = { node, reason: 'there are too many batches', costly: true };
  return batches({ x: array(null, { lost }), y: array(null, { lost }) });
}

function ofSequence(machine: Machine, of: PyInstance, node: PythonNode): Batches | null {
  const [length, item] = ['__len__', '__getitem__'].map((name) => classMember(of.of, name));
  if (!isKind(length, 'function') || !isKind(item, 'function')) return null;
  const count = numeric(callFunction(machine, { ...length, self: of }, argumentsOf([]), node));
  if (count === null || count > MOST) return null;
  if (machine.isPlan && count > MOST_IN_PLAN) return costly(node);
  const read: Contents[][] = [];
  for (let i = 0; i < count; i++) {
    const parts = partsOf(callFunction(machine, { ...item, self: of }, argumentsOf([i]), node));
    if (!parts) return null;
    read.push(parts);
  }
  const end = classMember(of.of, 'on_epoch_end');
  const changes =
    isKind(end, 'function') && [...mentionsIn(end.node).names].some((name) => /shuffle|permutation/.test(name));
  const left = changes && of.attributes.get('shuffle') !== false ? ['on_epoch_end'] : [];
  return joined(read, { left, restarts: true });
}

/** Inputs, targets and weights as they are now; null where their numbers are not known. */
function partsOf(item: Value): Contents[] | null {
  if (!isKind(item, 'list') || item.items.length < 2) return null;
  const parts = item.items.map((part) => numbersOf(part));
  const known = parts.filter((part): part is Contents => part !== null && part !== undefined);
  return known.length === parts.length
    ? known.map(({ shape, data }) => ({ shape, data: Float32Array.from(data), of: data }))
    : null;
}

/** All batches as one: each but the last has as many rows. */
function joined(read: readonly (readonly Contents[])[], more: Partial<Batches>): Batches | null {
  const sizes = read.map(([x]) => x?.shape[0] ?? 0);
  const [size = 0] = sizes;
  if (size === 0 || sizes.some((each, i) => each !== size && (i < sizes.length - 1 || each > size))) return null;
  const column = (at: number) => joinedRows(read.flatMap((parts) => parts[at] ?? []));
  const [x, y, sampleWeight] = [column(0), column(1), column(2)];
  return x && y ? batches({ x, y, sampleWeight, batchSize: size, ...more }) : null;
}

/** The rows of arrays under each other; null where there are none, or they differ in more than their number. */
function joinedRows(parts: readonly ArrayContents[]): PyArray | null {
  const [first] = parts;
  const sample = first?.shape.slice(1) ?? [];
  if (!first || parts.some(({ shape }) => shape.slice(1).join() !== sample.join())) return null;
  const rows = parts.reduce((sum, { shape }) => sum + (shape[0] ?? 0), 0);
  const data = new Float32Array(parts.reduce((sum, part) => sum + part.data.length, 0));
  let at = 0;
  for (const part of parts) {
    data.set(Array.from(part.data), at);
    at += part.data.length;
  }
  const shape = [rows, ...sample];
  return { ...array(shape), contents: new NdArray('float32', data, shape) };
}
