import type { Machine } from '../machine.js';
import { inBrackets, type PyNode } from '../tree.js';
import { type Arguments, isKind, type Scope, type Value } from '../values/values.js';

/** Arguments of a call, with `*list` and `**dict` taken apart as far as they are known. */
export function argumentsIn(machine: Machine, argList: PyNode, scope: Scope): Arguments {
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  if (argList.children.some((child) => child.type === 'for')) {
    return { positional: [machine.evaluate(argList, scope)], named };
  }
  for (const part of inBrackets(argList)) {
    const [first, second, third] = part;
    if (!first) continue;
    if (second?.type === 'AssignOp' && third) named.set(first.text, machine.evaluate(third, scope));
    else if (first.type === '*' && second) positional.push(...spread(machine.evaluate(second, scope)));
    else if (first.type === '**' && second) addAll(named, machine.evaluate(second, scope));
    else positional.push(machine.evaluate(first, scope));
  }
  return { positional, named };
}

function spread(value: Value): readonly Value[] {
  return isKind(value, 'list') ? value.items : [];
}

function addAll(named: Map<string, Value>, value: Value): void {
  if (isKind(value, 'dict')) for (const [key, entry] of value.entries) named.set(String(key), entry);
}
