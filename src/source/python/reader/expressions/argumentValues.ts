import { argumentsOf } from '../../syntax/arguments.js';
import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { type Arguments, isKind, type Scope, type Value } from '../values/values.js';

/** Arguments of a call, with `*list` and `**dict` taken apart as far as they are known. */
export function argumentsIn(machine: Machine, argList: PythonNode, scope: Scope): Arguments {
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  for (const { name, star, value, generator } of argumentsOf(argList)) {
    const given = machine.evaluate(generator ? argList : value, scope);
    if (name) named.set(name.text, given);
    else if (star === '*') positional.push(...spread(given));
    else if (star === '**') addAll(named, given);
    else positional.push(given);
  }
  return { positional, named };
}

function spread(value: Value): readonly Value[] {
  return isKind(value, 'list') ? value.items : [];
}

function addAll(named: Map<string, Value>, value: Value): void {
  if (isKind(value, 'dict')) for (const [key, entry] of value.entries) named.set(String(key), entry);
}
