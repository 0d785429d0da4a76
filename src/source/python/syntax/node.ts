/** A node of a Python syntax tree. Names are those of the grammar `@lezer/python`; comments are left out. */
export interface PythonNode {
  readonly name: string;
  /** Offsets in the text that the tree was made of. */
  readonly from: number;
  readonly to: number;
  readonly parent: PythonNode | null;
  /** Named nodes, and the tokens between them (`(`, `,`, `AssignOp`, `for`). */
  readonly children: readonly PythonNode[];
  /** Whether the parser left tokens out of this node, or missed one in it. */
  readonly broken: boolean;
}

export function childNamed(node: PythonNode, name: string): PythonNode | undefined {
  return node.children.find((child) => child.name === name);
}

/** The innermost of a node's ancestors that has one of the names. */
export function enclosing(node: PythonNode, names: ReadonlySet<string>): PythonNode | null {
  for (let parent = node.parent; parent; parent = parent.parent) if (names.has(parent.name)) return parent;
  return null;
}

/** Calls back for a node and all nodes in it, in the order of the source. */
export function walk(root: PythonNode, visit: (node: PythonNode) => void): void {
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    visit(node);
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index];
      if (child) open.push(child);
    }
  }
}
