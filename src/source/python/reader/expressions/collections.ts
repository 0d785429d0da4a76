import { dictionaryEntries } from '../../syntax/dictionaries.js';
import { type Items, itemsIn } from '../../syntax/items.js';
import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { isKind, type Key, type PyDict, type Scope, tuple, type Value } from '../values/values.js';
import { argumentsIn } from './argumentValues.js';
import { textOf } from './format.js';

/** Values of expressions with commas between them, `*rest` included. */
function valuesOf(machine: Machine, { list: items }: Items, scope: Scope): Value[] {
  return items.flatMap(({ node, starred }) => {
    const value = machine.evaluate(node, scope);
    if (!starred) return [value];
    if (!isKind(value, 'list')) return [];
    machine.step(value.items.length);
    return value.items;
  });
}

/** One expression, or the tuple that several make; None where there is none. */
export function tupleOf(machine: Machine, items: Items, scope: Scope): Value {
  const [only] = items.list;
  if (!only) return null;
  return items.isTuple ? tuple(valuesOf(machine, items, scope)) : machine.evaluate(only.node, scope);
}

export function collection(machine: Machine, node: PythonNode, scope: Scope): Value {
  const choice = node.type === 'SetExpression' ? templateChoice(machine, node, scope) : undefined;
  if (choice !== undefined) return choice;
  return { kind: 'list', tuple: node.type === 'TupleExpression', items: valuesOf(machine, itemsIn(node), scope) };
}

/** Hyperas writes `{{choice([16, 32])}}`: the first choice. */
function templateChoice(machine: Machine, node: PythonNode, scope: Scope): Value | undefined {
  const call = node.child('SetExpression')?.child('CallExpression')?.child('ArgList');
  const [first] = call ? argumentsIn(machine, call, scope).positional : [];
  return isKind(first, 'list') ? first.items[0] : first;
}

export function dictionary(machine: Machine, node: PythonNode, scope: Scope): PyDict {
  const entries = new Map<Key, Value>();
  for (const { key, value } of dictionaryEntries(node)) {
    if (key) {
      entries.set(keyOf(machine.evaluate(key, scope)), machine.evaluate(value, scope));
      continue;
    }
    const other = machine.evaluate(value, scope);
    if (isKind(other, 'dict')) for (const [name, entry] of other.entries) entries.set(name, entry);
  }
  return { kind: 'dict', entries };
}

/** A value as a key: tuples by their text. */
export function keyOf(value: Value): Key {
  return typeof value === 'object' && value !== null ? (textOf(value) ?? '?') : value;
}
