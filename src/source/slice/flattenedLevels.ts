import type { Node } from '@babel/types';
import type { FileAnalysis } from '../javascript/fileAnalysis.js';
import { isFunction } from '../javascript/nodeKinds.js';

/** The file, or a function whose statements are run as they stand. Its children run after it, each in a block of its own. */
export interface Level {
  readonly node: Node;
  readonly children: Level[];
}

/** The functions around the places that matter, as a tree from the file down. */
export class Levels {
  readonly root: Level;
  private readonly byNode = new Map<Node, Level>();

  constructor(
    private readonly analysis: FileAnalysis,
    program: Node,
  ) {
    this.root = { node: program, children: [] };
    this.byNode.set(program, this.root);
  }

  has(node: Node): boolean {
    return this.byNode.has(node);
  }

  /** Makes every function around a node a level; a new one runs after, or before, those that are there. */
  flattenAround(node: Node, order: 'first' | 'last' = 'last'): void {
    let parent = this.root;
    for (const each of this.functionsAround(node).reverse()) {
      const known = this.byNode.get(each);
      const level: Level = known ?? { node: each, children: [] };
      if (!known) {
        this.byNode.set(each, level);
        if (order === 'first') parent.children.unshift(level);
        else parent.children.push(level);
      }
      parent = level;
    }
  }

  /** Whether a statement runs as it stands: every function around it does. */
  runsHere(node: Node): boolean {
    return this.functionsAround(node).every((each) => this.has(each));
  }

  /** The innermost level around a node. */
  around(node: Node): Node {
    return this.functionsAround(node).find((each) => this.byNode.has(each)) ?? this.root.node;
  }

  /** Innermost first. */
  functionsAround(node: Node): Node[] {
    const { parentOf } = this.analysis.program;
    const functions: Node[] = [];
    for (let parent = parentOf(node); parent; parent = parentOf(parent)) if (isFunction(parent)) functions.push(parent);
    return functions;
  }
}
