import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { capturedArray } from '../program/capture.js';
import { unknown } from '../values/unknown.js';
import { type Arguments, argumentsOf, isKind, modelOf, type Value } from '../values/values.js';
import { argument } from './library.js';

/** Path of the object that stands for weights as they were when they were taken. */
const WEIGHTS = 'keras.Weights';

/** A method of a model or layer that takes, sets, saves or loads weights; undefined for any other. */
export function weightsMethod(
  machine: Machine,
  of: Value,
  name: string,
  args: Arguments,
  node: PythonNode,
): Value | undefined {
  const [first = null] = args.positional;
  if (name === 'get_weights') return takeWeights(machine, of, node);
  if (name === 'set_weights') return setWeights(machine, of, args.named.get('weights') ?? first, node);
  const path = argument(args, 0, 'filepath', 'path');
  if (name === 'save_weights' || name === 'save') return saveWeights(machine, of, path, node);
  if (name === 'load_weights') return loadWeights(machine, of, path, node);
  return undefined;
}

function takeWeights(machine: Machine, of: Value, node: PythonNode): Value {
  const kept = machine.trace.program.getWeights(of, node);
  if (kept === null) return unknown(machine, node);
  const call = { path: WEIGHTS, args: argumentsOf([]), node };
  return { kind: 'object', call, attributes: new Map([['kept', kept]]) };
}

function setWeights(machine: Machine, of: Value, weights: Value, node: PythonNode): null {
  const { program } = machine.trace;
  const kept = isKind(weights, 'object') ? weights.attributes.get('kept') : undefined;
  const arrays = isKind(weights, 'list') ? weights.items.map((item) => capturedArray(machine, item)) : [];
  const known = arrays.flatMap((item) => (isKind(item, 'array') && item.captured !== null ? [item] : []));
  if (typeof kept === 'number' && program.setWeights(of, kept, node)) return null;
  if (known.length > 0 && known.length === arrays.length && program.setWeights(of, known, node)) return null;
  const text = 'The weights set here are known only when the program runs, so they stay as they are.';
  program.note(node, { kind: 'not-done', text, changesLearning: true }, modelOf(of));
  return null;
}

function saveWeights(machine: Machine, of: Value, path: Value | undefined, node: PythonNode): Value | undefined {
  const model = modelOf(of);
  const kept = model && path !== undefined ? machine.trace.program.getWeights(of, node) : null;
  if (model && kept !== null && path !== undefined) machine.trace.program.files.put(path, { model, weights: kept });
  return null;
}

function loadWeights(machine: Machine, of: Value, path: Value | undefined, node: PythonNode): null {
  const { program } = machine.trace;
  const saved = path === undefined ? null : program.saved(path);
  if (saved && program.setWeights(of, saved.weights, node)) {
    const model = modelOf(of);
    if (model && model !== saved.model) program.related.push([saved.model, model]);
    return null;
  }
  const text = "Weights from a file are not loaded: training continues with the model's current weights.";
  program.note(node, { kind: 'not-done', text, changesLearning: true }, modelOf(of));
  return null;
}
