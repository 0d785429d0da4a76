import type { Node } from '@babel/types';
import { type Class, isClass, isFunction } from './nodeKinds.js';
import type { ParentOf } from './syntax.js';

/** Whether `let`, `const` and class names declared directly in a node end with it. */
function opensScope(node: Node): boolean {
  switch (node.type) {
    case 'Program':
    case 'BlockStatement':
    case 'StaticBlock':
    case 'TSModuleBlock':
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'SwitchStatement':
    case 'CatchClause':
      return true;
    default:
      return isFunction(node);
  }
}

/** The node whose scope a declaration at `node` belongs to. */
export function enclosingScope(node: Node, parentOf: ParentOf): Node {
  let scope = node;
  for (let parent = parentOf(node); parent; parent = parentOf(parent)) {
    scope = parent;
    if (opensScope(parent)) break;
  }
  return scope;
}

/** The function, or the whole program, that `var` at a node belongs to and whose statements run as one sequence. */
export function enclosingFunction(node: Node, parentOf: ParentOf): Node {
  let scope = node;
  for (let parent = parentOf(node); parent; parent = parentOf(parent)) {
    scope = parent;
    if (isFunction(parent) || parent.type === 'StaticBlock' || parent.type === 'TSModuleBlock') break;
  }
  return scope;
}

/** The class whose body, or the expression of whose superclass, a node is in. */
export function enclosingClass(node: Node, parentOf: ParentOf): Class | undefined {
  for (let parent = parentOf(node); parent; parent = parentOf(parent)) if (isClass(parent)) return parent;
  return undefined;
}
