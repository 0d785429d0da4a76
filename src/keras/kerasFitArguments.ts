import type { KerasCall, KerasDeclaration, KerasValue } from '../protocol/keras.js';
import type { Tfjs } from '../trainer/tfjs/tfjs.js';
import { bindArguments } from './arguments/bindArguments.js';
import { isCall } from './arguments/isCall.js';
import { isStateful, namedBatchSize } from './batchSizes.js';
import { earlyStopping, earlyStoppingOrder } from './callbacks/earlyStopping.js';
import type { KerasCallback } from './callbacks/epochCallback.js';
import { reduceLearningRate, reduceLearningRateOrder } from './callbacks/reduceLearningRate.js';
import { kerasProblem } from './kerasProblem.js';

/** What a Python `fit` says, null where it says nothing. */
export interface KerasFit {
  readonly epochs: number | null;
  readonly initialEpoch: number | null;
  readonly batchSize: number | null;
  /** Share of the samples kept for validation. */
  readonly validationSplit: number | null;
  readonly shuffle: boolean | null;
  readonly callbacks: readonly KerasCallback[];
  /** What is left out, a sentence each. */
  readonly notes: readonly string[];
}

const order =
  'x y batch_size epochs verbose callbacks validation_split validation_data shuffle class_weight sample_weight initial_epoch steps_per_epoch validation_steps validation_batch_size validation_freq max_queue_size workers use_multiprocessing generator samples_per_epoch nb_val_samples show_accuracy';

/** How a declaration's `fit` trains. @throws {SourceError} for a value that fits nothing */
export function kerasFitArguments({ fit, layers, version }: KerasDeclaration, tf: Tfjs): KerasFit {
  const notes: string[] = [];
  const fixedBatch = isStateful(layers) ? namedBatchSize(layers) : null;
  if (!fit) {
    const nothing = { epochs: null, initialEpoch: null, validationSplit: null, shuffle: null, callbacks: [] };
    return { ...nothing, batchSize: fixedBatch, notes };
  }
  const known = Object.fromEntries(Object.entries(fit.named).filter(([name]) => isKnown(name)));
  const args = bindArguments({ ...fit, positional: [], named: known }, { order }, version, '');
  const split = args.number('validation_split') ?? null;
  if (split !== null && !(split >= 0 && split < 1)) {
    throw kerasProblem(fit, `validation_split must be between 0 and 1; it is ${split}.`);
  }
  const size = (name: string) => (args.has(name) ? args.size(name) : null);
  return {
    epochs: size('epochs'),
    initialEpoch: args.number('initial_epoch') ?? null,
    batchSize: fixedBatch ?? size('batch_size'),
    validationSplit: split,
    shuffle: shuffles(args.value('shuffle')),
    callbacks: callbacks(args.value('callbacks'), version, tf, notes),
    notes,
  };
}

function isKnown(name: string): boolean {
  return name === 'nb_epoch' || order.split(' ').includes(name);
}

/** `shuffle='batch'` shuffles too. */
function shuffles(value: KerasValue | undefined): boolean | null {
  return value === undefined ? null : value !== false;
}

function callbacks(value: KerasValue | undefined, version: 1 | 2 | 3, tf: Tfjs, notes: string[]): KerasCallback[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter(isCall).flatMap((call) => callback(call, version, tf, notes) ?? []);
}

/** Callbacks that write files or print change no training. */
const harmless =
  /^(?:ModelCheckpoint|TensorBoard|CSVLogger|ProgbarLogger|History|BaseLogger|RemoteMonitor|TerminateOnNaN|BackupAndRestore)$/;

function callback(call: KerasCall, version: 1 | 2 | 3, tf: Tfjs, notes: string[]): KerasCallback | null {
  if (call.name === 'EarlyStopping') {
    return earlyStopping(tf, bindArguments(call, { order: earlyStoppingOrder }, version, ''));
  }
  if (call.name === 'ReduceLROnPlateau') {
    return reduceLearningRate(tf, bindArguments(call, { order: reduceLearningRateOrder }, version, 'lr'));
  }
  if (call.name === 'LearningRateScheduler') {
    notes.push('LearningRateScheduler calls a Python function, which is not run: the learning rate stays as it is.');
  } else if (!harmless.test(call.name)) {
    notes.push(`The callback ${call.name} is Python code, which is not run: it is left out.`);
  }
  return null;
}
