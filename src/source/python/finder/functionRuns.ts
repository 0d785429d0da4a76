import { boundArguments } from '../names/boundArguments.js';
import { NameScope } from '../names/nameScope.js';
import type { PythonNode } from '../syntax/node.js';
import { parametersOf } from '../syntax/parameters.js';
import type { Evaluator, Frame, PassedArguments } from './evaluator.js';
import { type FunctionValue, nothing, type Scope, unknown, type Value, type Values } from './possibleValues.js';
import { union } from './union.js';

/** Runs a function's body with its parameters bound, and returns what it may return. */
export function runFunction(
  evaluator: Evaluator,
  called: FunctionValue,
  passed: PassedArguments,
  call: PythonNode | null,
  self: Value | null,
): Values {
  const scope = new NameScope<Values>('function', called.scope);
  bindParameters(called, passed, self, scope);
  const frame: Frame = {
    scope,
    function: called,
    call,
    passed: passedValues(passed),
    self,
    returned: [],
    yielded: null,
  };
  evaluator.frames.push(frame);
  const values = runBody(evaluator, called.node, frame);
  evaluator.frames.pop();
  for (const value of values) {
    const model = value.kind === 'instance' ? value.model : value;
    if (model?.kind === 'model') evaluator.models.creation(model.creation).returnedBy.add(called.node);
  }
  return values;
}

function runBody(evaluator: Evaluator, node: PythonNode, frame: Frame): Values {
  if (node.type === 'LambdaExpression') {
    const expression = node.children.at(-1);
    return expression && expression.type !== ':' ? evaluator.evaluate(expression) : [unknown()];
  }
  const body = node.child('Body');
  if (body) evaluator.execute(body);
  if (frame.yielded) return [frame.yielded];
  return frame.returned.length > 0 ? union(frame.returned, []) : [nothing];
}

function bindParameters(
  called: FunctionValue,
  { list, open }: PassedArguments,
  self: Value | null,
  { variables }: Scope,
): void {
  const positional = list.filter(({ name }) => name === null).map(({ values }) => values);
  if (self) positional.unshift([self]);
  const named = new Map(list.flatMap(({ name, values }) => (name === null ? [] : [[name, values] as const])));
  for (const bound of boundArguments(parametersOf(called.node), { positional, named })) {
    const { name } = bound.parameter;
    if (bound.star === '*') {
      const elements = bound.values;
      variables.set(name, open && elements.length === 0 ? [unknown(name)] : [{ kind: 'list', elements }]);
    } else if (bound.star === '**') variables.set(name, [{ kind: 'dictionary', entries: bound.entries, others: [] }]);
    else variables.set(name, bound.value ?? called.defaults.get(name) ?? [unknown(name)]);
  }
}

function passedValues({ list }: PassedArguments): Set<Value> {
  return new Set(
    list.flatMap(({ values }) => values.flatMap((value) => (value.kind === 'list' ? value.elements.flat() : value))),
  );
}
