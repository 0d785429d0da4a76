import type { Node } from '@babel/types';

const notChildren = new Set([
  'loc',
  'extra',
  'errors',
  'comments',
  'tokens',
  'leadingComments',
  'trailingComments',
  'innerComments',
]);

/** Whether a value found inside a tree is a node of it. */
function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Looks up a node's parent; the root and foreign nodes have none. */
export type ParentOf = (node: Node) => Node | undefined;

/**
 * Visits a tree's nodes in the order of the source, parents first, and returns what finds a node's parent. It keeps its own
 * stack: generated code nests deeper than the call stack goes.
 */
export function walk(root: Node, visit: (node: Node, parentOf: ParentOf) => void): ParentOf {
  const parents = new Map<Node, Node>();
  const parentOf: ParentOf = (node) => parents.get(node);
  const pending: Node[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    visit(node, parentOf);
    const children = childrenOf(node);
    for (const child of children) parents.set(child, node);
    for (let child = children.pop(); child; child = children.pop()) pending.push(child);
  }
  return parentOf;
}

function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  // Not `Object.entries`: its arrays would take most of the time of a search for models.
  for (const key in node) {
    const value: unknown = node[key as keyof Node];
    if (typeof value !== 'object' || value === null || notChildren.has(key)) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) children.push(item);
    } else if (isNode(value)) children.push(value);
  }
  return children;
}

/** Offset of a node's first character; only nodes that tools make have none. */
export function startOf(node: Node): number {
  return node.start ?? 0;
}

/** Offset behind a node's last character. */
export function endOf(node: Node): number {
  return node.end ?? 0;
}

/** Whether a node stands within another one, or is that. */
export function contains(outer: Node, inner: Node): boolean {
  return startOf(outer) <= startOf(inner) && endOf(inner) <= endOf(outer);
}
