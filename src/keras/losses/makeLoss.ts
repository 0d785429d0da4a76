import { nearest } from '../../errors/nearest.js';
import type { KerasCall, KerasValue } from '../../protocol/keras.js';
import type { Tensor } from '../../tfjs/tfjs.js';
import { bindArguments } from '../arguments/bindArguments.js';
import { shown } from '../arguments/boundArguments.js';
import { isCall } from '../arguments/isCall.js';
import { noteUnread } from '../arguments/noteUnread.js';
import type { KerasContext } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import type { CurrentBatch } from '../training/currentBatch.js';
import { namedValue, plainName } from '../values/namedValue.js';
import { lossRules } from './lossRules.js';
import type { OutputFacts } from './outputFacts.js';
import { reducedLoss } from './reducedLoss.js';

export type LossFunction = (target: Tensor, output: Tensor) => Tensor;

export interface KerasLoss {
  /** tfjs's name of the loss, or of the nearest one that takes the same targets; null where it has none. */
  readonly tfjsName: string | null;
  /** What Keras computes; named as in Keras. */
  readonly compute: LossFunction;
  /** False where the source wants a loss for each sample: Keras then weighs a batch in the epoch's mean by the square of its size. */
  readonly isReduced: boolean;
  /** Whether targets of some class do not count. */
  readonly ignoresClass: boolean;
  /** Whether the mean over batches, weighed by their sizes, is the mean over all samples. */
  readonly isMeanOfSamples: boolean;
}

/**
 * @param penalties what is added to the loss of a batch that is not trained
 * @throws {SourceError} for a loss that is a function of the user's own, or that GradLens lacks
 */
export function makeLoss(
  { value, weight }: { readonly value: KerasValue | undefined; readonly weight: number },
  owner: KerasCall,
  context: KerasContext,
  { facts, batch, penalties }: { facts: OutputFacts; batch: CurrentBatch; penalties: () => Tensor[] },
): KerasLoss {
  const only = single(value);
  const given = only === undefined ? null : namedValue(only, owner);
  if (!given) {
    const found = only === undefined || only === null ? 'none is given' : `got ${shown(only)}`;
    throw kerasProblem(owner, `compile needs the name of a loss, such as loss='mse'; ${found}.`);
  }
  const plain = plainName(given.name).replace(/loss$/, '');
  const rule = Object.hasOwn(lossRules, plain) ? lossRules[plain] : undefined;
  if (!rule) {
    throw kerasProblem(
      given.call,
      `GradLens cannot compute the loss ${given.name}: it runs no Python function. ${didYouMean(given.name)}`,
    );
  }
  const signature = { order: `${rule.order} reduction name dtype` };
  const args = bindArguments(given.call, signature, context.version, 'y_true y_pred axis');
  const reduction = String(args.value('reduction') ?? 'auto').toLowerCase();
  const counted = rule.counted?.(args) ?? null;
  const formula = rule.make(args, facts);
  noteUnread(args, context.notes);
  const compute = reducedLoss(context.tf, formula, {
    counted,
    reduction: reduction === 'sum' || reduction === 'none' ? reduction : 'mean',
    weight,
    facts,
    batch,
    penalties,
  });
  Object.defineProperty(compute, 'name', { value: rule.tfjsName ?? snakeName(given.name) });
  const isMeanOfSamples = reduction !== 'sum' && reduction !== 'none' && counted === null;
  const isReduced = reduction !== 'none';
  return { tfjsName: rule.tfjsName, compute, isReduced, ignoresClass: counted !== null, isMeanOfSamples };
}

/** A list or dictionary of one. */
export function single(value: KerasValue | undefined): KerasValue | undefined {
  if (Array.isArray(value)) return value.length === 1 ? value[0] : value;
  if (typeof value !== 'object' || value === null || isCall(value)) return value;
  const entries = Object.values(value);
  return entries.length === 1 ? entries[0] : value;
}

function snakeName(name: string): string {
  return name.replace(/(?<=[a-z])([A-Z])/g, '_$1').toLowerCase();
}

const names = [
  'mean_squared_error',
  'mean_absolute_error',
  'binary_crossentropy',
  'categorical_crossentropy',
  'sparse_categorical_crossentropy',
  'huber',
  'hinge',
  'poisson',
  'kl_divergence',
  'cosine_similarity',
];

function didYouMean(name: string): string {
  const meant = nearest(name, names);
  return meant ? `Did you mean '${meant}'?` : "Try 'mse' or 'categorical_crossentropy'.";
}
