import type { Completion, Machine } from '../machine.js';
import { useOf } from '../questions/use.js';
import type { PyNode } from '../tree.js';
import type { Scope } from '../values/scope.js';
import { truth } from '../values/settled.js';
import { openIn, unknown } from '../values/unknown.js';
import type { Value } from '../values/values.js';
import { assign } from './assign.js';
import { changesModel } from './effects.js';
import { itemsOf } from './iterate.js';

/** Rounds of a loop that does nothing to a model. */
const MOST_ROUNDS = 300;
const MOST_ROUNDS_WITH_LAYERS = 2000;

export function runFor(machine: Machine, node: PyNode, scope: Scope): Completion {
  const at = node.children.findIndex((child) => child.type === 'in');
  const iterable = node.children[at + 1];
  const body = node.child('Body');
  if (at < 0 || !iterable || !body) return undefined;
  const targets = node.children.slice(1, at);
  const over = machine.evaluate(iterable, scope);
  const known = itemsOf(machine, over);
  const items = known ?? [unknown(machine, iterable, { path: iterable.text })];
  const { changes } = machine.trace;
  const most = changesModel(body) ? MOST_ROUNDS_WITH_LAYERS : MOST_ROUNDS;
  for (const item of items.slice(0, most)) {
    machine.step();
    assign(machine, targets, item, scope);
    const completion = machine.run(body.children, scope);
    if (!known && machine.trace.changes > changes) askFor(machine, body, over, iterable);
    if (completion === 'break') return undefined;
    if (typeof completion === 'object') return completion;
  }
  return runElse(machine, node, scope);
}

/** What a loop goes over is asked for where layers hang on it; a loop that makes the whole model runs once. */
function askFor(machine: Machine, body: PyNode, over: Value, iterable: PyNode): void {
  if (body.contains(machine.trace.target)) return;
  for (const open of openIn(machine, over, iterable)) machine.questions.ask(open, useOf('loop', ''));
}

export function runWhile(machine: Machine, node: PyNode, scope: Scope): Completion {
  const [, condition, body] = node.children;
  if (!condition || !body) return undefined;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    machine.step();
    const holds = truth(machine.evaluate(condition, scope));
    if (holds === false) break;
    const completion = machine.run(body.children, scope);
    if (completion === 'break' || holds === undefined) break;
    if (typeof completion === 'object') return completion;
  }
  return undefined;
}

function runElse(machine: Machine, node: PyNode, scope: Scope): Completion {
  const bodies = node.childrenOf('Body');
  const last = bodies.length > 1 ? bodies.at(-1) : undefined;
  return last ? machine.run(last.children, scope) : undefined;
}
