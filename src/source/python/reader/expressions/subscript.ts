import type { PythonNode } from '../../syntax/node.js';
import { subscriptsOf } from '../../syntax/subscripts.js';
import { contentsOf } from '../contents/contentsOf.js';
import { bracketFunction, contentsItem } from '../contents/items.js';
import { sliceArray } from '../library/arraySlices.js';
import type { Machine } from '../machine.js';
import { type Index, limits, type Slice } from '../values/indices.js';
import { numeric } from '../values/numeric.js';
import { isUnsettled } from '../values/settled.js';
import { derive, unknown, usedAsList } from '../values/unknown.js';
import { isKind, type PyUnknown, type Scope, type Value } from '../values/values.js';

/** `value[index]`, `value[a:b]`, `value[:, 3]`. */
export function subscript(machine: Machine, node: PythonNode, scope: Scope): Value {
  const [whole] = node.children;
  if (!whole) return unknown(machine, node);
  const value = machine.evaluate(whole, scope);
  const indices = indicesOf(machine, node, scope);
  if (isKind(value, 'array'))
    return contentsItem(machine, value, indices, node, () => sliceArray(machine, node, value, indices));
  const [index] = indices;
  if (isKind(value, 'object') && contentsOf(value)) {
    const name = index?.kind === 'index' && typeof index.value === 'string' ? index.value : '';
    return contentsItem(machine, value, indices, node, () => value.attributes.get(name) ?? unknown(machine, node));
  }
  if (isKind(value, 'name')) {
    const setting = index?.kind === 'index' ? machine.trace.attributes.get(`${value.path}.${index.value}`) : undefined;
    return setting ?? bracketFunction(machine, value.path, indices, node) ?? unknown(machine, node);
  }
  if (indices.length !== 1 || !index) return unknown(machine, node);
  if (isKind(value, 'unknown')) return unknownEntry(machine, node, value, index);
  const found = index.kind === 'slice' ? slice(value, index) : entry(value, index.value);
  if (found === undefined) return derive(machine, node, index.kind === 'slice' ? [value] : [value, index.value]);
  return isKind(found, 'unknown') && found.name === null && !found.leaves ? renew(machine, node, found) : found;
}

export function indicesOf(machine: Machine, node: PythonNode, scope: Scope): Index[] {
  const bound = (part: PythonNode | null) => (part ? machine.evaluate(part, scope) : null);
  return subscriptsOf(node).map((subscript): Index => {
    if (subscript.kind === 'index') return { kind: 'index', value: bound(subscript.node) };
    const { start, stop, step } = subscript;
    return { kind: 'slice', start: bound(start), stop: bound(stop), step: bound(step) };
  });
}

/** An entry of a parameter is settled by the parameter; of anything else it is asked for itself. */
function unknownEntry(machine: Machine, node: PythonNode, value: PyUnknown, index: Index): Value {
  if (!value.parameterOf || index.kind === 'slice')
    return unknown(machine, node, value.lost ? { lost: value.lost } : {});
  if (typeof index.value !== 'number') return unknown(machine, node);
  usedAsList(machine, value, index.value < 0 ? -index.value : index.value + 1);
  return derive(machine, node, [value]);
}

/** What is unknown within a tuple (`X.shape`) is told apart by the expression that takes it out. */
function renew(machine: Machine, node: PythonNode, found: PyUnknown): Value {
  return unknown(machine, node, { call: found.call, ...(found.lost ? { lost: found.lost } : {}) });
}

function entry(value: Value, index: Value): Value | undefined {
  if (isKind(value, 'dict')) return typeof index !== 'object' || index === null ? value.entries.get(index) : undefined;
  const at = numeric(index);
  if (at === null) return undefined;
  if (typeof value === 'string') return value.at(at);
  return isKind(value, 'list') ? value.items.at(at) : undefined;
}

function slice(value: Value, { start, stop, step }: Slice): Value | undefined {
  if ([start, stop, step].some((bound) => isUnsettled(bound))) return undefined;
  const by = numeric(step) ?? 1;
  if (typeof value !== 'string' && !isKind(value, 'list')) return undefined;
  const items: Value[] = typeof value === 'string' ? [...value] : value.items;
  const picked: Value[] = [];
  const [from, to] = limits(items.length, numeric(start), numeric(stop), by);
  for (let i = from; by !== 0 && (by > 0 ? i < to : i > to); i += by) picked.push(items[i] ?? null);
  return typeof value === 'string'
    ? picked.join('')
    : { kind: 'list', tuple: isKind(value, 'list') && value.tuple, items: picked };
}
