import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { numeric } from '../values/numeric.js';
import { isOptimizer, RATE, rateNumber, rateOf } from '../values/rates.js';
import { unknown } from '../values/unknown.js';
import { argumentsOf, isKind, type PyObject, type Value } from '../values/values.js';
import type { LibraryCall } from './library.js';

/** `optimizer.lr`, `optimizer.learning_rate`: a number that can be set through it, or a schedule. */
export function rateAttribute(optimizer: PyObject, name: string, node: PythonNode): Value | undefined {
  if (!isOptimizer(optimizer) || !/^(?:lr|learning_rate|_learning_rate)$/.test(name)) return undefined;
  const rate = rateOf(optimizer);
  if (typeof rate !== 'number') return rate;
  const call = { path: RATE, args: argumentsOf([]), node };
  return { kind: 'object', call, attributes: new Map([['optimizer', optimizer]]) };
}

export function setRate(machine: Machine, optimizer: PyObject, value: Value, node: PythonNode): void {
  const rate = numeric(value);
  optimizer.attributes.set('learning_rate', rate ?? value);
  if (rate !== null) machine.trace.program.learningRate(optimizer, rate, node);
  else {
    const text = 'The learning rate set here is known only when the program runs, so it stays as it is.';
    machine.trace.program.note(node, { kind: 'not-done', text, changesLearning: true });
  }
}

/** `K.set_value(model.optimizer.lr, 0.01)`. */
export const setValue: LibraryCall = ({ machine, args, node }) => {
  const [target = null, value = null] = args.positional;
  const optimizer = ownerOf(target);
  if (!optimizer) return undefined;
  setRate(machine, optimizer, value, node);
  return null;
};

/** `K.get_value(model.optimizer.lr)`. */
export const getValue: LibraryCall = ({ args }) => rateNumber(args.positional[0]);

/** A method of a learning rate: `assign(0.01)`, `numpy()`. */
export function rateMethod(machine: Machine, self: PyObject, name: string, value: Value, node: PythonNode): Value {
  const optimizer = ownerOf(self);
  const rate = rateNumber(self);
  if (!optimizer || rate === undefined) return unknown(machine, node);
  if (/^(?:numpy|read_value|value|eval)$/.test(name)) return rate;
  const change = numeric(value);
  if (name === 'assign') setRate(machine, optimizer, value, node);
  else if (name === 'assign_sub') setRate(machine, optimizer, change === null ? value : rate - change, node);
  else if (name === 'assign_add') setRate(machine, optimizer, change === null ? value : rate + change, node);
  else return unknown(machine, node);
  return self;
}

function ownerOf(value: Value): PyObject | null {
  const optimizer = isKind(value, 'object') && value.call.path === RATE ? value.attributes.get('optimizer') : undefined;
  return isKind(optimizer, 'object') ? optimizer : null;
}
