import type { Identifier, Node, ThisExpression } from '@babel/types';
import { isClass, isFunction } from '../javascript/nodeKinds.js';
import { type ParentOf, walk } from '../javascript/syntax.js';

export type Reference = Identifier | ThisExpression;

/** Every name that is read or assigned in a piece of code, and every `this`, in the order of the source. */
export function referencesIn(root: Node, parentOf: ParentOf): Reference[] {
  const found: Reference[] = [];
  walk(root, (node) => {
    if (node.type === 'ThisExpression') found.push(node);
    else if (node.type === 'Identifier' && isReference(node, parentOf)) found.push(node);
  });
  return found;
}

function isReference(node: Identifier, parentOf: ParentOf): boolean {
  const parent = parentOf(node);
  switch (parent?.type) {
    case undefined:
      return true;
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return parent.object === node || parent.computed === true;
    case 'ObjectProperty':
      if (parent.key === node && !parent.computed && parent.value !== node) return false;
      return !isDeclared(node, parentOf);
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassProperty':
    case 'ClassAccessorProperty':
      if (parent.key === node) return parent.computed === true;
      return !isDeclared(node, parentOf);
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
      return false;
    default:
      return !isTypeName(parent) && !isDeclared(node, parentOf);
  }
}

const isTypeName = (parent: { readonly type: string } | undefined): boolean =>
  /^(TS(?!As|NonNull|Satisfies|TypeAssertion|Instantiation)|Import|Export|JSX)/.test(parent?.type ?? '');

/** Whether the name is what a declaration or a parameter declares. */
function isDeclared(node: Node, parentOf: ParentOf): boolean {
  for (let child = node, parent = parentOf(child); parent; child = parent, parent = parentOf(parent)) {
    switch (parent.type) {
      case 'ObjectProperty':
        if (parent.value !== child) return false;
        break;
      case 'AssignmentPattern':
        if (parent.left !== child) return false;
        break;
      case 'ArrayPattern':
      case 'ObjectPattern':
      case 'RestElement':
      case 'TSParameterProperty':
        break;
      case 'VariableDeclarator':
        return parent.id === child;
      case 'CatchClause':
        return parent.param === child;
      default:
        if (isFunction(parent))
          return parent.params.some((each) => each === child) || ('id' in parent && parent.id === child);
        return isClass(parent) && parent.id === child;
    }
  }
  return false;
}
