import type { Node, ObjectProperty } from '@babel/types';
import { MOST_ARGUMENT_TEXT, type SourceArgument, type SourceArguments } from '../../protocol/source.js';
import { keyName } from './names.js';
import { type Call, unwrap } from './nodeKinds.js';
import { sourceSpan } from './sourceSpan.js';
import { endOf, startOf } from './syntax.js';

/** What a call of `tf.layers` is given: the properties of its options. */
export function layerArguments({ arguments: [first, ...others] }: Call, text: string, file: string): SourceArguments {
  if (!first) return { list: [], complete: true };
  const options = unwrap(first);
  if (options.type !== 'ObjectExpression') return { list: [], complete: false };
  const list = options.properties.flatMap((property) => {
    if (property.type !== 'ObjectProperty') return [];
    const name = keyName(property.key, property.computed === true);
    return name === null ? [] : [argumentOf(name, property, text, file)];
  });
  return { list, complete: others.length === 0 && list.length === options.properties.length };
}

function argumentOf(name: string, property: ObjectProperty, text: string, file: string): SourceArgument {
  const { value } = property;
  return {
    name,
    text: text.slice(startOf(value), Math.min(endOf(value), startOf(value) + MOST_ARGUMENT_TEXT)),
    value: literalOf(unwrap(value)),
    span: sourceSpan(property, file),
    valueSpan: sourceSpan(value, file),
  };
}

function literalOf(node: Node): SourceArgument['value'] {
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
      const value = node.operator === '-' ? literalOf(node.argument) : undefined;
      return typeof value === 'number' ? -value : undefined;
    }
    default:
      return undefined;
  }
}
