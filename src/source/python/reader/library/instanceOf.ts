import { findLayer, isBaseLayer } from '../../../../layers/catalogue.js';
import { isUnsettled } from '../values/settled.js';
import { deriveThrough } from '../values/unknown.js';
import { isKind, lastName, modelOf, type PyClass, type Value } from '../values/values.js';
import type { LibraryCall } from './library.js';

const typeNames: Readonly<Record<string, string>> = { number: 'int', string: 'str', boolean: 'bool' };

/** What every layer and model is. */
const above = /^(?:Layer|Module|object)$/;
/** Classes that others of Keras are made from, those of layers aside: which ones is not known here. */
const base = /^(?:Optimizer|OptimizerV2|Loss|Metric|Mean|Callback|Regularizer|Initializer|Constraint)$/;

/** `isinstance(value, type)`, also of layers, models and objects of the file's own classes. */
export const instanceOf: LibraryCall = ({ machine, args, node }) => {
  const [value = null, type = null] = args.positional;
  if (isUnsettled(value) && !isKind(value, 'list') && !isKind(value, 'object'))
    return deriveThrough(machine, node, [value]);
  const types = isKind(type, 'list') ? type.items : [type];
  const isOne = types.map((each) => isOf(value, each));
  if (isOne.includes(true)) return true;
  return isOne.includes(undefined) ? deriveThrough(machine, node, []) : false;
};

/** Undefined where that is not known. */
function isOf(value: Value, type: Value): boolean | undefined {
  if (isKind(value, 'instance')) return classIsOf(value.of, type);
  if (isKind(type, 'class')) return false;
  if (!isKind(type, 'name')) return undefined;
  const name = lastName(type.path);
  if (modelOf(value)) return above.test(name) || /^(?:Sequential|Model|Functional)$/.test(name);
  if (isKind(value, 'object')) return objectIsOf(lastName(value.call.path), name);
  const own = isKind(value, 'list') ? (value.tuple ? 'tuple' : 'list') : isKind(value, 'dict') ? 'dict' : typeof value;
  const written = typeNames[own] ?? own;
  return written === name || (written === 'int' && name === 'float');
}

function objectIsOf(own: string, name: string): boolean | undefined {
  const same = (text: string) => findLayer(text)?.className ?? text.replace(/(?:V[12])$/, '');
  if (above.test(name) || same(own) === same(name) || same(own) === `${same(name)}Transpose`) return true;
  return isBaseLayer(name) || base.test(name) ? undefined : false;
}

function classIsOf(own: PyClass, type: Value): boolean | undefined {
  if (own === type) return true;
  if (isKind(type, 'name') && type.path === 'object') return true;
  const bases = own.bases.map((each) => {
    if (isKind(each, 'class')) return classIsOf(each, type);
    if (!isKind(each, 'name') || !isKind(type, 'name')) return isKind(type, 'class') ? false : undefined;
    return objectIsOf(lastName(each.path), lastName(type.path));
  });
  if (bases.includes(true)) return true;
  return bases.includes(undefined) ? undefined : false;
}
