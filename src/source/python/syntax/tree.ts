import type { TreeCursor } from '@lezer/common';
import type { SourceSpan } from '../../../protocol/sourceSpan.js';
import { blockStarts } from './blocks.js';
import { treeOfBlock } from './blockTrees.js';
import { PythonNode } from './node.js';
import { closeBrackets } from './repair.js';
import { syntaxProblem } from './syntaxError.js';
import { linePositions, type Position, parseableText } from './text.js';

/** How a text is part of a file. */
export interface TextPlaces {
  /** Offsets where parts start that are read on their own: what is broken in one spoils no other. */
  readonly starts: readonly number[];
  position(offset: number): Position;
  endPosition(offset: number): Position;
}

/** The syntax of a Python text, as far as it can be read: broken text gives a tree that leaves out what is broken. */
export class PythonTree {
  readonly root: PythonNode;
  private readonly places: TextPlaces;

  /**
   * @param text Lines may end with LF, CRLF or CR.
   * @param places For a text that is taken out of a file.
   */
  constructor(
    readonly text: string,
    places?: TextPlaces,
  ) {
    this.places = places ?? placesOf(text);
    this.root = parse(text, this.places.starts);
  }

  /** First line of a node, from 1, in the file. */
  lineOf(node: PythonNode): number {
    return this.places.position(node.from).line;
  }

  /** The first place that no Python reads; null where there is none. */
  syntaxProblem(): { readonly message: string; readonly position: Position } | null {
    const problem = syntaxProblem(this.text, this.places.starts);
    return problem && { message: problem.message, position: this.places.position(problem.offset) };
  }

  spanOf({ from, to }: { readonly from: number; readonly to: number }, file: string): SourceSpan {
    return { file, start: this.places.position(from), end: this.places.endPosition(to) };
  }
}

function placesOf(text: string): TextPlaces {
  const position = linePositions(text);
  return { starts: [0], position, endPosition: position };
}

/** A node to which the parser still adds. */
interface GrowingNode extends PythonNode {
  children: GrowingNode[];
  broken: boolean;
}

function parse(source: string, starts: readonly number[]): PythonNode {
  const text = parseableText(source);
  const root = new PythonNode('Script', 0, text.length, null, source) as GrowingNode;
  root.children = [];
  starts.forEach((start, index) => void parsePart(text.slice(start, starts[index + 1]), start, root, source));
  return root;
}

/** Adds the statements of a part of the text, block by block, to the root. */
function parsePart(part: string, start: number, root: GrowingNode, source: string): void {
  const { text, original } = closeBrackets(part);
  const starts = blockStarts(text);
  starts.forEach((blockStart, index) => {
    const cursor = treeOfBlock(text.slice(blockStart, starts[index + 1])).cursor();
    addStatements(cursor, root, source, (offset) => start + original(blockStart + offset));
  });
}

function addStatements(cursor: TreeCursor, root: GrowingNode, source: string, place: (offset: number) => number): void {
  let parent: GrowingNode = root;
  if (!cursor.firstChild()) return;
  for (;;) {
    let descend = false;
    if (cursor.type.isError) parent.broken = true;
    else if (cursor.name !== 'Comment') {
      const to = endAt(source, place(cursor.to));
      const node = new PythonNode(cursor.name, place(cursor.from), to, parent, source) as GrowingNode;
      parent.children.push(node);
      if (cursor.firstChild()) {
        node.children = [];
        parent = node;
        descend = true;
      }
    }
    if (descend) continue;
    while (!cursor.nextSibling()) {
      cursor.parent();
      if (!parent.parent) return;
      parent = parent.parent as GrowingNode;
    }
  }
}

const POINT = '.'.charCodeAt(0);

/** The parser is not shown the point that a number ends with (`1.`). */
function endAt(source: string, to: number): number {
  return source.charCodeAt(to) === POINT && /^\d\.(?!\w)/.test(source.slice(to - 1, to + 2)) ? to + 1 : to;
}
