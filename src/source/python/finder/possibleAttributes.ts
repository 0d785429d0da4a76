import { inheritedMember } from '../names/classMembers.js';
import { foreignKey } from './assignTargets.js';
import type { Evaluator } from './evaluator.js';
import {
  type ClassValue,
  type FunctionValue,
  type InstanceValue,
  type ModelValue,
  type SuperValue,
  unknown,
  type Value,
  type Values,
} from './possibleValues.js';
import { union } from './union.js';

const noArguments = { list: [], open: false };

/** `object.name` */
export function evaluateAttribute(evaluator: Evaluator, objects: Values, name: string): Values {
  return union(
    ...objects.map((object) => {
      const key = evaluator.foreignAttributes.size > 0 ? foreignKey(object, name) : null;
      return (key !== null && evaluator.foreignAttributes.get(key)) || attributeOf(evaluator, object, name);
    }),
  );
}

function attributeOf(evaluator: Evaluator, object: Value, name: string): Values {
  switch (object.kind) {
    case 'path':
      return [{ kind: 'path', path: `${object.path}.${name}`, free: object.free }];
    case 'unknown':
      return [unknown(object.hint ? `${object.hint}.${name}` : '')];
    case 'member':
      return [unknown(`${object.name}.${name}`)];
    case 'instance':
      return instanceAttribute(evaluator, object, name);
    case 'class': {
      const found = classAttribute(object, name);
      return found ? found.map((value) => (isClassMethod(value) ? bind(value, object) : value)) : [unknown(name)];
    }
    case 'super':
      return inherited(object, name);
    case 'model':
      return name === 'layers' ? [layersOf(object)] : [{ kind: 'member', object, name }];
    case 'constant':
      return [unknown()];
    default:
      return [{ kind: 'member', object, name }];
  }
}

function instanceAttribute(evaluator: Evaluator, instance: InstanceValue, name: string): Values {
  const own = instance.attributes.get(name) ?? givenAnywhere(instance.class, name);
  if (own) return own;
  const found = classAttribute(instance.class, name);
  if (found) return union(...found.map((value) => memberValue(evaluator, value, instance)));
  if (!instance.model) return [{ kind: 'member', object: instance, name }];
  return name === 'layers' ? [layersOf(instance.model)] : [{ kind: 'member', object: instance, name }];
}

function layersOf(model: ModelValue): Value {
  return { kind: 'list', elements: model.layers.map((layer) => [layer]) };
}

function inherited({ self, owner }: SuperValue, name: string): Values {
  for (const base of ownBases(owner)) {
    const found = classAttribute(base, name);
    if (found) return found.map((value) => (value.kind === 'function' ? bind(value, self) : value));
  }
  return [{ kind: 'member', object: self, name }];
}

function memberValue(evaluator: Evaluator, value: Value, instance: InstanceValue): Values {
  if (value.kind !== 'function') return [value];
  if (value.binding === 'property') return evaluator.run(value, noArguments, null, instance);
  if (value.binding === 'static') return [value];
  return [bind(value, value.binding === 'class' ? instance.class : instance)];
}

function isClassMethod(value: Value): value is FunctionValue {
  return value.kind === 'function' && value.binding === 'class';
}

function bind(value: FunctionValue, self: Value): Value {
  return { kind: 'method', function: value, self };
}

/** What a class of the file, or one that it extends, binds to a name. */
export function classAttribute(owner: ClassValue, name: string): Values | undefined {
  return inheritedMember(owner, ({ scope }) => scope.variables.get(name), ownBases);
}

function givenAnywhere(owner: ClassValue, name: string): Values | undefined {
  return inheritedMember(owner, ({ attributes }) => attributes.get(name), ownBases);
}

function ownBases({ bases }: ClassValue): ClassValue[] {
  return bases.filter((base) => base.kind === 'class');
}
