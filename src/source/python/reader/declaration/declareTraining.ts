import type { KerasCall, KerasValue } from '../../../../protocol/keras.js';
import type { PythonNode } from '../../syntax/node.js';
import { type Use, useOf } from '../questions/use.js';
import { batchesOf } from '../values/batches.js';
import { type Call, isKind, lastName, type PyModel, type Value } from '../values/values.js';
import { layerFacts } from './layerFacts.js';
import type { Writer } from './writer.js';

const compileArguments = new Set(['optimizer', 'loss', 'loss_weights']);
const fitArguments = new Set(['batch_size', 'epochs', 'nb_epoch', 'validation_split', 'shuffle', 'initial_epoch']);
const keptCallbacks = /^(?:EarlyStopping|ReduceLROnPlateau|LearningRateScheduler|TerminateOnNaN)$/;

export function declareCompile(writer: Writer, call: Call, goal: Use['goal']): KerasCall {
  const declared = ofItsAge(call, writer.call(call, { goal }, compileArguments));
  const metrics = ['metrics', 'weighted_metrics'].flatMap((name) => {
    const given = call.args.named.get(name);
    const kept = given === undefined ? [] : metricsOf(writer, given, call.node);
    return kept.length > 0 ? [[name, kept] as const] : [];
  });
  return { ...declared, named: { ...declared.named, ...Object.fromEntries(metrics) } };
}

/** The older Nadam, which has another momentum, is the one with a decay of its schedule. */
function ofItsAge(call: Call, declared: KerasCall): KerasCall {
  const given = call.args.named.get('optimizer');
  const { optimizer } = declared.named;
  const isOld = isKind(given, 'object') && /\blegacy\.Nadam$/.test(given.call.path);
  if (!isOld || typeof optimizer !== 'object' || optimizer === null || !('named' in optimizer)) return declared;
  const old = optimizer as KerasCall;
  const named = { schedule_decay: 0.004, ...old.named };
  return { ...declared, named: { ...declared.named, optimizer: { ...old, named } } };
}

/** Metrics of Keras; a person's own function is left out, which changes no training. */
function metricsOf(writer: Writer, metrics: Value, node: PythonNode): KerasValue[] {
  return itemsIn(metrics).flatMap((item) => {
    if (typeof item !== 'string' && !isKind(item, 'name') && !isKind(item, 'object')) {
      writer.leaveOut('A metric that is not a Keras metric is left out.', false, node);
      return [];
    }
    return writer.value(item, useOf('metrics', 'compile')) ?? [];
  });
}

/** Of lists, and of dictionaries by output. */
function itemsIn(value: Value): Value[] {
  if (isKind(value, 'list')) return value.items.flatMap(itemsIn);
  return isKind(value, 'dict') ? [...value.entries.values()].flatMap(itemsIn) : [value];
}

export function declareFit(writer: Writer, call: Call): KerasCall {
  const declared = writer.call({ ...call, path: 'fit' }, {}, fitArguments);
  const named = { ...declared.named };
  if (named.epochs !== undefined) delete named.nb_epoch;
  const callbacks = call.args.named.get('callbacks');
  const kept = isKind(callbacks, 'list') ? callbacks.items.flatMap((item) => callbackOf(writer, item)) : [];
  if (kept.length > 0) named.callbacks = kept;
  const batchSize = named.batch_size === undefined ? generatorBatchSize(call) : null;
  if (batchSize !== null) named.batch_size = batchSize;
  return { ...declared, name: call.path, positional: [], named };
}

export function callbackOf(writer: Writer, value: Value): KerasCall[] {
  if (!isKind(value, 'object') || !keptCallbacks.test(lastName(value.call.path))) return [];
  const named = new Map([...value.call.args.named].filter(([, argument]) => !isKind(argument, 'unknown')));
  return [writer.call({ ...value.call, args: { positional: value.call.args.positional, named } })];
}

/** `datagen.flow(x, y, batch_size=32)`. */
function generatorBatchSize(call: Call): number | null {
  const x = call.args.named.get('x');
  const batches = batchesOf(x);
  if (batches) return batches.batchSize;
  const made = isKind(x, 'unknown') ? x.call : null;
  const size =
    made?.args.named.get('batch_size') ?? (/batch$/.test(made?.path ?? '') ? made?.args.positional[0] : undefined);
  return typeof size === 'number' ? size : null;
}

/** What the model predicts, as far as its loss and last activation tell. */
export function goalOf(model: PyModel): Use['goal'] {
  const facts = model.layers.map((layer) => layerFacts(layer));
  const last = facts.findLast((layer) => layer.argument('activation') !== undefined);
  const activation = nameText(last?.argument('activation'));
  const loss = nameText(model.compile?.args.named.get('loss'));
  if (/softmax/.test(activation) || /categorical|nll/i.test(loss)) return 'classes';
  if (/binary|hinge/i.test(loss)) return 'binary';
  if (/^(?:mse|mae|mape|msle|mean_|MeanS|MeanA|huber|log_?cosh|root)/i.test(loss)) return 'number';
  return /sigmoid/.test(activation) ? 'binary' : 'classes';
}

function nameText(value: Value | undefined): string {
  if (typeof value === 'string') return value;
  if (isKind(value, 'name')) return lastName(value.path);
  if (isKind(value, 'object')) return lastName(value.call.path);
  return '';
}
