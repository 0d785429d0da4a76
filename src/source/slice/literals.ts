import type { Node } from '@babel/types';
import { unwrap } from '../javascript/nodeKinds.js';

/** Whether an expression says its whole value: numbers, texts, lists and objects of them. */
export function isLiteral(expression: Node): boolean {
  const node = unwrap(expression);
  switch (node.type) {
    case 'NumericLiteral':
    case 'StringLiteral':
    case 'BooleanLiteral':
      return true;
    case 'UnaryExpression':
      return node.operator === '-' && isLiteral(node.argument);
    case 'BinaryExpression':
      return isLiteral(node.left) && isLiteral(node.right);
    case 'ArrayExpression':
      return node.elements.length > 0 && node.elements.every((element) => element !== null && isLiteral(element));
    case 'ObjectExpression':
      return (
        node.properties.length > 0 &&
        node.properties.every((property) => property.type === 'ObjectProperty' && isLiteral(property.value))
      );
    default:
      return false;
  }
}
