import type { PythonNode } from '../../syntax/node.js';
import { newModel } from '../expressions/instances.js';
import type { Machine } from '../machine.js';
import { modelLayers } from '../program/modelLayers.js';
import { isOptimizer } from '../values/rates.js';
import { isKind, modelOf, type PyModel, type Value } from '../values/values.js';
import { argument, type LibraryCall } from './library.js';

/** `clone_model(model)`: the same layers with weights of their own. */
export const cloneModel: LibraryCall = ({ machine, args, node }) => {
  const model = modelOf(argument(args, 0, 'model'));
  return model ? copyOf(machine, model, node) : undefined;
};

/** `load_model('a.h5')` of what the program has saved before. */
export const loadModel: LibraryCall = ({ machine, args, node }) => {
  const { program } = machine.trace;
  const path = argument(args, 0, 'filepath', 'path');
  const saved = path === undefined ? null : program.saved(path);
  if (!saved) return undefined;
  const copy = copyOf(machine, saved.model, node);
  program.setWeights(copy, saved.weights, node);
  const { compile } = saved.model;
  if (!compile) return copy;
  copy.compile = compile;
  const optimizer = copied(saved.model.attributes.get('optimizer') ?? null);
  const rate = isOptimizer(optimizer) ? optimizer.attributes.get('learning_rate') : undefined;
  copy.attributes.set('optimizer', optimizer);
  program.compile(copy, { ...compile, node }, optimizer, typeof rate === 'number' ? rate : null);
  const text = 'The optimizer of the model loaded here starts afresh.';
  program.note(node, { kind: 'not-done', text, changesLearning: true }, copy);
  return copy;
};

function copyOf(machine: Machine, model: PyModel, node: PythonNode): PyModel {
  const copy = newModel(machine, node);
  for (const layer of modelLayers(model)) {
    const nested = modelOf(layer);
    copy.layers.push(nested ? copyOf(machine, nested, node) : copied(layer));
  }
  copy.buildShape = model.buildShape;
  machine.trace.program.related.push([model, copy]);
  return copy;
}

function copied(value: Value): Value {
  if (isKind(value, 'object') || isKind(value, 'instance')) return { ...value, attributes: new Map(value.attributes) };
  return value;
}
