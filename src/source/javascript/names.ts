import type { Node } from '@babel/types';

/** A property's name where the source spells it out; null for a computed one. */
export function keyName(key: Node, computed: boolean): string | null {
  if (key.type === 'StringLiteral') return key.value;
  if (key.type === 'NumericLiteral') return String(key.value);
  if (key.type === 'PrivateName') return key.id.name;
  return key.type === 'Identifier' && !computed ? key.name : null;
}

/** Stands for the name of a property that is computed: `models[index]`. */
export const COMPUTED = '[]';

/** The property that a member expression names; null where it is computed or the node is another one. */
export function memberName(node: Node): string | null {
  return node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression'
    ? keyName(node.property, node.computed === true)
    : null;
}
