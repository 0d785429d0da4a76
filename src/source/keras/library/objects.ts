import type { Machine } from '../machine.js';
import type { PyNode } from '../tree.js';
import { RATE } from '../values/rates.js';
import { unknown } from '../values/unknown.js';
import { type Arguments, isKind, type PyObject, tuple, type Value } from '../values/values.js';
import { batchesMethod } from './batches.js';
import { callOption } from './commandLine.js';
import { imageGeneratorMethod } from './imageGenerator.js';
import { fitWrapper } from './keras.js';
import { canonical } from './paths.js';
import { rateMethod } from './rates.js';
import { weightsMethod } from './weights.js';

/** Methods of scikit-learn's transformers that give back what they get, as far as its shape goes. */
const transforms = /^(?:fit_transform|transform|inverse_transform)$/;
const keepsShape = /(?:Scaler|LabelEncoder|Normalizer|Imputer|Transformer|OrdinalEncoder)$/;

/** A method of what a library made. */
export function objectMethod(machine: Machine, self: PyObject, name: string, args: Arguments, node: PyNode): Value {
  const path = canonical(self.call.path);
  if (path === RATE) return rateMethod(machine, self, name, args.positional[0] ?? null, node);
  const given = self.batches ? batchesMethod(self, self.batches, name, args) : undefined;
  if (given !== undefined) return given;
  if (/(?:^|\.)ImageDataGenerator$/.test(path)) {
    return imageGeneratorMethod(self, name, args, node) ?? unknown(machine, node);
  }
  const own = self.attributes.get(name);
  if (own !== undefined) return machine.call(own, args, node);
  if (/(?:^|\.)ArgumentParser$/.test(path)) return callOption(machine, self, name, args, node);
  if (name === 'fit' && /Keras(?:Classifier|Regressor)$/.test(path)) fitWrapper(machine, self, args);
  const weights = machine.trace.program.isPlaced(self) ? weightsMethod(machine, self, name, args, node) : undefined;
  if (weights !== undefined) return weights;
  const [first] = args.positional;
  if (transforms.test(name) && keepsShape.test(path) && isKind(first, 'array')) return first;
  if (transforms.test(name) && /(?:LabelBinarizer|OneHotEncoder)$/.test(path) && isKind(first, 'array')) {
    return { ...first, shape: [first.shape?.[0] ?? null, first.classes] };
  }
  if (name === 'split' && isKind(first, 'array')) return tuple([tuple([first, first])]);
  return unknown(machine, node, { call: { path: `${path}.${name}`, args, node } });
}
