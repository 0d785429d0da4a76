import { type PythonNode, splitAt } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { assign } from '../statements/assign.js';
import { itemsOf } from '../statements/iterate.js';
import { Names } from '../values/scope.js';
import { truth } from '../values/settled.js';
import { derive } from '../values/unknown.js';
import { isKind, type Key, list, type Scope, type Value } from '../values/values.js';
import { keyOf } from './collections.js';

interface Clause {
  readonly targets: readonly PythonNode[];
  readonly iterable: PythonNode;
  readonly conditions: readonly PythonNode[];
}

/** List, set, generator and dictionary comprehensions; unknown where what they go over is. */
export function comprehension(machine: Machine, node: PythonNode, scope: Scope): Value {
  const parts = splitAt(node.children.slice(1, -1), 'for').map((part) =>
    part.filter((child) => child.type !== 'async'),
  );
  const [result = [], ...loops] = parts;
  const clauses = loops.flatMap(readClause);
  const inner = new Names<Value>(scope);
  const made: Value[] = [];
  const keys: Key[] = [];
  const isDict = result.some((child) => child.type === ':');
  const open = each(machine, clauses, inner, () => {
    const [first] = result;
    const last = result.at(-1);
    if (!first || !last) return;
    if (isDict) keys.push(keyOf(machine.evaluate(first, inner)));
    made.push(machine.evaluate(last, inner));
  });
  if (open) return derive(machine, node, open);
  if (isDict) return { kind: 'dict', entries: new Map(keys.map((key, i) => [key, made[i] ?? null])) };
  return list(made);
}

function readClause(part: readonly PythonNode[]): Clause[] {
  const at = part.findIndex((child) => child.type === 'in');
  const iterable = part[at + 1];
  if (at < 1 || !iterable) return [];
  return [
    {
      targets: part.slice(0, at),
      iterable,
      conditions: part.slice(at + 2).filter((child) => child.type !== 'if'),
    },
  ];
}

/** Runs something for each round of the loops; gives back what is unknown in what they go over. */
function each(machine: Machine, clauses: readonly Clause[], scope: Scope, run: () => void): Value[] | null {
  const [clause, ...rest] = clauses;
  if (!clause) {
    run();
    return null;
  }
  const over = machine.evaluate(clause.iterable, scope);
  const items = itemsOf(machine, over);
  if (!items) return [isKind(over, 'unknown') ? over : derive(machine, clause.iterable, [over])];
  for (const item of items) {
    machine.step();
    assign(machine, clause.targets, item, scope);
    if (clause.conditions.some((condition) => truth(machine.evaluate(condition, scope)) === false)) continue;
    const open = each(machine, rest, scope, run);
    if (open) return open;
  }
  return null;
}
