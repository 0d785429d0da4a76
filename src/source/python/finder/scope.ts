import type { Scope, Values } from './values.js';

export function newScope(kind: Scope['kind'], parent: Scope | null): Scope {
  return { kind, parent, variables: new Map(), lent: new Map() };
}

/** The scope that a name is written to. */
export function scopeForWriting(scope: Scope, name: string): Scope {
  return scope.lent.get(name) ?? scope;
}

/** What a name may be; undefined where nothing binds it. Functions do not see the names of a class around them. */
export function lookUp(scope: Scope, name: string): Values | undefined {
  for (let current: Scope | null = scope; current; current = current.parent) {
    if (current.kind === 'class' && current !== scope) continue;
    const values = scopeForWriting(current, name).variables.get(name);
    if (values) return values;
  }
  return undefined;
}

export function moduleScope(scope: Scope): Scope {
  let current = scope;
  while (current.parent) current = current.parent;
  return current;
}

/** The nearest function around a scope that binds a name, for `nonlocal`. */
export function bindingFunction(scope: Scope, name: string): Scope | null {
  for (let current = scope.parent; current; current = current.parent) {
    if (current.kind === 'function' && current.variables.has(name)) return current;
  }
  return null;
}
