import { canonical } from '../../names/kerasModules.js';
import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import type { Index } from '../values/indices.js';
import type { Value } from '../values/values.js';
import { computed, ifKnown } from './computed.js';
import { contentsOf } from './contentsOf.js';
import { toIndices, toValue } from './convert.js';

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
  const call = () => machine.arrays.call(full, { positional: toIndices(machine, indices, node), named: new Map() });
  return ifKnown(() => toValue(call(), node), undefined);
}

/** What a loop over an array or table goes over; null where its numbers are not known. */
export function contentsEntries(machine: Machine, value: Value, node: PythonNode): Value[] | null {
  const contents = contentsOf(value);
  if (!contents) return null;
  return ifKnown(() => machine.arrays.entries(contents).map((entry) => toValue(entry, node)), null);
}
