import { boundArguments } from '../../names/boundArguments.js';
import { NameScope } from '../../names/nameScope.js';
import { type PythonNode, walk } from '../../syntax/node.js';
import { type PythonParameter, parametersOf } from '../../syntax/parameters.js';
import type { Machine } from '../machine.js';
import { named, unknown } from '../values/unknown.js';
import { type Arguments, type PyFunction, type Scope, tuple, type Value } from '../values/values.js';

/** Deepest nesting of calls of the file's own functions. */
const DEEPEST = 40;

export function lambda(_machine: Machine, node: PythonNode, scope: Scope): PyFunction {
  const body = node.children.at(-1) ?? node;
  const parts = {
    parameters: parametersOf(node),
    body,
    scope,
    binding: 'plain' as const,
    self: undefined,
    owner: null,
  };
  return { kind: 'function', name: 'lambda', node, ...parts };
}

/** Runs a function of the file. One that calls itself without an end has an unknown result. */
export function callFunction(machine: Machine, callee: PyFunction, args: Arguments, node: PythonNode): Value {
  machine.step();
  if (machine.callDepth >= DEEPEST) {
    machine.trace.endless.add(callee);
    return unknown(machine, node);
  }
  if (isGenerator(callee) && !callee.body.contains(machine.trace.target)) {
    const call = { path: callee.name, args, node };
    machine.generators.keep(call, () => runFunction(machine, callee, args));
    return unknown(machine, node, { call });
  }
  return runFunction(machine, callee, args);
}

/** Runs the body of a function: of a generator too, which gives nothing back. */
function runFunction(machine: Machine, callee: PyFunction, args: Arguments): Value {
  machine.trace.entered.add(callee.node);
  const scope = new NameScope<Value>('function', callee.scope);
  if (callee.owner) scope.set('__class__', callee.owner);
  if (callee.self !== undefined) scope.set('__self__', callee.self);
  bindArguments(machine, callee, args, scope);
  machine.callDepth++;
  try {
    if (callee.name === 'lambda') return machine.evaluate(callee.body, scope);
    const completion = machine.run(callee.body.children, scope);
    return typeof completion === 'object' ? completion.value : null;
  } finally {
    machine.callDepth--;
  }
}

function bindArguments(machine: Machine, callee: PyFunction, args: Arguments, scope: Scope): void {
  const positional = callee.self === undefined ? args.positional : [callee.self, ...args.positional];
  for (const bound of boundArguments(callee.parameters, { positional, named: args.named })) {
    const { name } = bound.parameter;
    if (bound.star === '*') scope.set(name, tuple(bound.values));
    else if (bound.star === '**') scope.set(name, { kind: 'dict', entries: bound.entries });
    else scope.set(name, argument(machine, callee, bound.parameter, bound.value));
  }
}

function argument(machine: Machine, callee: PyFunction, parameter: PythonParameter, given: Value | undefined): Value {
  if (given !== undefined) return named(machine, given, parameter.name);
  if (parameter.defaultValue) return machine.evaluate(parameter.defaultValue, callee.scope);
  return unknown(machine, parameter.node, { name: parameter.name, parameterOf: callee });
}

const generators = new WeakMap<PythonNode, boolean>();

function isGenerator(callee: PyFunction): boolean {
  const known = generators.get(callee.node);
  if (known !== undefined) return known;
  let found = false;
  for (const node of walk(callee.body)) found ||= node.type === 'YieldExpression' || node.type === 'YieldStatement';
  generators.set(callee.node, found);
  return found;
}
