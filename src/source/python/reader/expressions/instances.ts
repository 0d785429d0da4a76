import { isKerasSequential, mayBeKerasSequential } from '../../names/kerasNames.js';
import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { type Arguments, isKind, type PyClass, type PyInstance, type PyModel, type Value } from '../values/values.js';
import { classMember } from './attributes.js';
import { callFunction } from './functions.js';

/** Makes an instance of a class of the file, and runs its `__init__`. */
export function instantiate(machine: Machine, of: PyClass, args: Arguments, node: PythonNode): PyInstance {
  const model = derivesFromSequential(of) ? newModel(machine, of.node) : null;
  const instance: PyInstance = {
    kind: 'instance',
    of,
    attributes: new Map(),
    model,
    made: { path: of.name, args, node },
  };
  machine.trace.instances.push(instance);
  const init = classMember(of, '__init__');
  if (isKind(init, 'function')) callFunction(machine, { ...init, self: instance }, args, node);
  else if (model) initModel(model, args);
  else setFields(of, args, instance);
  return instance;
}

export function newModel(machine: Machine, node: PythonNode): PyModel {
  machine.trace.changes++;
  const open = { buildShape: undefined, compile: null, fit: null, fitted: null };
  const model: PyModel = { kind: 'model', node, layers: [], ...open, attributes: new Map() };
  machine.trace.program.models.push(model);
  if (node === machine.trace.target) machine.trace.models.push(model);
  return model;
}

/** `Sequential([...])`, or the same in `super().__init__`. */
export function initModel(model: PyModel, args: Arguments): null {
  const layers = args.named.get('layers') ?? args.positional[0];
  if (isKind(layers, 'list')) model.layers.push(...layers.items);
  else if (isKind(layers, 'unknown')) model.layers.push(layers);
  const name = args.named.get('name') ?? args.positional[1];
  if (typeof name === 'string') model.attributes.set('name', name);
  return null;
}

function derivesFromSequential(value: PyClass, depth = 0): boolean {
  return value.bases.some((base) => {
    if (isKind(base, 'class')) return depth < 20 && derivesFromSequential(base, depth + 1);
    if (isKind(base, 'unknown')) return mayBeKerasSequential(base.node.text, []);
    return isKind(base, 'name') && isKerasSequential(base, []);
  });
}

/** The fields of a dataclass or named tuple, in order. */
function setFields(of: PyClass, args: Arguments, instance: PyInstance): void {
  const fields = of.node.child('Body')?.childrenOf('AssignStatement', 'ExpressionStatement') ?? [];
  const names = fields.flatMap((field) => (field.child('TypeDef') ? [field.children[0]?.text ?? ''] : []));
  names.forEach((name, i) => {
    const value: Value | undefined = args.named.get(name) ?? args.positional[i];
    if (value !== undefined) instance.attributes.set(name, value);
  });
}
