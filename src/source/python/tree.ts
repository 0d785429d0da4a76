import { parser } from '@lezer/python';
import type { SourceSpan } from '../../protocol/trainer.js';
import type { PythonNode } from './node.js';
import { linePositions, type Position, parseableText } from './text.js';

/** The syntax of a Python text, as far as it can be read: broken text gives a tree that leaves out what is broken. */
export class PythonTree {
  readonly root: PythonNode;
  private readonly position: (offset: number) => Position;

  /**
   * @param text Lines may end with LF, CRLF or CR.
   * @param position Place of an offset in the file that the text comes from, where the text is not all of it.
   */
  constructor(
    readonly text: string,
    position?: (offset: number) => Position,
  ) {
    this.position = position ?? linePositions(text);
    this.root = parse(parseableText(text));
  }

  textOf(node: PythonNode): string {
    return this.text.slice(node.from, node.to);
  }

  /** First line of a node, from 1, in the file. */
  lineOf(node: PythonNode): number {
    return this.position(node.from).line;
  }

  spanOf(node: PythonNode, file: string): SourceSpan {
    return { file, start: this.position(node.from), end: this.position(node.to) };
  }
}

interface GrowingNode extends PythonNode {
  readonly children: GrowingNode[];
  broken: boolean;
}

function parse(text: string): PythonNode {
  const cursor = parser.parse(text).cursor();
  const root: GrowingNode = { name: 'Script', from: 0, to: text.length, parent: null, children: [], broken: false };
  let parent: GrowingNode = root;
  if (!cursor.firstChild()) return root;
  for (;;) {
    let descend = false;
    if (cursor.type.isError) parent.broken = true;
    else if (cursor.name !== 'Comment') {
      const node: GrowingNode = {
        name: cursor.name,
        from: cursor.from,
        to: cursor.to,
        parent,
        children: [],
        broken: false,
      };
      parent.children.push(node);
      if (cursor.firstChild()) {
        parent = node;
        descend = true;
      }
    }
    if (descend) continue;
    while (!cursor.nextSibling()) {
      cursor.parent();
      if (!parent.parent) return root;
      parent = parent.parent as GrowingNode;
    }
  }
}
