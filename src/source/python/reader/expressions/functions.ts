import { type PythonNode, walk } from '../../syntax/node.js';
import { type PythonParameter, parametersOf } from '../../syntax/parameters.js';
import type { Machine } from '../machine.js';
import { Names } from '../values/scope.js';
import { named, unknown } from '../values/unknown.js';
import { type Arguments, list, type PyFunction, type Scope, type Value } from '../values/values.js';
import { keepGenerator } from './generators.js';

/** Deepest nesting of calls of the file's own functions. */
const DEEPEST = 40;

let depth = 0;

export function lambda(_machine: Machine, node: PythonNode, scope: Scope): Value {
  const body = node.children.at(-1) ?? node;
  const parts = { parameters: parametersOf(node), body, scope, decorators: [], self: undefined, owner: null };
  return { kind: 'function', name: 'lambda', node, ...parts };
}

/** Runs a function of the file. One that calls itself without an end has an unknown result. */
export function callFunction(machine: Machine, callee: PyFunction, args: Arguments, node: PythonNode): Value {
  machine.step();
  if (depth >= DEEPEST) {
    machine.trace.endless.add(callee);
    return unknown(machine, node);
  }
  if (isGenerator(callee) && !callee.body.contains(machine.trace.target)) {
    const call = { path: callee.name, args, node };
    keepGenerator(call, () => runFunction(machine, callee, args));
    return unknown(machine, node, { call });
  }
  return runFunction(machine, callee, args);
}

/** Runs the body of a function: of a generator too, which gives nothing back. */
function runFunction(machine: Machine, callee: PyFunction, args: Arguments): Value {
  machine.trace.entered.add(callee.node);
  const scope = new Names<Value>(callee.scope);
  if (callee.owner) scope.set('__class__', callee.owner);
  if (callee.self !== undefined) scope.set('__self__', callee.self);
  bindArguments(machine, callee, args, scope);
  depth++;
  try {
    if (callee.name === 'lambda') return machine.evaluate(callee.body, scope);
    const completion = machine.run(callee.body.children, scope);
    return typeof completion === 'object' ? completion.value : null;
  } finally {
    depth--;
  }
}

function bindArguments(machine: Machine, callee: PyFunction, args: Arguments, scope: Scope): void {
  const positional = callee.self === undefined ? [...args.positional] : [callee.self, ...args.positional];
  const rest = new Map(args.named);
  for (const parameter of callee.parameters) {
    const { name, star } = parameter;
    if (star === '*') scope.set(name, { ...list(positional.splice(0)), tuple: true });
    else if (star === '**') scope.set(name, { kind: 'dict', entries: new Map(rest) });
    else scope.set(name, argument(machine, callee, parameter, positional.shift(), rest.get(name)));
    rest.delete(name);
  }
}

function argument(
  machine: Machine,
  callee: PyFunction,
  parameter: PythonParameter,
  byPosition: Value | undefined,
  byName: Value | undefined,
): Value {
  const given = byPosition === undefined ? byName : byPosition;
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
