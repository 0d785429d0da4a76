import { mayBeOfKeras } from '../../names/kerasNames.js';
import type { PythonNode } from '../../syntax/node.js';
import { initModel, newModel } from '../expressions/instances.js';
import type { Machine } from '../machine.js';
import { type Arguments, argumentsOf, isKind, lastName, type PyObject, type Value } from '../values/values.js';
import { argument, type LibraryCall } from './library.js';

/** What Keras says of the platform: GradLens's answers. */
const platform: Readonly<Record<string, Value>> = {
  image_data_format: 'channels_last',
  image_dim_ordering: 'tf',
  backend: 'tensorflow',
  floatx: 'float32',
  epsilon: 1e-7,
};

/** Functions that give back the model that they get. */
const wrappers = /^(?:multi_gpu_model|prune_low_magnitude|quantize_model)$/;

export const sequential: LibraryCall = ({ machine, args, node }) => {
  const model = newModel(machine, node);
  initModel(model, args);
  return model;
};

/** A call of Keras or of a library that adds to it; undefined where the name is none of theirs. */
export const kerasCall: LibraryCall = ({ machine, args, node, path }) => {
  const name = lastName(path);
  if (/^keras\.(?:backend|config|utils)\.\w+$/.test(path) && Object.hasOwn(platform, name)) return platform[name];
  const got = /^keras\.(?:regularizers|activations|initializers|constraints|losses|optimizers)\.get$/.test(path);
  if (got && args.positional.length > 0) return args.positional[0];
  if (wrappers.test(name) && args.positional[0] !== undefined) return args.positional[0];
  if (!mayBeOfKeras(path)) return undefined;
  const attributes = new Map<string, Value>();
  if (isLayer(path)) attributes.set('name', machine.trace.layerNames.next(path));
  return { kind: 'object', call: { path, args, node }, attributes };
};

/** Whether it may be a layer's class: others do not count where Keras numbers its layers. */
function isLayer(path: string): boolean {
  return /^keras\.layers\.|^[A-Z]\w+$/.test(path);
}

/** `classifier.fit(x, y, epochs=10)` of such a wrapper. */
export function fitWrapper(machine: Machine, self: PyObject, args: Arguments): void {
  const build = argument(self.call.args, 0, 'build_fn', 'model', 'hypermodel');
  const wrapper = isKind(build, 'function') ? machine.trace.wrappers.get(build.node) : undefined;
  if (!wrapper || !isKind(build, 'function')) return;
  const named = new Map([...wrapper.args.named, ...args.named]);
  ['x', 'y'].forEach((name, i) => {
    const value = args.positional[i];
    if (value !== undefined) named.set(name, value);
  });
  machine.trace.wrappers.set(build.node, { args: argumentsOf([], named), node: wrapper.node });
}

/** `cross_val_score(classifier, x, y)`, `GridSearchCV(classifier, grid)`: the model is fitted once, on all of the data. */
export const searchOf: LibraryCall = ({ machine, args, node, path }) => {
  const [estimator = null, x, y] = args.positional;
  const wrapper = args.named.get('estimator') ?? estimator;
  if (!isKind(wrapper, 'object') || !/Keras(?:Classifier|Regressor)$/.test(wrapper.call.path)) return undefined;
  const text = `${lastName(path)} is left out: the model trains once, on all of the data.`;
  machine.trace.program.note(node, { kind: 'not-done', text, changesLearning: true });
  const data = [args.named.get('X') ?? x, args.named.get('y') ?? y].filter((value) => value !== undefined);
  if (/^cross_/.test(lastName(path)) && data.length > 0) fitWrapper(machine, wrapper, argumentsOf(data));
  return { kind: 'object', call: { path, args, node }, attributes: new Map([['estimator', wrapper]]) };
};

/** `RandomSearch(build_model, objective='val_loss')`: its `search(x, y)` fits what the function builds. */
export const tunerOf: LibraryCall = ({ machine, args, node, path }) => {
  const build = argument(args, 0, 'hypermodel');
  if (!isKind(build, 'function')) return undefined;
  machine.trace.wrappers.set(build.node, { args: argumentsOf([]), node });
  return { kind: 'object', call: { path, args, node }, attributes: new Map() };
};

/** What a tuner's `search` trains: the model once, with the values that are proposed for it. */
export function searchTuner(machine: Machine, self: PyObject, args: Arguments, node: PythonNode): void {
  const text = "The tuner's trials are left out: the model trains once, with one value for each hyperparameter.";
  machine.trace.program.note(node, { kind: 'not-done', text, changesLearning: true });
  fitWrapper(machine, self, args);
}

/** `KerasClassifier(build_fn=create_model, epochs=10)` fits what the function builds, and passes it on what it is told. */
export const learnWrapper: LibraryCall = ({ machine, args, node, path }) => {
  const build = argument(args, 0, 'build_fn', 'model');
  const made: PyObject = { kind: 'object', call: { path, args, node }, attributes: new Map() };
  if (!isKind(build, 'function')) return made;
  machine.trace.wrappers.set(build.node, { args, node });
  const wanted = build.parameters.map((parameter) => parameter.name);
  const named = [...args.named].filter(([name]) => wanted.includes(name));
  machine.call(build, argumentsOf([], new Map(named)), node);
  return made;
};
