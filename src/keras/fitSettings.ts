import type { KerasCall, KerasValue } from '../protocol/keras.js';
import { bindArguments } from './arguments/bindArguments.js';
import type { BoundArguments } from './arguments/boundArguments.js';
import { isArray } from './arguments/isCall.js';
import { kerasProblem } from './kerasProblem.js';

/** How a Python `fit` trains, null where it leaves that open; what it trains on is in the call. */
export interface FitSettings {
  readonly epochs: number;
  readonly initialEpoch: number;
  readonly batchSize: number | null;
  /** Share of the samples kept for validation. */
  readonly validationSplit: number | null;
  /** Whether rows change places before each epoch, or whole batches. */
  readonly shuffle: 'rows' | 'batches' | 'nothing' | null;
  readonly stepsPerEpoch: number | null;
  readonly validationSteps: number | null;
  readonly validationBatchSize: number | null;
  /** Whether an epoch, from 0, ends with a validation. */
  validates(epoch: number): boolean;
  /** Weight of each class, by its index. */
  readonly classWeight: readonly number[] | null;
  readonly args: BoundArguments;
}

const order =
  'x y batch_size epochs verbose callbacks validation_split validation_data shuffle class_weight sample_weight initial_epoch steps_per_epoch validation_steps validation_batch_size validation_freq max_queue_size workers use_multiprocessing generator samples_per_epoch nb_val_samples show_accuracy nb_epoch';

/** What Keras trains where a fit does not say. */
const DEFAULT_EPOCHS = { 1: 10, 2: 1, 3: 1 } as const;

/** @throws {SourceError} for a value that fits nothing */
export function fitSettings(fit: KerasCall, version: 1 | 2 | 3): FitSettings {
  const known = Object.fromEntries(Object.entries(fit.named).filter(([name]) => order.split(' ').includes(name)));
  const args = bindArguments({ ...fit, positional: [], named: known }, { order }, version, '');
  const split = args.number('validation_split') ?? null;
  if (split !== null && !(split >= 0 && split < 1)) {
    throw kerasProblem(fit, `validation_split must be between 0 and 1, not ${split}.`);
  }
  const size = (name: string) => (args.has(name) ? args.size(name) : null);
  return {
    epochs: size('epochs') ?? size('nb_epoch') ?? DEFAULT_EPOCHS[version],
    initialEpoch: args.number('initial_epoch') ?? 0,
    batchSize: size('batch_size'),
    validationSplit: split,
    shuffle: shuffled(args.value('shuffle')),
    stepsPerEpoch: size('steps_per_epoch'),
    validationSteps: size('validation_steps'),
    validationBatchSize: size('validation_batch_size'),
    validates: validates(args),
    classWeight: classWeight(args),
    args,
  };
}

function shuffled(value: KerasValue | undefined): FitSettings['shuffle'] {
  if (value === undefined) return null;
  if (typeof value === 'string') return value.toLowerCase() === 'batch' ? 'batches' : 'rows';
  return value === false || value === 0 ? 'nothing' : 'rows';
}

function validates(args: BoundArguments): (epoch: number) => boolean {
  const value = args.value('validation_freq');
  if (Array.isArray(value)) return (epoch) => value.includes(epoch + 1);
  const every = args.has('validation_freq') ? args.size('validation_freq') : 1;
  return (epoch) => (epoch + 1) % every === 0;
}

/** A dictionary, list or array of a weight for each class. */
function classWeight(args: BoundArguments): number[] | null {
  const value = args.value('class_weight');
  if (value === undefined) return null;
  const isTable = typeof value === 'object' && !isArray(value);
  const weights = Array.isArray(value) ? value : isTable ? Object.values(value as object) : [];
  const classes = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value as object).map(Number);
  const isWhole = classes.length > 0 && classes.every((each) => each >= 0 && each < classes.length);
  if (!isWhole || !weights.every((weight) => typeof weight === 'number')) {
    throw args.wrong('class_weight', 'a dictionary with a number for each class, from 0', value);
  }
  const byClass: number[] = [];
  for (const [index, weight] of weights.entries()) byClass[classes[index] ?? 0] = weight as number;
  return byClass;
}
