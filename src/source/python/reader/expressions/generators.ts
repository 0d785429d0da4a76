import type { PythonNode } from '../../syntax/node.js';
import { type Machine, OutOfSteps } from '../machine.js';
import { type Call, isKind, type Scope, tuple, type Value } from '../values/values.js';

import { sequence } from './collections.js';

/** Ends the run of a generator of which no more is wanted. */
class Enough extends Error {}

/** What runs the body of each generator that was made, by the call that made it. */
const made = new WeakMap<Call, () => void>();
/** Takes what a generator yields; null while none runs. */
let taking: ((value: Value) => void) | null = null;

/** Whether somebody takes what is yielded, so that a generator goes on as far as that. */
export function isTaken(): boolean {
  return taking !== null;
}

export function keepGenerator(call: Call, run: () => void): void {
  made.set(call, run);
}

/** `yield value`: nothing is sent back. */
export function yieldExpression(machine: Machine, node: PythonNode, scope: Scope): Value {
  const values = sequence(machine, node.children.slice(1), scope);
  taking?.(values.length > 1 ? tuple(values) : (values[0] ?? null));
  return null;
}

/**
 * Runs a generator from its start for what it yields first. The numbers are those of a fresh generator: what was taken of it before is not known.
 * @param most what a reading takes of one at most
 * @param take whether it goes on
 * @returns whether the value is a generator of the source
 */
export function drawn(
  machine: Machine,
  value: Value,
  wanted: number,
  most: number,
  take: (item: Value) => boolean,
): boolean {
  const run = isKind(value, 'unknown') && value.call ? made.get(value.call) : undefined;
  if (!run) return false;
  const before = taking;
  let left = Math.min(wanted, most);
  taking = (item) => {
    if (left <= 0 || !take(item)) throw new Enough();
    left--;
    if (left === 0) throw new Enough();
  };
  try {
    run();
  } catch (error) {
    if (!(error instanceof Enough) && !(error instanceof OutOfSteps && machine.isPlan)) throw error;
  } finally {
    taking = before;
  }
  return true;
}
