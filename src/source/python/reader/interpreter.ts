import type { Arrays } from '../../../arrays/arrays.js';
import { NameScope } from '../names/nameScope.js';
import { definedName } from '../syntax/definitions.js';
import type { PythonNode } from '../syntax/node.js';
import { type Effort, planEffort } from './contents/sourceArrays.js';
import { attribute } from './expressions/attributes.js';
import { call } from './expressions/calls.js';
import { expressions } from './expressions/evaluate.js';
import { definitionsAround } from './flow/target.js';
import { Generators } from './generators.js';
import { LayerNames } from './library/layerNames.js';
import { type Machine, OutOfSteps, type Trace } from './machine.js';
import { Recorder } from './program/recorder.js';
import type { Questions } from './questions/questions.js';
import { runStatements } from './statements/runStatements.js';
import { unknown } from './values/unknown.js';
import { external, type Value } from './values/values.js';

/** Share of all steps that one attempt may take. */
const ATTEMPT_SHARE = 0.4;
/** Deepest nesting of expressions. */
const DEEPEST = 1200;

function makerOf(target: PythonNode): string | null {
  const maker = definitionsAround(target).findLast(({ type }) => type === 'FunctionDefinition');
  const name = maker && definedName(maker);
  return name && name !== '__init__' ? name : null;
}

/** An interpreter of the part of Python that decides what a model looks like and what it is trained on. */
export function createInterpreter(
  root: PythonNode,
  target: PythonNode,
  questions: Questions,
  arrays: Arrays,
  { steps: mostSteps, isPlan }: Effort = planEffort,
): Machine {
  const module = new NameScope<Value>('module', null);
  const attemptSteps = mostSteps * ATTEMPT_SHARE;
  let steps = 0;
  let limit = attemptSteps;
  let depth = 0;
  const trace: Trace = {
    target,
    maker: makerOf(target),
    models: [],
    instances: [],
    functions: new Map(),
    classes: new Map(),
    entered: new Set(),
    endless: new Set(),
    data: [],
    flags: new Map(),
    starImports: [],
    attributes: new Map(),
    changes: 0,
    wrappers: new Map(),
    layerNames: new LayerNames(),
    program: new Recorder(),
  };
  const step = (count = 1) => {
    steps += count;
    if (steps > limit) throw new OutOfSteps();
  };
  const machine: Machine = {
    root,
    module,
    questions,
    trace,
    arrays,
    mostSteps,
    isPlan,
    generators: new Generators(),
    callDepth: 0,
    attempt(read, { steps: most = attemptSteps, beyond = false } = {}) {
      limit = beyond ? steps + most : Math.min(steps + most, mostSteps);
      depth = 0;
      try {
        read();
        return 'ended';
      } catch (error) {
        if (error instanceof OutOfSteps || error instanceof RangeError) return 'gave up';
        throw error;
      }
    },
    remaining: () => limit - steps,
    step,
    evaluate(node, scope) {
      step();
      const evaluate = Object.hasOwn(expressions, node.type) ? expressions[node.type] : undefined;
      if (!evaluate || (depth > DEEPEST && node.children.length > 0))
        return node.text === '' ? external('') : unknown(machine, node);
      depth++;
      try {
        return evaluate(machine, node, scope);
      } finally {
        depth--;
      }
    },
    run(nodes, scope) {
      return runStatements(machine, nodes, scope);
    },
    call(callee, args, node) {
      return call(machine, callee, args, node);
    },
    attribute(value, name, node) {
      return attribute(machine, value, name, node);
    },
  };
  return machine;
}
