import { inheritedMember } from '../../names/classMembers.js';
import { canonical } from '../../names/kerasModules.js';
import type { PythonNode } from '../../syntax/node.js';
import { contentsAttribute } from '../contents/calls.js';
import { arrayAttribute } from '../library/arrayAttributes.js';
import { batchesAttribute } from '../library/batchSources.js';
import { constantOf } from '../library/constants.js';
import { modelAttribute } from '../library/modelAttributes.js';
import { rateAttribute } from '../library/rateCalls.js';
import type { Machine } from '../machine.js';
import { unknown } from '../values/unknown.js';
import {
  external,
  isKind,
  lastName,
  modelOf,
  type PyClass,
  type PyFunction,
  type PyInstance,
  type PyName,
  type PySuper,
  type Value,
} from '../values/values.js';

/** `value.name`, where it is not called at once. */
export function attribute(machine: Machine, value: Value, name: string, node: PythonNode): Value {
  if (isKind(value, 'name')) return nameAttribute(machine, external(`${value.path}.${name}`, value.free), node);
  if (isKind(value, 'instance')) return instanceAttribute(machine, value, name, node);
  if (isKind(value, 'super')) return superMember(value, name) ?? unknown(machine, node);
  if (isKind(value, 'class')) return classMember(value, name) ?? className(value, name) ?? unknown(machine, node);
  if (isKind(value, 'array'))
    return contentsAttribute(machine, value, name, node, () => arrayAttribute(machine, value, name, node));
  if (isKind(value, 'object')) {
    return contentsAttribute(machine, value, name, node, () => {
      const known =
        rateAttribute(value, name, node) ?? batchesAttribute(machine, value, name) ?? value.attributes.get(name);
      return known === undefined ? objectAttribute(machine, value.call.path, name, node) : known;
    });
  }
  if (isKind(value, 'dict') && value.entries.has(name)) return value.entries.get(name) ?? null;
  const model = modelOf(value);
  const own = model ? modelAttribute(model, name) : undefined;
  if (own !== undefined) return own;
  if (isKind(value, 'unknown')) return unknown(machine, node);
  return { kind: 'method', self: value, name };
}

function nameAttribute(machine: Machine, name: PyName, node: PythonNode): Value {
  const { path } = name;
  const constant = machine.trace.attributes.get(path) ?? constantOf(path);
  if (constant !== undefined) return constant;
  return /(^|\.)FLAGS\.\w+$/.test(path) ? flag(machine, path) : name;

  function flag({ trace }: Machine, flagPath: string): Value {
    const flagName = lastName(flagPath);
    return trace.flags.get(flagName) ?? unknown(machine, node, { name: flagName });
  }
}

/** What a library's object gives under a name is not known, but it may be a method. */
function objectAttribute(machine: Machine, path: string, name: string, node: PythonNode): Value {
  return name === 'FLAGS' ? external(`${canonical(path)}.FLAGS`) : unknown(machine, node);
}

function instanceAttribute(machine: Machine, instance: PyInstance, name: string, node: PythonNode): Value {
  const own = instance.attributes.get(name);
  if (own !== undefined) return own;
  const member = classMember(instance.of, name);
  if (isKind(member, 'function')) {
    const bound = bind(member, instance);
    return member.binding === 'property' ? machine.call(bound, { positional: [], named: new Map() }, node) : bound;
  }
  if (member !== undefined) return member;
  const ofModel = instance.model ? modelAttribute(instance.model, name) : undefined;
  if (ofModel !== undefined) return ofModel;
  if (instance.model) return { kind: 'method', self: instance, name };
  if (name === '__class__') return instance.of;
  return unknown(machine, node);
}

export function bind(member: PyFunction, self: Value): PyFunction {
  if (member.binding === 'static') return member;
  const isClassMethod = member.binding === 'class' && isKind(self, 'instance');
  return { ...member, self: isClassMethod ? self.of : self };
}

function className(value: PyClass, name: string): Value | undefined {
  return name === '__name__' ? value.name : undefined;
}

/** A member of a class or of its bases in the file. */
export function classMember(value: PyClass, name: string): Value | undefined {
  return inheritedMember(
    value,
    ({ members }) => {
      const own = members.get(name);
      return isKind(own, 'function') && own.binding === 'class' ? { ...own, self: value } : own;
    },
    basesOf,
  );
}

function basesOf({ bases }: PyClass): PyClass[] {
  return bases.filter((base) => isKind(base, 'class'));
}

export function superMember({ instance, below }: PySuper, name: string): Value | undefined {
  for (const base of basesOf(below)) {
    const found = classMember(base, name);
    if (isKind(found, 'function')) return bind(found, instance);
    if (found !== undefined) return found;
  }
  return undefined;
}
