import { isKerasSequential, mayBeKerasSequential } from '../names/kerasNames.js';
import { NameScope } from '../names/nameScope.js';
import { argumentsOf } from '../syntax/arguments.js';
import type { Binding } from '../syntax/definitions.js';
import type { PythonNode } from '../syntax/node.js';
import { parametersOf } from '../syntax/parameters.js';
import { assignName } from './assignTargets.js';
import type { Evaluator } from './evaluator.js';
import type { ClassValue, FunctionValue, Value, Values } from './possibleValues.js';

/** `def name(...)`; the body runs when it is called. */
export function defineFunction(evaluator: Evaluator, node: PythonNode, binding: Binding): void {
  const name = node.child('VariableName');
  const value = functionValue(evaluator, node, binding);
  if (name) assignName(evaluator, name.text, [value]);
}

export function defineLambda(evaluator: Evaluator, node: PythonNode): FunctionValue {
  return functionValue(evaluator, node, 'plain');
}

function functionValue(evaluator: Evaluator, node: PythonNode, binding: Binding): FunctionValue {
  const { scope } = evaluator.frame();
  const defaults = new Map<string, Values>();
  for (const { name, defaultValue } of parametersOf(node)) {
    if (defaultValue) defaults.set(name, evaluator.evaluate(defaultValue));
  }
  const owner = scope.kind === 'class' ? (evaluator.classes.find((known) => known.scope === scope) ?? null) : null;
  const value: FunctionValue = { kind: 'function', node, scope, owner, binding, defaults };
  evaluator.functions.push(value);
  return value;
}

function extendsSequential(base: Value): boolean {
  if (base.kind === 'class') return base.isSequential;
  if (base.kind === 'path') return isKerasSequential(base, []);
  return base.kind === 'unknown' && mayBeKerasSequential(base.hint, []);
}

/** `class Name(Bases)`; its body runs at once. */
export function defineClass(evaluator: Evaluator, node: PythonNode): void {
  const nameNode = node.child('VariableName');
  if (!nameNode) return;
  const bases = argumentsOf(node.child('ArgList'))
    .filter(({ name }) => name === null)
    .flatMap(({ value }) => evaluator.evaluate(value));
  const { scope } = evaluator.frame();
  const name = nameNode.text;
  const isSequential = bases.some((base) => extendsSequential(base));
  const value: ClassValue = {
    kind: 'class',
    node,
    name,
    bases,
    scope: new NameScope<Values>('class', scope),
    attributes: new Map(),
    isSequential,
  };
  evaluator.classes.push(value);
  if (isSequential) evaluator.models.creation(node);
  assignName(evaluator, name, [value]);
  const body = node.child('Body');
  if (!body) return;
  evaluator.frames.push({
    scope: value.scope,
    function: null,
    call: null,
    passed: new Set(),
    self: null,
    returned: [],
    yielded: null,
  });
  evaluator.execute(body);
  evaluator.frames.pop();
}
