import { argumentsOf } from '../syntax/arguments.js';
import type { PythonNode } from '../syntax/node.js';
import { parametersOf } from '../syntax/parameters.js';
import { assignName } from './assignment.js';
import type { Evaluator } from './evaluator.js';
import { isKerasSequential } from './kerasNames.js';
import { newScope } from './scope.js';
import type { ClassValue, FunctionValue, Values } from './values.js';

/** `def name(...)`; the body runs when it is called. */
export function defineFunction(evaluator: Evaluator, node: PythonNode, decorators: readonly string[]): void {
  const name = node.child('VariableName');
  const value = functionValue(evaluator, node, decorators);
  if (name) assignName(evaluator, name.text, [value]);
}

export function defineLambda(evaluator: Evaluator, node: PythonNode): FunctionValue {
  return functionValue(evaluator, node, []);
}

function functionValue(evaluator: Evaluator, node: PythonNode, decorators: readonly string[]): FunctionValue {
  const { scope } = evaluator.frame();
  const defaults = new Map<string, Values>();
  for (const { name, defaultValue } of parametersOf(node)) {
    if (defaultValue) defaults.set(name, evaluator.evaluate(defaultValue));
  }
  const owner = scope.kind === 'class' ? (evaluator.classes.find((known) => known.scope === scope) ?? null) : null;
  const value: FunctionValue = { kind: 'function', node, scope, owner, binding: bindingOf(decorators), defaults };
  evaluator.functions.push(value);
  return value;
}

function bindingOf(decorators: readonly string[]): FunctionValue['binding'] {
  if (decorators.includes('staticmethod')) return 'static';
  if (decorators.includes('classmethod')) return 'class';
  return decorators.some((name) => /^(?:cached_?)?property$/.test(name)) ? 'property' : 'plain';
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
  const isSequential = bases.some((base) => (base.kind === 'class' ? base.isSequential : isKerasSequential(base, [])));
  const value: ClassValue = {
    kind: 'class',
    node,
    name,
    bases,
    scope: newScope('class', scope),
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
