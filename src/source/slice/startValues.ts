import type { Node } from '@babel/types';
import type { Write } from '../javascript/bindings.js';
import { unwrap } from '../javascript/nodeKinds.js';

/** What a variable or a field holds until something fills it: nothing, an empty text, a size of 0. */
export function isStartValue({ source }: Write): boolean {
  if (source.kind !== 'value' || source.path.length > 0) return false;
  const value = unwrap(source.value);
  if (value.type === 'NumericLiteral') return value.value === 0;
  return isAbsent(value) || (value.type === 'StringLiteral' && value.value === '');
}

/** `null` or `undefined`, however it is written. */
export function isAbsent(value: Node): boolean {
  if (value.type === 'NullLiteral') return true;
  if (value.type === 'Identifier') return value.name === 'undefined';
  return value.type === 'UnaryExpression' && value.operator === 'void';
}

/** An object or a list as the source writes it: parts of it may be open. */
export function isStructure(value: Node): boolean {
  if (value.type === 'ObjectExpression') return value.properties.length > 0;
  return value.type === 'ArrayExpression' && value.elements.length > 0;
}
