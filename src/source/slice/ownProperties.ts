import type { Function as AnyFunction, Node } from '@babel/types';
import { isClass, unwrap } from '../javascript/nodeKinds.js';
import type { Program, PropertyWrite } from '../javascript/program.js';
import { enclosingClass } from '../javascript/scopes.js';

/** Assignments of `this.name` in the class around a node, and the class's field. */
export function ownWrites(at: Node, name: string, { parentOf, propertyWrites }: Program): PropertyWrite[] {
  const owner = enclosingClass(at, parentOf);
  return (propertyWrites.get(name) ?? []).filter(({ object }) =>
    isClass(object)
      ? object === owner
      : unwrap(object).type === 'ThisExpression' && enclosingClass(object, parentOf) === owner,
  );
}

/** Methods of that name of the class around a node. */
export function ownMethods(at: Node, name: string, { parentOf, methodsByName }: Program): AnyFunction[] {
  const owner = enclosingClass(at, parentOf);
  if (!owner) return [];
  return (methodsByName.get(name) ?? []).filter((method) => enclosingClass(method, parentOf) === owner);
}

/** Whether a value is a parameter, or is read of one. */
export function startsAtParameter(value: Node, { scopes, parentOf }: Program): boolean {
  let node = unwrap(value);
  while (node.type === 'MemberExpression') node = unwrap(node.object);
  const binding = node.type === 'Identifier' ? scopes.lookUp(node.name, node, parentOf) : undefined;
  return !!binding && binding.writes.length > 0 && binding.writes.every(({ source }) => source.kind === 'argument');
}
