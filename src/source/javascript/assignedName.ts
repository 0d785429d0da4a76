import type { Expression, Node } from '@babel/types';
import { keyName } from './names.js';
import { passedArgument } from './nodeKinds.js';
import type { ParentOf } from './syntax.js';

/**
 * The variable, property or class field that takes an expression's value, also through `await`, `as`, `!`, `||` and `?:`; null
 * where it has none.
 */
export function assignedName(node: Node, parentOf: ParentOf): string | null {
  let value = node;
  for (let parent = parentOf(value); parent; parent = parentOf(value)) {
    if (!passesOn(parent, value)) return nameFrom(parent, value, parentOf(parent));
    value = parent;
  }
  return null;
}

/** Whether a parent's value is its child's. */
function passesOn(parent: Node, child: Node): boolean {
  switch (parent.type) {
    case 'AwaitExpression':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TypeCastExpression':
    case 'LogicalExpression':
      return true;
    case 'ConditionalExpression':
      return parent.test !== child;
    case 'SequenceExpression':
      return parent.expressions.at(-1) === child;
    case 'CallExpression':
      return passedArgument(parent) === child;
    default:
      return false;
  }
}

function nameFrom(parent: Node, value: Node, grandparent: Node | undefined): string | null {
  switch (parent.type) {
    case 'VariableDeclarator':
      return parent.init === value ? targetName(parent.id) : null;
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return parent.right === value ? targetName(parent.left) : null;
    case 'ObjectProperty':
    case 'ClassProperty':
    case 'ClassAccessorProperty':
      return parent.value === value ? keyName(parent.key, parent.computed === true) : null;
    case 'ClassPrivateProperty':
      return parent.value === value ? parent.key.id.name : null;
    case 'ArrayExpression':
      return elementName(parent.elements.indexOf(value as Expression), grandparent);
    default:
      return null;
  }
}

/** The name in `[first, second] = [..., value]`. */
function elementName(index: number, owner: Node | undefined): string | null {
  if (owner?.type === 'VariableDeclarator' && owner.id.type === 'ArrayPattern') {
    const element = owner.id.elements[index];
    return element ? targetName(element) : null;
  }
  return null;
}

function targetName(target: Node): string | null {
  switch (target.type) {
    case 'Identifier':
      return target.name;
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      if (isModuleExports(target)) return null;
      return keyName(target.property, target.computed === true) ?? targetName(target.object);
    case 'TSAsExpression':
    case 'TSNonNullExpression':
      return targetName(target.expression);
    case 'ArrayPattern':
      return target.elements[0] ? targetName(target.elements[0]) : null;
    default:
      return null;
  }
}

function isModuleExports(target: Node): boolean {
  return (
    target.type === 'MemberExpression' &&
    target.object.type === 'Identifier' &&
    target.object.name === 'module' &&
    target.property.type === 'Identifier' &&
    target.property.name === 'exports'
  );
}
