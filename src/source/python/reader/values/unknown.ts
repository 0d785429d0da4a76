import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { isUnsettled } from './settled.js';
import { isKind, lastName, type PyUnknown, type Value } from './values.js';

type Known = Partial<Omit<PyUnknown, 'kind' | 'node'>>;

const plain = { name: null, parameterOf: null, leaves: null, call: null, path: null, proposal: null };

/** Text of an expression on one line, short enough for `--set`. */
export function expressionText(node: PythonNode): string {
  const text = node.text.replace(/\s+/g, ' ').trim();
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

export function questionName(unknown: PyUnknown): string {
  return unknown.name ?? expressionText(unknown.node);
}

/** A value that is not known here, or what a person answered for it. */
export function unknown(machine: Machine, node: PythonNode, known: Known = {}): Value {
  const value: PyUnknown = { kind: 'unknown', node, ...plain, ...known };
  return value.leaves ? value : machine.questions.settle(machine, value);
}

/** A value that is not known and is bound to a name: the name is what is asked for. */
export function named(machine: Machine, value: Value, name: string): Value {
  if (!isKind(value, 'unknown') || value.name !== null || value.leaves) return value;
  return machine.questions.settle(machine, { ...value, name });
}

/** All that is unknown in a value, lists and their lists included. */
export function openIn(machine: Machine, value: Value, node: PythonNode, depth = 0): PyUnknown[] {
  if (isKind(value, 'unknown')) return [value];
  if (isKind(value, 'list') && depth < 6)
    return value.items.filter(isOpenEntry).flatMap((item) => openIn(machine, item, node, depth + 1));
  if (isKind(value, 'name')) {
    const settled = unknown(machine, node, { name: lastName(value.path), path: value.path });
    return isKind(settled, 'unknown') ? [settled] : [];
  }
  if (typeof value !== 'object' || value === null || value.kind === 'list' || value.kind === 'dict') return [];
  return [{ kind: 'unknown', node, ...plain }];
}

/** Most values that one may hang on. */
const MOST_LEAVES = 20;

function distinct(leaves: readonly PyUnknown[]): PyUnknown[] {
  return [...new Set(leaves)].slice(0, MOST_LEAVES);
}

/** An entry that is a call may be a layer: nothing that a literal would settle. */
function isOpenEntry(item: Value): boolean {
  return isUnsettled(item) && !(isKind(item, 'unknown') && item.call);
}

/** The result of an operation on values of which some are unknown: it is known as soon as they are, where they have a name. */
export function derive(machine: Machine, node: PythonNode, inputs: readonly Value[]): Value {
  const open = inputs.flatMap((input) => openIn(machine, input, node));
  const leaves = open.flatMap((value) => value.leaves ?? (value.name === null ? [] : [value]));
  const complete = open.length > 0 && open.every((value) => value.leaves !== null || value.name !== null);
  return unknown(machine, node, complete ? { leaves: distinct(leaves) } : {});
}

/** The result of what changes a value but not what settles it: `int(x)`, `enumerate(x)`, `range(x)`. */
export function deriveThrough(machine: Machine, node: PythonNode, inputs: readonly Value[]): Value {
  const open = inputs.flatMap((input) => openIn(machine, input, node));
  return unknown(
    machine,
    node,
    open.length > 0 ? { leaves: distinct(open.flatMap((value) => value.leaves ?? [value])) } : {},
  );
}

/** Takes note that an unknown value is used as a list of at least so many entries. */
export function usedAsList(machine: Machine, value: Value, entries: number): void {
  if (isKind(value, 'unknown') && !value.leaves) machine.questions.expectList(value, entries);
}
