import { NameScope } from '../../names/nameScope.js';
import { argumentsOf } from '../../syntax/arguments.js';
import { type Binding, bindingOf, decoratedOf, definedName } from '../../syntax/definitions.js';
import type { PythonNode } from '../../syntax/node.js';
import { parametersOf } from '../../syntax/parameters.js';
import type { Machine } from '../machine.js';
import { isKind, type PyClass, type PyFunction, type Scope, type Value } from '../values/values.js';

export function defineFunction(machine: Machine, node: PythonNode, scope: Scope, binding: Binding = 'plain'): void {
  const name = definedName(node);
  const body = node.child('Body');
  if (!name || !body) return;
  const parts = { parameters: parametersOf(node), body, scope, binding, self: undefined, owner: null };
  const made: PyFunction = { kind: 'function', name, node, ...parts };
  machine.trace.functions.set(node, made);
  scope.set(name, made);
}

export function defineClass(machine: Machine, node: PythonNode, scope: Scope): void {
  const name = definedName(node);
  const body = node.child('Body');
  if (!name) return;
  const inner = new NameScope<Value>('class', scope);
  const bases = argumentsOf(node.child('ArgList')).filter((base) => base.name === null);
  const values = bases.map(({ value }) => machine.evaluate(value, scope));
  const made: PyClass = { kind: 'class', name, node, bases: values, members: inner.variables };
  scope.set(name, made);
  machine.trace.classes.set(node, made);
  if (body) machine.run(body.children, inner);
  for (const [member, value] of made.members) {
    if (!isKind(value, 'function') || value.owner) continue;
    const owned = { ...value, owner: made };
    made.members.set(member, owned);
    machine.trace.functions.set(value.node, owned);
  }
}

export function defineDecorated(machine: Machine, node: PythonNode, scope: Scope): void {
  const { decorators, definition } = decoratedOf(node);
  if (definition?.type === 'FunctionDefinition') defineFunction(machine, definition, scope, bindingOf(decorators));
  else if (definition) defineClass(machine, definition, scope);
}
