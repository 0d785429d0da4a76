import type { Node } from '@babel/types';
import type { SourceValue } from '../../protocol/sourceValue.js';
import { arithmetic } from './arithmetic.js';
import { unwrap } from './nodeKinds.js';

/** Longer arithmetic is no constant that people write. */
const MAX_DEPTH = 8;

/** What an expression is where it is a literal, or arithmetic of some. @param follow the expression that a name stands for */
export function literalOf(expression: Node, follow: (name: Node) => Node, depth = 0): SourceValue['value'] {
  const node = unwrap(expression);
  const of = (part: Node) => (depth < MAX_DEPTH ? literalOf(part, follow, depth + 1) : undefined);
  switch (node.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return node.value;
    case 'NullLiteral':
      return null;
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? undefined) : undefined;
    case 'UnaryExpression': {
      const value = node.operator === '-' ? of(node.argument) : undefined;
      return typeof value === 'number' ? -value : undefined;
    }
    case 'BinaryExpression':
      return arithmetic(node.operator, of(node.left), of(node.right));
    case 'Identifier':
    case 'MemberExpression': {
      const followed = follow(node);
      return followed === node ? undefined : of(followed);
    }
    default:
      return undefined;
  }
}
