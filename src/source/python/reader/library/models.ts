import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import { captured } from '../program/capture.js';
import { isInput, modelLayers } from '../program/modelLayers.js';
import { isOptimizer, optimizerClass } from '../values/rates.js';
import { unknown } from '../values/unknown.js';
import { type Arguments, argumentsOf, isKind, lastName, type PyModel, type Value } from '../values/values.js';
import { namedCall } from './callOrders.js';
import { layerNamed } from './layerNames.js';
import { argument } from './library.js';
import { weightsMethod } from './weights.js';

/** Methods that only look at a model, or write it somewhere. */
const looking =
  /^(?:summary|predict\w*|save|save_model|export|to_json|to_yaml|get_config|count_params|test_on_batch|compute_output_shape|call|apply|__call__|get_metrics_result|reset_metrics|get_layer|_\w+)$/;

/** A method of a Sequential; undefined where its result is not known. */
export function modelMethod(
  machine: Machine,
  model: PyModel,
  name: string,
  args: Arguments,
  node: PythonNode,
): Value | undefined {
  const { program } = machine.trace;
  const [first] = args.positional;
  switch (name) {
    case 'add': {
      const layer = first ?? args.named.get('layer');
      if (layer !== undefined) model.layers.push(layer);
      if (layer !== undefined && layer !== null) program.addLayer(model, layer, node);
      noteMisplaced(machine, model, args, node);
      machine.trace.changes++;
      return null;
    }
    case 'pop':
      model.layers.pop();
      program.does(model, 'popLayer', node);
      return null;
    case 'build':
      model.buildShape ??= args.named.get('input_shape') ?? first;
      return null;
    case 'compile':
      machine.trace.changes++;
      compile(machine, model, args, node);
      return null;
    case 'fit':
    case 'fit_generator':
      return runFit(machine, model, name, args, node);
    case 'train_on_batch':
      program.call('trainOnBatch', model, captured(machine, namedCall(name, args, node)));
      return unknown(machine, node);
    case 'evaluate':
    case 'evaluate_generator':
      program.call('evaluate', model, captured(machine, namedCall(name, args, node)));
      return unknown(machine, node);
    case 'reset_states':
      program.does(model, 'resetStates', node);
      return null;
    case 'get_layer':
      return found(model, args);
    default:
      return other(machine, model, name, args, node);
  }
}

/** `model.add(Dense(8), activation='relu')`: what belongs into the layer's brackets. */
function noteMisplaced(machine: Machine, model: PyModel, args: Arguments, node: PythonNode): void {
  const names = [...args.named.keys()].filter((name) => name !== 'layer' && name !== 'rebuild');
  if (names.length === 0) return;
  const them = names.length === 1 ? 'it belongs' : 'they belong';
  const text = `\`add\` takes no ${names.join(' or ')}, so Python fails here: ${them} inside the layer's own parentheses. Left out.`;
  machine.trace.program.note(node, { kind: 'not-done', text, changesLearning: true }, model);
}

function compile(machine: Machine, model: PyModel, args: Arguments, node: PythonNode): void {
  const call = namedCall('compile', args, node);
  const given = call.args.named.get('optimizer');
  const text = typeof given === 'string' ? given : isKind(given, 'name') ? lastName(given.path) : null;
  const path = text === null ? undefined : optimizerClass(text);
  const optimizer: Value = path
    ? { kind: 'object', call: { path, args: argumentsOf([]), node }, attributes: new Map() }
    : (given ?? null);
  model.compile = call;
  model.attributes.set('optimizer', optimizer);
  const set = isOptimizer(optimizer) ? optimizer.attributes.get('learning_rate') : undefined;
  machine.trace.program.compile(model, call, optimizer, typeof set === 'number' ? set : null);
}

function runFit(machine: Machine, model: PyModel, name: string, args: Arguments, node: PythonNode): Value {
  const call = namedCall(name, args, node);
  machine.trace.program.call('fit', model, captured(machine, call));
  machine.trace.program.files.putCheckpoints(call.args.named.get('callbacks') ?? null, model);
  if (!model.fit) {
    model.fit = call;
    model.fitted = { layers: modelLayers(model), compile: model.compile };
  }
  return unknown(machine, node);
}

function found(model: PyModel, args: Arguments): Value | undefined {
  const layers = modelLayers(model).filter((layer) => !isInput(layer));
  const name = argument(args, 0, 'name');
  const index = argument(args, 1, 'index');
  if (typeof index === 'number') return layers.at(index);
  return typeof name === 'string' ? layers.find((layer) => layerNamed(layer) === name) : undefined;
}

/** Methods for weights; one that Keras does not have, or that is not followed, is noted. */
function other(machine: Machine, model: PyModel, name: string, args: Arguments, node: PythonNode): Value | undefined {
  const done = weightsMethod(machine, model, name, args, node);
  if (done !== undefined || looking.test(name)) return done;
  const text = `\`${name}\` of the model is not followed.`;
  machine.trace.program.note(node, { kind: 'not-done', text, changesLearning: true }, model);
  return undefined;
}
