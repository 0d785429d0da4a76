import { argumentsOf } from '../../syntax/arguments.js';
import { definedName } from '../../syntax/definitions.js';
import { lastName, mentionsIn } from '../../syntax/mentions.js';
import { type PythonNode, walk } from '../../syntax/node.js';
import { literalText } from '../expressions/format.js';
import type { Machine } from '../machine.js';
import { trains } from '../program/changesTraining.js';
import type { PyFunction, PyUnknown } from '../values/values.js';

/** Functions that were not run and call one by its name, or make an instance of its class; the ones that fit come first. */
export function callersOf(machine: Machine, builder: PythonNode): PyFunction[] {
  const name = definedName(builder);
  if (!name) return [];
  const callers = [...machine.trace.functions.values()].filter(
    ({ node, body }) =>
      node !== builder &&
      !machine.trace.entered.has(node) &&
      mentionsIn(body).calls.some((call) => call.name === name) &&
      !body.contains(machine.trace.target),
  );
  return callers.sort((a, b) => Number(trains(b.body)) - Number(trains(a.body)));
}

interface Trainer {
  readonly callee: PyFunction;
  /** Parameter that takes the model; null where the model is held by the instance. */
  readonly parameter: string | null;
}

/** Functions and methods that were not run, and compile or fit a model that they get or that their instance holds. */
export function trainersOf(machine: Machine, around: readonly PythonNode[]): Trainer[] {
  const trainers = usersOf(machine, around, /^(?:fit|fit_generator|compile)$/);
  return trainers.sort((a, b) => Number(trains(a.callee.body)) - Number(trains(b.callee.body)));
}

/** Functions and methods that were not run, and add layers to such a model. */
export function addersOf(machine: Machine, around: readonly PythonNode[]): Trainer[] {
  return usersOf(machine, around, /^add$/);
}

/** @param use the method that is called on the model */
function usersOf(machine: Machine, around: readonly PythonNode[], use: RegExp): Trainer[] {
  const trainers: Trainer[] = [];
  for (const callee of machine.trace.functions.values()) {
    if (machine.trace.entered.has(callee.node) || callee.body.contains(machine.trace.target)) continue;
    const owner = callee.owner?.node;
    const trained = mentionsIn(callee.body).calls.find(({ name, on }) => on && use.test(name))?.on;
    if (!trained) continue;
    if (owner && around.includes(owner)) trainers.push({ callee, parameter: null });
    else if (callee.parameters.some(({ name }) => name === trained)) trainers.push({ callee, parameter: trained });
  }
  return trainers;
}

/** Values that calls in the file give to a parameter, as text of literals, each once. */
export function valuesAtCalls(machine: Machine, unknown: PyUnknown): string[] {
  const callee = unknown.parameterOf;
  if (!callee) return [];
  const name = callee.name === '__init__' ? (callee.owner?.name ?? '') : callee.name;
  const skip = callee.owner && callee.binding !== 'static' ? 1 : 0;
  const position = callee.parameters.findIndex((parameter) => parameter.node === unknown.node) - skip;
  const values = new Set<string>();
  for (const node of walk(machine.root)) {
    const argument = node.type === 'CallExpression' ? argumentAt(node, name, position, unknown.node.text) : undefined;
    const text = argument ? literalOf(machine, argument) : null;
    if (text !== null) values.add(text);
  }
  return [...values];
}

function argumentAt(call: PythonNode, name: string, position: number, parameter: string): PythonNode | undefined {
  const [callee] = call.children;
  if (!callee || lastName(callee) !== name) return undefined;
  const given = argumentsOf(call.child('ArgList'));
  const byName = given.find((each) => each.name?.text === parameter);
  if (byName) return byName.value;
  const byPosition = given[position];
  return byPosition && byPosition.name === null && byPosition.star === '' ? byPosition.value : undefined;
}

function literalOf(machine: Machine, node: PythonNode): string | null {
  const value = machine.evaluate(node, machine.module);
  return literalText(value);
}
