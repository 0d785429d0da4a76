import { stringOf } from '../syntax/literals.js';
import type { PythonNode } from '../syntax/node.js';
import type { Evaluator, PassedArguments } from './evaluator.js';
import { type InstanceValue, type ModelValue, nothing, unknown, type Values } from './possibleValues.js';

const fits = new Set(['fit', 'fit_generator', 'train_on_batch']);

/** Takes the arguments of Sequential's constructor. */
export function configure(evaluator: Evaluator, model: ModelValue, passed: PassedArguments, node: PythonNode): void {
  const layers = passed.list.find(({ name }, index) => name === 'layers' || (index === 0 && name === null));
  if (layers) evaluator.models.add(model, layers.values, layers.node);
  else if (passed.open) evaluator.models.add(model, [unknown()], node);
  const name = passed.list.find((argument) => argument.name === 'name')?.node;
  if (name?.type !== 'String') return;
  evaluator.models.creation(model.creation).nameOption ??= stringOf(name.text);
}

/** A method of a Sequential; null where Keras has none of that name that matters here. */
export function callModel(
  evaluator: Evaluator,
  object: ModelValue | InstanceValue,
  name: string,
  passed: PassedArguments,
  node: PythonNode,
): Values | null {
  const model = object.kind === 'model' ? object : object.model;
  if (!model) return null;
  if (name === '__init__') {
    configure(evaluator, model, passed, node);
    return [nothing];
  }
  const creation = evaluator.models.creation(model.creation);
  if (name === 'add') {
    const [layer] = passed.list;
    if (layer) evaluator.models.add(model, layer.values, layer.node);
    if (passed.list.length > 1) creation.overfull.add(node);
    return [nothing];
  }
  if (name === 'pop') creation.popped = true;
  if (name === 'compile') {
    creation.compilations.add(node);
    creation.compiled ??= evaluator.models.place(object, node, evaluator.frames);
  } else if (fits.has(name)) {
    creation.fits.add(node);
    creation.fitted ??= evaluator.models.place(object, node, evaluator.frames);
  }
  return [unknown()];
}
