import { NotKnown } from '../../../../arrays/notKnown.js';
import { NdArray } from '../../../../arrays/numpy/ndArray.js';
import { findLayer } from '../../../../layers/catalogue.js';
import type { PythonNode } from '../../syntax/node.js';
import { lose } from '../contents/change.js';
import { toArg } from '../contents/convert.js';
import type { Machine } from '../machine.js';
import { samplesOf } from '../program/batchContents.js';
import { batchesOf } from '../values/batches.js';
import { numeric } from '../values/numeric.js';
import { type Arguments, isKind, lastName, list, type PyObject, type Value } from '../values/values.js';

/**
 * `layer.adapt(data)`: a Normalization gets the mean and the variance of the data; what others would get is noted. Undefined for what is no layer that
 * adapts.
 */
export function adapted(machine: Machine, layer: PyObject, args: Arguments, node: PythonNode): Value | undefined {
  const name = lastName(layer.call.path);
  if (!findLayer(name)?.adapts) return undefined;
  try {
    if (name !== 'Normalization') throw new NotKnown('GradLens does not compute its vocabulary');
    const [data = null] = args.positional;
    const { mean, variance } = moments(machine, numbersOf(machine, data, node), axesOf(layer));
    const { args: own } = layer.call;
    const named = new Map<string, Value>([...own.named, ['mean', mean], ['variance', variance]]);
    layer.call = { ...layer.call, args: { ...own, named } };
  } catch (error) {
    if (!(error instanceof NotKnown)) throw error;
    lose(layer, { node, reason: error.message });
    const text = `Adapting ${name} is left out: ${error.message}.`;
    machine.trace.program.note(node, { kind: 'not-done', text, changesLearning: true });
  }
  return null;
}

function numbersOf(machine: Machine, data: Value, node: PythonNode): NdArray {
  const batches = batchesOf(data);
  const samples = batches ? samplesOf(batches).x : null;
  if (samples) return new NdArray('float64', Float64Array.from(samples.data), samples.shape);
  const array = machine.arrays.call('numpy.asarray', { positional: [toArg(machine, data, node)], named: new Map() });
  if (!(array instanceof NdArray)) throw new NotKnown('its data is not numbers');
  return array;
}

/** Axes that keep statistics of their own; none for one of all numbers. */
function axesOf({ call }: PyObject): readonly number[] {
  const given = call.args.named.get('axis') ?? call.args.positional[0];
  if (given === null) return [];
  const axes =
    given === undefined ? [-1] : (isKind(given, 'list') ? given.items : [given]).map((axis) => numeric(axis));
  return axes.map((axis) => {
    if (axis === null) throw new NotKnown('its axis is known only when the program runs');
    return axis;
  });
}

function moments(machine: Machine, array: NdArray, axes: readonly number[]): { mean: Value; variance: Value } {
  const kept = axes.map((axis) => (axis < 0 ? axis + array.ndim : axis));
  if (kept.length > 1 || (kept.length === 1 && kept[0] !== array.ndim - 1))
    throw new NotKnown('only the last axis is supported');
  const over = array.shape.map((_, axis) => axis).filter((axis) => !kept.includes(axis));
  const [mean, variance] = ['numpy.mean', 'numpy.var'].map((path) => {
    const named = new Map(kept.length > 0 ? [['axis', over] as const] : []);
    const found = machine.arrays.call(path, { positional: [array], named });
    return found instanceof NdArray ? list([...found.numbers()]) : Number(found);
  });
  return { mean: mean ?? 0, variance: variance ?? 0 };
}
