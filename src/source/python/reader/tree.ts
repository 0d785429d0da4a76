import type { PythonNode } from '../syntax/node.js';
import type { PythonTree } from '../syntax/tree.js';

/** A node of Python source as a plain object: stable identity, children without comments, its own text. */
export class PyNode {
  readonly children: PyNode[] = [];

  readonly type: string;
  readonly from: number;
  readonly to: number;

  constructor(
    readonly syntax: PythonNode,
    readonly parent: PyNode | null,
    private readonly source: string,
  ) {
    this.type = syntax.name;
    this.from = syntax.from;
    this.to = syntax.to;
  }

  get text(): string {
    return this.source.slice(this.from, this.to);
  }

  child(type: string): PyNode | undefined {
    return this.children.find((child) => child.type === type);
  }

  childrenOf(...types: readonly string[]): PyNode[] {
    return this.children.filter((child) => types.includes(child.type));
  }

  contains(other: PyNode): boolean {
    return this.from <= other.from && this.to >= other.to;
  }
}

/** Python source as plain nodes. Text that does not parse loses only what is broken. */
export function plainTree({ root, text }: PythonTree): PyNode {
  const plain = new PyNode(root, null, text);
  const open = [{ from: root, to: plain }];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const child of next.from.children) {
      const copy = new PyNode(child, next.to, text);
      next.to.children.push(copy);
      open.push({ from: child, to: copy });
    }
  }
  return plain;
}

export function* walk(node: PyNode): Generator<PyNode> {
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    for (let i = next.children.length - 1; i >= 0; i--) {
      const child = next.children[i];
      if (child) open.push(child);
    }
  }
}

const bracketed = new WeakMap<PyNode, PyNode[][]>();

/** What stands in the brackets that a node ends with, split at commas. Loops ask for it over and over. */
export function inBrackets(node: PyNode): PyNode[][] {
  let parts = bracketed.get(node);
  if (!parts) {
    const open = node.children.findIndex(({ type }) => type === '[' || type === '(');
    parts = splitAt(node.children.slice(open + 1, -1), ',');
    bracketed.set(node, parts);
  }
  return parts;
}

/** Splits children at separators of a type (`,`), which are left out. Empty groups are dropped. */
export function splitAt(nodes: readonly PyNode[], ...separators: readonly string[]): PyNode[][] {
  const groups: PyNode[][] = [[]];
  for (const node of nodes) {
    if (separators.includes(node.type)) groups.push([]);
    else groups.at(-1)?.push(node);
  }
  return groups.filter((group) => group.length > 0);
}
