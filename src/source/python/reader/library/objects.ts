import { canonical } from '../../names/kerasModules.js';
import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { array } from '../values/arrays.js';
import { RATE } from '../values/rates.js';
import { unknown } from '../values/unknown.js';
import { type Arguments, isKind, lastName, type PyObject, tuple, type Value } from '../values/values.js';
import { adapted } from './adaptedLayers.js';
import { batchesMethod } from './batchSources.js';
import { callOption } from './commandLine.js';
import { imageGeneratorMethod } from './imageGenerator.js';
import { fitWrapper, searchTuner } from './keras.js';
import { argument } from './library.js';
import { rateMethod } from './rateCalls.js';
import { weightsMethod } from './weights.js';

/** Methods of scikit-learn's transformers that give back what they get, as far as its shape goes. */
const transforms = /^(?:fit_transform|transform|inverse_transform)$/;
const keepsShape = /(?:Scaler|LabelEncoder|Normalizer|Imputer|Transformer|OrdinalEncoder)$/;

/** A method of what a library made. */
export function objectMethod(machine: Machine, self: PyObject, name: string, args: Arguments, node: PythonNode): Value {
  const path = canonical(self.call.path);
  const own = self.attributes.get(name);
  if (own !== undefined) return machine.call(own, args, node);
  if (/(?:^|\.)ArgumentParser$/.test(path)) return callOption(machine, self, name, args, node);
  const ofKeras = kerasMethod(machine, self, name, args, node);
  if (ofKeras !== undefined) return ofKeras;
  const [first] = args.positional;
  if (transforms.test(name) && keepsShape.test(path) && isKind(first, 'array')) return first;
  if (transforms.test(name) && /(?:LabelBinarizer|OneHotEncoder)$/.test(path) && isKind(first, 'array')) {
    return { ...first, shape: [first.shape?.[0] ?? null, first.classes] };
  }
  if (name === 'split' && isKind(first, 'array')) {
    const reason = `GradLens does not compute the splits of ${lastName(path)}, and uses one part for all`;
    const rows = array([null], { lost: { node, reason } });
    return tuple([tuple([rows, rows])]);
  }
  return unknown(machine, node, { call: { path: `${path}.${name}`, args, node } });
}

/** A method of what trains or is trained; undefined where it is none. */
function kerasMethod(
  machine: Machine,
  self: PyObject,
  name: string,
  args: Arguments,
  node: PythonNode,
): Value | undefined {
  const path = canonical(self.call.path);
  if (name === 'adapt') return adapted(machine, self, args, node);
  if (path === RATE) return rateMethod(machine, self, name, args.positional[0] ?? null, node);
  if (self.batches) return batchesMethod(machine, self, self.batches, name, args, node);
  if (/(?:^|\.)ImageDataGenerator$/.test(path)) return imageGeneratorMethod(self, name, args, node);
  const searched = self.attributes.get('estimator');
  if (name === 'fit' && /SearchCV$/.test(path) && isKind(searched, 'object')) fitWrapper(machine, searched, args);
  if (name === 'search' && isKind(argument(self.call.args, 0, 'hypermodel'), 'function'))
    searchTuner(machine, self, args, node);
  if (name === 'fit' && /Keras(?:Classifier|Regressor)$/.test(path)) fitWrapper(machine, self, args);
  if (/(?:^|\.)(?:load_model|model_from_json|Model)$/.test(path)) noteOtherModel(machine, path, name, node);
  const isOnWeights = name === 'get_weights' || name === 'set_weights';
  return isOnWeights && machine.trace.program.place(self) ? weightsMethod(machine, self, name, args, node) : undefined;
}

/** A model that GradLens does not train, beside one that it does. */
function noteOtherModel(machine: Machine, path: string, name: string, node: PythonNode): void {
  if (!/^(?:fit\w*|train_on_batch)$/.test(name)) return;
  const what = path.endsWith('Model') ? 'a functional model' : 'a model from a file';
  const text = `This trains ${what}, which GradLens does not support. It is left out.`;
  machine.trace.program.note(node, { kind: 'not-done', text, changesLearning: false });
}
