import { type Items, itemsAmong } from './items.js';
import type { PythonNode } from './node.js';

/** `element for targets in iterable if condition`, or `key: element for ...`. */
export interface Comprehension {
  readonly element: PythonNode | undefined;
  /** Null where no dictionary is made. */
  readonly key: PythonNode | null;
  readonly loops: readonly ComprehensionLoop[];
}

export interface ComprehensionLoop {
  readonly targets: Items;
  readonly iterable: PythonNode;
  readonly conditions: readonly PythonNode[];
}

const known = new WeakMap<PythonNode, Comprehension>();

/** The parts of a comprehension, or of the brackets of a call with a generator in them. Loops ask for them over and over. */
export function comprehensionOf(node: PythonNode): Comprehension {
  const found = known.get(node) ?? readComprehension(node.children.filter(({ type }) => !skipped.has(type)));
  known.set(node, found);
  return found;
}

const skipped = new Set(['(', ')', '[', ']', '{', '}', 'async']);

function readComprehension(nodes: readonly PythonNode[]): Comprehension {
  const starts = nodes.flatMap(({ type }, index) => (type === 'for' ? [index] : []));
  const [first] = starts;
  const head = nodes.slice(0, first);
  const colon = head.findIndex(({ type }) => type === ':');
  return {
    element: head.at(-1),
    key: colon > 0 ? (head[colon - 1] ?? null) : null,
    loops: starts.flatMap((start, index) => readLoop(nodes.slice(start + 1, starts[index + 1]))),
  };
}

function readLoop(nodes: readonly PythonNode[]): ComprehensionLoop[] {
  const at = nodes.findIndex(({ type }) => type === 'in');
  const iterable = nodes[at + 1];
  if (at < 1 || !iterable) return [];
  const conditions = nodes.slice(at + 2).filter(({ type }) => type !== 'if');
  return [{ targets: itemsAmong(nodes.slice(0, at)), iterable, conditions }];
}
