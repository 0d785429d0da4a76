import { mayBeKerasSequential } from '../../names/kerasNames.js';
import { argumentsOf as syntaxOf } from '../../syntax/arguments.js';
import type { PythonNode } from '../../syntax/node.js';
import { contentsMethod } from '../contents/calls.js';
import { lostLike } from '../contents/change.js';
import { arrayMethod } from '../library/arrayMethods.js';
import { callExternal } from '../library/callExternal.js';
import { calledLayer } from '../library/calledLayers.js';
import { dictMethod, listMethod, stringMethod } from '../library/methods.js';
import { modelMethod } from '../library/models.js';
import { objectMethod } from '../library/objects.js';
import { suggested } from '../library/suggestions.js';
import type { Machine } from '../machine.js';
import { noteAssigned, noteUnfollowed } from '../program/unfollowed.js';
import { derive, unknown } from '../values/unknown.js';
import {
  type Arguments,
  isKind,
  isMade,
  lastName,
  modelOf,
  type PyMethod,
  type PySuper,
  type Scope,
  type Value,
} from '../values/values.js';
import { argumentsIn } from './argumentValues.js';
import { attribute, superMember } from './attributes.js';
import { callFunction } from './functions.js';
import { initModel, instantiate } from './instances.js';

export function callExpression(machine: Machine, node: PythonNode, scope: Scope): Value {
  const [callee] = node.children;
  const list = node.child('ArgList');
  if (!callee || !list) return unknown(machine, node);
  if (callee.text === 'super') return superOf(machine, node, scope);
  const property = callee.type === 'MemberExpression' ? callee.child('PropertyName') : undefined;
  const [whole] = callee.children;
  if (property && whole) {
    const self = machine.evaluate(whole, scope);
    const args = argumentsIn(machine, list, scope);
    return callMethod(machine, { kind: 'method', self, name: property.text }, args, node, callee);
  }
  const value = machine.evaluate(callee, scope);
  return call(machine, value, argumentsIn(machine, list, scope), node);
}

/** `super()`, `super(Net, self)`. */
function superOf(machine: Machine, node: PythonNode, scope: Scope): Value {
  const below = scope.get('__class__');
  const instance = scope.get('__self__');
  if (!isKind(below, 'class') || !isKind(instance, 'instance')) return unknown(machine, node);
  return { kind: 'super', instance, below };
}

const sequential = { path: 'keras.Sequential', free: false };

/** Whether a call of what the source does not show makes a model: the one that is read, or one by a usual name of Keras's class. */
function isModel({ trace }: Machine, node: PythonNode): boolean {
  if (node === trace.target) return true;
  const [callee] = node.children;
  return callee !== undefined && mayBeKerasSequential(callee.text, syntaxOf(node.child('ArgList')));
}

export function call(machine: Machine, callee: Value, args: Arguments, node: PythonNode): Value {
  if (isKind(callee, 'function')) return callFunction(machine, callee, args, node);
  if (isKind(callee, 'class')) return instantiate(machine, callee, args, node);
  if (isKind(callee, 'name')) return callExternal(machine, callee, args, node);
  if (isKind(callee, 'method')) return callMethod(machine, callee, args, node);
  if (isKind(callee, 'partial')) {
    const positional = [...callee.args.positional, ...args.positional];
    return call(machine, callee.callee, { positional, named: new Map([...callee.args.named, ...args.named]) }, node);
  }
  if (isKind(callee, 'instance')) {
    const own = attribute(machine, callee, '__call__', node);
    if (isKind(own, 'function')) return callFunction(machine, own, args, node);
  }
  if (isModel(machine, node)) return callExternal(machine, sequential, args, node);
  const ofLayer = isKind(callee, 'object') ? calledLayer(machine, callee, args, node) : undefined;
  if (ofLayer !== undefined) return ofLayer;
  const path = node.children[0]?.text ?? '';
  noteUnfollowed(machine, path, args, node);
  return unknown(machine, node, { call: { path, args, node } });
}

function callMethod(machine: Machine, method: PyMethod, args: Arguments, node: PythonNode, callee = node): Value {
  const { self, name } = method;
  if (isKind(self, 'name')) return callExternal(machine, { path: `${self.path}.${name}`, free: self.free }, args, node);
  if (isKind(self, 'super')) return callSuper(machine, self, name, args, node);
  if (isKind(self, 'instance') || isKind(self, 'class')) {
    const member = attribute(machine, self, name, callee);
    if (!isKind(member, 'unknown') && !isKind(member, 'method')) return call(machine, member, args, node);
  }
  const model = modelOf(self);
  if (model) return modelMethod(machine, model, name, args, node) ?? unknown(machine, node);
  return callBuiltIn(machine, self, name, args, node);
}

function callBuiltIn(machine: Machine, self: Value, name: string, args: Arguments, node: PythonNode): Value {
  if (typeof self === 'number' && /^(?:numpy|item|eval|read_value|tolist)$/.test(name)) return self;
  if (typeof self === 'string') return stringMethod(self, name, args) ?? derive(machine, node, args.positional);
  if (isKind(self, 'list') && args.positional.some(isMade)) machine.trace.changes++;
  if (isKind(self, 'list')) return listMethod(machine, self, name, args, node) ?? unknown(machine, node);
  if (isKind(self, 'dict')) return dictMethod(self, name, args) ?? unknown(machine, node);
  if (isKind(self, 'array'))
    return contentsMethod(machine, self, name, args, node, () => arrayMethod(machine, self, name, args, node));
  if (isKind(self, 'object'))
    return contentsMethod(machine, self, name, args, node, () => objectMethod(machine, self, name, args, node));
  if (isModel(machine, node)) return callExternal(machine, sequential, args, node);
  const hint = suggested(name, args);
  if (hint) return unknown(machine, node, hint);
  const path = node.children[0]?.text ?? name;
  noteUnfollowed(machine, path, args, node);
  noteAssigned(machine, name, node);
  return lostLike(self, unknown(machine, node, { call: { path: lastName(path), args, node } }));
}

function callSuper(machine: Machine, self: PySuper, name: string, args: Arguments, node: PythonNode): Value {
  const member = superMember(self, name);
  if (member !== undefined) return call(machine, member, args, node);
  const { model } = self.instance;
  if (!model) return name === '__init__' ? null : unknown(machine, node);
  if (name === '__init__') return initModel(model, args);
  return modelMethod(machine, model, name, args, node) ?? unknown(machine, node);
}
