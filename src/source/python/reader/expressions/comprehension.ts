import { NameScope } from '../../names/nameScope.js';
import { type ComprehensionLoop, comprehensionOf } from '../../syntax/comprehensions.js';
import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { assignAll } from '../statements/assign.js';
import { itemsOf } from '../statements/iterate.js';
import { truth } from '../values/settled.js';
import { derive } from '../values/unknown.js';
import { isKind, type Key, list, type Scope, type Value } from '../values/values.js';
import { keyOf } from './collections.js';

/** List, set, generator and dictionary comprehensions; unknown where what they go over is. */
export function comprehension(machine: Machine, node: PythonNode, scope: Scope): Value {
  const { key, element, loops } = comprehensionOf(node);
  const inner: Scope = new NameScope<Value>('comprehension', scope);
  const made: Value[] = [];
  const keys: Key[] = [];
  const make = () => {
    if (!element) return;
    if (key) keys.push(keyOf(machine.evaluate(key, inner)));
    made.push(machine.evaluate(element, inner));
  };
  const [outermost] = loops;
  // What the outermost loop goes over is evaluated outside, where also the names of a class are seen.
  const over = outermost ? machine.evaluate(outermost.iterable, scope) : null;
  const open = each(machine, loops, inner, over, make);
  if (open) return derive(machine, node, open);
  if (key) return { kind: 'dict', entries: new Map(keys.map((name, i) => [name, made[i] ?? null])) };
  return list(made);
}

/** Runs something for each round of the loops; gives back what is unknown in what they go over. */
function each(
  machine: Machine,
  loops: readonly ComprehensionLoop[],
  scope: Scope,
  over: Value,
  run: () => void,
): Value[] | null {
  const [loop, ...rest] = loops;
  if (!loop) {
    run();
    return null;
  }
  const items = itemsOf(machine, over);
  if (!items) return [isKind(over, 'unknown') ? over : derive(machine, loop.iterable, [over])];
  const [next] = rest;
  for (const item of items) {
    machine.step();
    assignAll(machine, loop.targets, item, scope);
    if (loop.conditions.some((condition) => truth(machine.evaluate(condition, scope)) === false)) continue;
    const open = each(machine, rest, scope, next ? machine.evaluate(next.iterable, scope) : null, run);
    if (open) return open;
  }
  return null;
}
