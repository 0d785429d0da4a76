/** Most nodes are tokens; they share it. */
const none: PythonNode[] = [];

/** A node of a Python syntax tree: what it is, where it stands, and its text. */
export class PythonNode {
  /** Nodes of the grammar, and the tokens between them (`(`, `,`, `AssignOp`, `for`). Comments are left out. */
  readonly children: readonly PythonNode[] = none;
  /** Whether the parser left tokens out of this node, or missed one in it. */
  readonly broken: boolean = false;

  /**
   * @param type As the grammar `@lezer/python` names it.
   * @param from Offset in the source that the tree was made of, as `to`.
   */
  constructor(
    readonly type: string,
    readonly from: number,
    readonly to: number,
    readonly parent: PythonNode | null,
    private readonly source: string,
  ) {}

  get text(): string {
    return this.source.slice(this.from, this.to);
  }

  /** The first child of a type. */
  child(type: string): PythonNode | undefined {
    return this.children.find((child) => child.type === type);
  }

  childrenOf(...types: readonly string[]): PythonNode[] {
    return this.children.filter((child) => types.includes(child.type));
  }

  contains(other: PythonNode): boolean {
    return this.from <= other.from && this.to >= other.to;
  }

  /** The innermost node around this one that has one of the types. */
  enclosing(types: ReadonlySet<string>): PythonNode | null {
    for (let { parent } = this as PythonNode; parent; { parent } = parent) if (types.has(parent.type)) return parent;
    return null;
  }
}

/** A node and all nodes in it, in the order of the source. */
export function walk(root: PythonNode): PythonNode[] {
  const nodes: PythonNode[] = [];
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    nodes.push(node);
    const { children } = node;
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child) open.push(child);
    }
  }
  return nodes;
}

/** Splits nodes at separators of a type, which are left out; so are empty groups. */
export function splitAt(nodes: readonly PythonNode[], separator: string): PythonNode[][] {
  const groups: PythonNode[][] = [];
  let group: PythonNode[] | null = null;
  for (const node of nodes) {
    if (node.type === separator) group = null;
    else if (group) group.push(node);
    else {
      group = [node];
      groups.push(group);
    }
  }
  return groups;
}
