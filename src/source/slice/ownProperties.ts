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
