import { definedName } from '../../syntax/definitions.js';
import { mentionsIn } from '../../syntax/mentions.js';
import type { PythonNode } from '../../syntax/node.js';
import { parametersOf } from '../../syntax/parameters.js';
import { bind } from '../expressions/attributes.js';
import { instantiate } from '../expressions/instances.js';
import type { Machine } from '../machine.js';
import { isFitArgument } from '../program/argumentRules.js';
import { captured } from '../program/capture.js';
import { loseFilled } from '../statements/loseFilled.js';
import { argumentsOf, isKind, type PyFunction, type PyModel, type Value } from '../values/values.js';
import { addersOf, callersOf, trainersOf } from './callers.js';
import { definitionsAround } from './target.js';

/** Functions that are tried, one after the other, to see the model built and fitted. */
const MOST_TRIES = 6;

/** Share of all steps that a statement may take which stands before the model. */
const STATEMENT_SHARE = 0.25;

/** Reads the program: its top level, then what else makes, compiles and fits the model. Gives back the model, if it is made. */
export function runProgram(machine: Machine): PyModel | null {
  const around = definitionsAround(machine.trace.target);
  for (const definition of around) {
    for (const parameter of parametersOf(definition)) machine.questions.reserve(parameter.name, parameter.node.from);
  }
  runTopLevel(machine);
  if (!bestModel(machine)?.fit) tryCallers(machine, around);
  if (!hasLayers(machine)) machine.attempt(() => callInwards(machine, around));
  if (machine.trace.models.length === 0) machine.attempt(() => machine.evaluate(machine.trace.target, machine.module));
  tryAdders(machine, around);
  tryTrainers(machine, around);
  const model = bestModel(machine);
  if (model) addWrapper(machine, model, around);
  return model;
}

/** A statement that takes very long is left alone, so that those after it are read. */
function runTopLevel(machine: Machine): void {
  const { target } = machine.trace;
  for (const statement of machine.root.children) {
    const steps = statement.to < target.from ? machine.mostSteps * STATEMENT_SHARE : undefined;
    if (machine.attempt(() => machine.run([statement], machine.module), { steps }) === 'gave up') {
      const reason = 'it takes too many steps to read';
      loseFilled(machine, statement, machine.module, { node: statement, reason, costly: true }, true);
      noteGivenUp(machine, statement);
    }
  }
}

function noteGivenUp({ trace, isPlan }: Machine, statement: PythonNode): void {
  if (isPlan || mentionsIn(statement).calls.length === 0) return;
  const text = 'This takes too many steps to read to the end, so the rest is left out.';
  trace.program.note(statement, { kind: 'not-done', text, changesLearning: true });
}

function bestModel({ trace: { models } }: Machine): PyModel | null {
  const filled = models.filter((model) => model.layers.length > 0);
  return filled.find((model) => model.fit) ?? filled.find((model) => model.compile) ?? filled[0] ?? models[0] ?? null;
}

function hasLayers({ trace }: Machine): boolean {
  return trace.models.some((model) => model.layers.length > 0);
}

/** Functions that call what builds the model. */
function tryCallers(machine: Machine, around: readonly PythonNode[]): void {
  const builder =
    around.findLast((node) => node.type === 'FunctionDefinition' && definedName(node) !== '__init__') ?? around[0];
  if (!builder) return;
  for (const caller of callersOf(machine, builder).slice(0, MOST_TRIES)) {
    machine.attempt(() => callFree(machine, caller));
    if (bestModel(machine)?.fit) return;
  }
}

/** Calls each definition around the model, from the outermost to the one that makes it. */
function callInwards(machine: Machine, around: readonly PythonNode[]): void {
  const { target } = machine.trace;
  const nodes = target.type === 'ClassDefinition' ? [...around, target] : around;
  for (const node of nodes) {
    const made = machine.trace.classes.get(node);
    const next = nodes[nodes.indexOf(node) + 1];
    if (made && next?.type !== 'ClassDefinition' && (!next || definedName(next) === '__init__')) {
      instantiate(machine, made, argumentsOf([]), node);
    }
    const callee = machine.trace.functions.get(node);
    if (callee && !hasLayers(machine)) callFree(machine, callee);
  }
}

/** Calls a function with arguments that are all open; a method on an instance of its class. */
function callFree(machine: Machine, callee: PyFunction, named: ReadonlyMap<string, Value> = new Map()): void {
  const { owner } = callee;
  const args = argumentsOf([], named);
  if (!owner || callee.binding === 'static') {
    machine.call(callee, args, callee.node);
    return;
  }
  const isKnown = (value: Value) => isKind(value, 'instance') && value.of === owner;
  const instance = machine.trace.instances.find(isKnown) ?? instantiate(machine, owner, argumentsOf([]), owner.node);
  if (callee.name !== '__init__') machine.call(bind(callee, instance), args, callee.node);
}

/** Functions and methods that add layers to a model that has none. */
function tryAdders(machine: Machine, around: readonly PythonNode[]): void {
  const [model] = machine.trace.models;
  if (!model) return;
  for (const { callee, parameter } of addersOf(machine, around).slice(0, MOST_TRIES)) {
    if (hasLayers(machine)) return;
    machine.attempt(() => callFree(machine, callee, new Map(parameter ? [[parameter, model]] : [])));
  }
}

/** Functions and methods that compile or fit a model that they are given or hold. */
function tryTrainers(machine: Machine, around: readonly PythonNode[]): void {
  const model = bestModel(machine);
  if (!model || model.layers.length === 0) return;
  for (const { callee, parameter } of trainersOf(machine, around).slice(0, MOST_TRIES)) {
    if (bestModel(machine)?.fit) return;
    machine.attempt(() => callFree(machine, callee, new Map(parameter ? [[parameter, model]] : [])));
  }
}

/** Arguments of a wrapper that Keras's fit does not have: they are for the function. */
function fitArguments(named: ReadonlyMap<string, Value>): Map<string, Value> {
  return new Map([...named].filter(([name]) => isFitArgument(name)));
}

/** scikit-learn's wrappers fit what a function builds. */
function addWrapper(machine: Machine, model: PyModel, around: readonly PythonNode[]): void {
  const wrapper = around.map((node) => machine.trace.wrappers.get(node)).find((found) => found !== undefined);
  if (!wrapper || model.fit) return;
  const call = { path: 'fit', args: argumentsOf([], fitArguments(wrapper.args.named)), node: wrapper.node };
  model.fit = call;
  if (call.args.named.has('x')) machine.trace.program.call('fit', model, captured(machine, call));
}
