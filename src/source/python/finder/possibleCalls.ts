import { isKerasSequential, isOfKeras, mayBeKerasSequential } from '../names/kerasNames.js';
import { argumentsOf, type PythonArgument } from '../syntax/arguments.js';
import type { PythonNode } from '../syntax/node.js';
import type { Evaluator, PassedArguments } from './evaluator.js';
import { isFitName, recordGradientStep, recordHandOver } from './handOver.js';
import { callMember } from './members.js';
import { configure } from './modelCalls.js';
import { classAttribute } from './possibleAttributes.js';
import { valuesInside } from './possibleElements.js';
import {
  type ClassValue,
  type InstanceValue,
  type ModelValue,
  unknown,
  type Value,
  type Values,
} from './possibleValues.js';
import { callBuiltin } from './pythonFunctions.js';
import { union } from './union.js';

/** What a call makes, whichever of the callees it calls. */
export function callValues(evaluator: Evaluator, callees: Values, passed: PassedArguments, node: PythonNode): Values {
  if (isGradientStep(node)) {
    for (const { values } of passed.list) recordGradientStep(evaluator, values, node);
  }
  const outside = callees.filter(({ kind }) => kind === 'path' || kind === 'unknown');
  const sets = fewOfEach(callees).map((callee) => callOwn(evaluator, callee, passed, node));
  if (outside.length > 0) sets.push(callOutside(evaluator, outside, passed, node));
  const values = union(...sets);
  return values.length > 0 ? values : [unknown()];
}

function isGradientStep(call: PythonNode): boolean {
  const property = call.children[0]?.child('PropertyName');
  return property !== undefined && /^(?:apply_gradients|minimize)$/.test(property.text);
}

/** One call may stand for that many of one method, on different objects. */
const MAX_OF_METHOD = 6;

/** The callees that the file defines. */
function fewOfEach(callees: Values): Values {
  const counts = new Map<PythonNode, number>();
  return callees.filter((callee) => {
    if (callee.kind === 'path' || callee.kind === 'unknown') return false;
    const called = callee.kind === 'method' ? callee.function.node : callee.kind === 'class' ? callee.node : null;
    const count = (called && counts.get(called)) ?? 0;
    if (called) counts.set(called, count + 1);
    return count < MAX_OF_METHOD;
  });
}

function callOwn(evaluator: Evaluator, callee: Value, passed: PassedArguments, node: PythonNode): Values {
  switch (callee.kind) {
    case 'function':
      return evaluator.run(callee, passed, node, null);
    case 'method':
      return evaluator.run(callee.function, passed, node, callee.self);
    case 'class':
      return [instantiate(evaluator, callee, passed, node)];
    case 'member':
      return callMember(evaluator, callee, passed, node);
    case 'instance': {
      const called = classAttribute(callee.class, '__call__') ?? [];
      return union(
        ...called.map((value) =>
          value.kind === 'function' ? evaluator.run(value, passed, node, callee) : [unknown()],
        ),
      );
    }
    default:
      return [unknown()];
  }
}

/** Calls what the file does not define: Sequential itself, a function of Python's own, or else something that makes an object. */
function callOutside(evaluator: Evaluator, callees: Values, passed: PassedArguments, node: PythonNode): Values {
  const syntax = argumentsOf(node.child('ArgList'));
  if (callees.some((callee) => isSequential(callee, syntax))) {
    const model = evaluator.models.make(node);
    configure(evaluator, model, passed, node);
    return [model];
  }
  const path = pathOf(callees[0]);
  const built = callBuiltin(evaluator, path, passed);
  if (built) return built;
  if (path.endsWith('.__init__')) initialize(evaluator, passed, node);
  const className = path.slice(path.lastIndexOf('.') + 1);
  const held = heldBy(passed);
  if (isFitName(className)) recordHandOver(evaluator, held, node);
  const ofKeras = callees.every((callee) => makesOfKeras(evaluator, callee));
  return [{ kind: 'object', node, className, ofKeras, held }];
}

function isSequential(callee: Value, syntax: readonly PythonArgument[]): boolean {
  if (callee.kind === 'path') return isKerasSequential(callee, syntax);
  return callee.kind === 'unknown' && mayBeKerasSequential(callee.hint, syntax);
}

/** Whether a call of it makes what Keras itself would, with no argument given before. */
function makesOfKeras({ starImports }: Evaluator, callee: Value): boolean {
  return callee.kind === 'path' && !callee.partial && isOfKeras(callee, starImports);
}

function pathOf(callee: Value | undefined): string {
  if (callee?.kind === 'path') return callee.path;
  return callee?.kind === 'unknown' ? callee.hint : '';
}

/** `Sequential.__init__(self, ...)` */
function initialize(evaluator: Evaluator, passed: PassedArguments, node: PythonNode): void {
  const [self, ...list] = passed.list;
  for (const value of self?.values ?? []) {
    if (value.kind === 'instance' && value.model) configure(evaluator, value.model, { list, open: passed.open }, node);
  }
}

function instantiate(evaluator: Evaluator, made: ClassValue, passed: PassedArguments, node: PythonNode): Value {
  const instance = newInstance(evaluator, made, node);
  const initializers = classAttribute(made, '__init__');
  for (const value of initializers ?? []) {
    if (value.kind === 'function') evaluator.run(value, passed, node, instance);
  }
  if (!initializers && instance.model) configure(evaluator, instance.model, passed, node);
  return instance;
}

export function newInstance(evaluator: Evaluator, made: ClassValue, node: PythonNode | null): InstanceValue {
  const model: ModelValue | null = made.isSequential ? evaluator.models.make(made.node) : null;
  return { kind: 'instance', class: made, node, attributes: new Map(), model };
}

/** Models and functions among the arguments, and objects that hold some. */
function heldBy({ list }: PassedArguments): Values {
  return valuesInside(list.map(({ values }) => values)).filter(isHeld);
}

function isHeld(value: Value): boolean {
  if (value.kind === 'object') return value.held.length > 0;
  return /^(model|function|method|instance)$/.test(value.kind);
}
