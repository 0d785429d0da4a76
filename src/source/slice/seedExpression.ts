import type { Node } from '@babel/types';
import { isCall, passedArgument, unwrap } from '../javascript/nodeKinds.js';
import type { ParentOf } from '../javascript/syntax.js';

/**
 * The expression that makes a model, with the calls chained to it, where nothing else of its statement is wanted (`return`, an argument, an
 * object's property, a property of something unknown); null where a variable or `this` takes it, so that the whole statement is.
 */
export function seedExpression(creation: Node, parentOf: ParentOf): Node | null {
  let node = creation;
  for (let parent = parentOf(node); parent && passesOn(parent, node); parent = parentOf(node)) node = parent;
  const parent = parentOf(node);
  switch (parent?.type) {
    case 'VariableDeclarator':
      return null;
    case 'AssignmentExpression': {
      const target = unwrap(parent.left);
      const isOwn = target.type === 'MemberExpression' && unwrap(target.object).type === 'ThisExpression';
      return parent.right === node && (isOwn || target.type === 'Identifier') ? null : node;
    }
    default:
      return node;
  }
}

function passesOn(parent: Node, child: Node): boolean {
  switch (parent.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return parent.object === child;
    case 'AwaitExpression':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'LogicalExpression':
    case 'ConditionalExpression':
      return true;
    default:
      return isCall(parent) && (parent.callee === child || passedArgument(parent) === child);
  }
}
