import { type PythonNode, splitAt } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { isKind, type Key, list, type PyDict, type Scope, type Value } from '../values/values.js';
import { textOf } from './format.js';

const brackets = ['(', ')', '[', ']', '{', '}'];

/** Values of expressions with commas between them, `*rest` included. */
export function sequence(machine: Machine, nodes: readonly PythonNode[], scope: Scope): Value[] {
  const parts = splitAt(
    nodes.filter((node) => !brackets.includes(node.type)),
    ',',
  );
  return parts.flatMap((part) => {
    const [first, second] = part;
    if (!first) return [];
    if (first.type !== '*' || !second) return [machine.evaluate(first, scope)];
    const rest = machine.evaluate(second, scope);
    if (!isKind(rest, 'list')) return [];
    machine.step(rest.items.length);
    return rest.items;
  });
}

export function collection(machine: Machine, node: PythonNode, scope: Scope): Value {
  const choice = node.type === 'SetExpression' ? templateChoice(machine, node, scope) : undefined;
  if (choice !== undefined) return choice;
  return { ...list(sequence(machine, node.children, scope)), tuple: node.type === 'TupleExpression' };
}

/** Hyperas writes `{{choice([16, 32])}}`: the first choice. */
function templateChoice(machine: Machine, node: PythonNode, scope: Scope): Value | undefined {
  const call = node.child('SetExpression')?.child('CallExpression');
  const [first] = call ? sequence(machine, call.child('ArgList')?.children ?? [], scope) : [];
  return isKind(first, 'list') ? first.items[0] : first;
}

export function dictionary(machine: Machine, node: PythonNode, scope: Scope): PyDict {
  const entries = new Map<Key, Value>();
  for (const part of splitAt(node.children.slice(1, -1), ',')) {
    const [key, colon, value] = part;
    if (key?.type === '**' && colon) {
      const other = machine.evaluate(colon, scope);
      if (isKind(other, 'dict')) for (const [name, entry] of other.entries) entries.set(name, entry);
    } else if (key && value) {
      entries.set(keyOf(machine.evaluate(key, scope)), machine.evaluate(value, scope));
    }
  }
  return { kind: 'dict', entries };
}

/** A value as a key: tuples by their text. */
export function keyOf(value: Value): Key {
  return typeof value === 'object' && value !== null ? (textOf(value) ?? '?') : value;
}
