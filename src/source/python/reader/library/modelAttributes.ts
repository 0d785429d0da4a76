import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { isInput, modelLayers } from '../program/modelLayers.js';
import { isOptimizer } from '../values/rates.js';
import { isKind, list, modelOf, type PyModel, type Value } from '../values/values.js';

/** An attribute of a Sequential; undefined where it is not known. */
export function modelAttribute(model: PyModel, name: string): Value | undefined {
  if (name === 'layers') return list(modelLayers(model).filter((layer) => !isInput(layer)));
  return model.attributes.get(name);
}

/** Attributes that say nothing of what is learned. */
const silent = /^_|^(?:name|history|stop_training)$/;

/** `model.trainable = False`: of all its layers, as in Keras. */
export function setModelAttribute(
  machine: Machine,
  model: PyModel,
  name: string,
  value: Value,
  node: PythonNode,
): void {
  model.attributes.set(name, value);
  if (name === 'trainable' && typeof value === 'boolean') {
    setBelow(model, value);
    machine.trace.program.trainable(model, value, node);
  } else if (!silent.test(name)) {
    const text = `\`${name}\` of the model is set here, which GradLens ignores.`;
    machine.trace.program.note(node, { kind: 'not-done', text, changesLearning: true }, model);
  }
}

function setBelow(model: PyModel, value: boolean, depth = 0): void {
  if (depth > 8) return;
  for (const layer of modelLayers(model)) {
    const nested = modelOf(layer);
    if (nested) {
      nested.attributes.set('trainable', value);
      setBelow(nested, value, depth + 1);
    } else if (isKind(layer, 'object') || isKind(layer, 'instance')) layer.attributes.set('trainable', value);
  }
}

/** `layer.trainable = False`, `layer.rate = 0.5`. */
export function setLayerAttribute(machine: Machine, layer: Value, name: string, value: Value, node: PythonNode): void {
  const { program } = machine.trace;
  if (isOptimizer(layer)) {
    const text = `\`${name}\` of the optimizer is set here, which GradLens ignores.`;
    program.note(node, { kind: 'not-done', text, changesLearning: true });
  }
  if (!program.isPlaced(layer)) return;
  if (name === 'trainable' && typeof value === 'boolean') program.trainable(layer, value, node);
  else if (!silent.test(name)) {
    const text = `\`${name}\` of a layer is set here to a value that GradLens cannot follow, so it stays as it is.`;
    program.note(node, { kind: 'not-done', text, changesLearning: true });
  }
}
