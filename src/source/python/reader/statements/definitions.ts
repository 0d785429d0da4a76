import { type PythonNode, splitAt } from '../../syntax/node.js';
import { parametersOf } from '../../syntax/parameters.js';
import type { Machine } from '../machine.js';
import { Names } from '../values/scope.js';
import { isKind, type PyClass, type PyFunction, type Scope, type Value } from '../values/values.js';

export function decorated(machine: Machine, node: PythonNode, scope: Scope): void {
  const decorators = node.childrenOf('Decorator').map((decorator) => decorator.text.replace(/^@|\s+$/g, ''));
  for (const child of node.children) {
    if (child.type === 'FunctionDefinition') defineFunction(machine, child, scope, decorators);
    if (child.type === 'ClassDefinition') defineClass(machine, child, scope, decorators);
  }
}

export function defineFunction(
  machine: Machine,
  node: PythonNode,
  scope: Scope,
  decorators: readonly string[] = [],
): void {
  const name = node.child('VariableName')?.text;
  const body = node.child('Body');
  if (!name || !body) return;
  const parts = { parameters: parametersOf(node), body, scope, decorators, self: undefined, owner: null };
  const made: PyFunction = { kind: 'function', name, node, ...parts };
  machine.trace.functions.set(node, made);
  scope.set(name, made);
}

export function defineClass(
  machine: Machine,
  node: PythonNode,
  scope: Scope,
  decorators: readonly string[] = [],
): void {
  const name = node.child('VariableName')?.text;
  const body = node.child('Body');
  if (!name) return;
  const inner = new Names<Value>(scope, true);
  const args = splitAt(node.child('ArgList')?.children.slice(1, -1) ?? [], ',').filter((part) => part.length === 1);
  const bases = args.flatMap(([base]) => (base ? [machine.evaluate(base, scope)] : []));
  const made: PyClass = { kind: 'class', name, node, bases, members: inner.entries(), decorators };
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
