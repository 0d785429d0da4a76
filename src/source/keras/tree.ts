import { parser } from '@lezer/python';
import { parseableText } from '../python/text.js';

/** A node of Python source as a plain object: stable identity, children without comments, its own text. */
export class PyNode {
  readonly children: PyNode[] = [];

  constructor(
    readonly type: string,
    readonly from: number,
    readonly to: number,
    readonly parent: PyNode | null,
    private readonly source: string,
  ) {}

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

/** Reads Python of any version. Text that does not parse loses only what is broken. */
export function parsePython(text: string): PyNode {
  const root = new PyNode('Script', 0, text.length, null, text);
  const cursor = parser.parse(blankMagics(parseableText(text))).cursor();
  let parent = root;
  if (!cursor.firstChild()) return root;
  for (;;) {
    const node = new PyNode(cursor.name, cursor.from, cursor.to, parent, text);
    if (node.type !== 'Comment' && !cursor.type.isError) parent.children.push(node);
    if (cursor.firstChild()) {
      parent = node;
      continue;
    }
    while (!cursor.nextSibling()) {
      if (!cursor.parent() || !parent.parent) return root;
      parent = parent.parent;
    }
  }
}

/** Lines of a notebook that are no Python (`!pip install`, `%matplotlib inline`, `?name`), blanked where they stand. */
function blankMagics(text: string): string {
  return text.replace(/^(?:[!?]|%%?[a-zA-Z]).*$/gm, (line) => ' '.repeat(line.length));
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

/** Splits children at separators of a type (`,`), which are left out. Empty groups are dropped. */
export function splitAt(nodes: readonly PyNode[], ...separators: readonly string[]): PyNode[][] {
  const groups: PyNode[][] = [[]];
  for (const node of nodes) {
    if (separators.includes(node.type)) groups.push([]);
    else groups.at(-1)?.push(node);
  }
  return groups.filter((group) => group.length > 0);
}
