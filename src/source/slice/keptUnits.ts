import type { Node } from '@babel/types';
import { isFunction } from '../javascript/nodeKinds.js';
import type { ParentOf } from '../javascript/syntax.js';
import type { Levels } from './flattenedLevels.js';

/** What is kept or left out as a whole: a statement, or one variable of a declaration. */
export function unitAround(node: Node, levels: Levels, parentOf: ParentOf): Node {
  let unit = node;
  let outer: Node | undefined;
  for (let each: Node | undefined = node; each && !levels.has(each); each = parentOf(each)) {
    unit = each;
    // What is in a function that does not run as it stands, or in a `switch`, comes with all of that.
    if (isFunction(each) || each.type === 'SwitchStatement') outer = each;
  }
  for (let each: Node | undefined = outer ?? node; each && !levels.has(each); each = parentOf(each)) {
    if (isUnit(each, parentOf(each))) return each;
  }
  return unit;
}

function isUnit(node: Node, parent: Node | undefined): boolean {
  if (node.type === 'VariableDeclarator') return true;
  if (node.type === 'VariableDeclaration' || node.type === 'BlockStatement') return false;
  if (/^Export/.test(node.type)) return true;
  const isStatement = /(Statement|Declaration)$/.test(node.type);
  return isStatement && parent?.type !== 'LabeledStatement';
}

/** The expressions and declarations in the head of a loop. */
export function headParts(loop: Node): Node[] {
  switch (loop.type) {
    case 'ForStatement':
      return [loop.init, loop.test, loop.update].flatMap((part) => part ?? []);
    case 'ForInStatement':
    case 'ForOfStatement':
      return [loop.right];
    case 'WhileStatement':
    case 'DoWhileStatement':
      return [loop.test];
    default:
      return [];
  }
}
