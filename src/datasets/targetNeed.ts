import { ACTIVATION_RANGES } from '../layers/activationRange.js';
import type { ModelShapes } from './types.js';

/** What a model's loss and last layer want to be told as target. */
export type TargetNeed =
  /** One of `classes`, as one-hot or as its index. */
  | { readonly kind: 'classes'; readonly as: 'onehot' | 'index'; readonly classes: number }
  /** 0 or 1 for each output. */
  | { readonly kind: 'binary' }
  /** -1 or 1 for each output. */
  | { readonly kind: 'signs' }
  /** Numbers that the last activation can reach: all, from 0, from 0 to 1, from -1 to 1, or shares that sum to 1. */
  | { readonly kind: 'numbers'; readonly reach: 'all' | 'positive' | 'unit' | 'symmetric' | 'shares' };

type Reach = Extract<TargetNeed, { kind: 'numbers' }>['reach'];

const positiveLosses = new Set(['meanSquaredLogarithmicError', 'poisson']);

/** The loss decides; where it says nothing (a mean squared error, a function of the user's), the last activation does. */
export function targetNeed({ loss, lastActivation, output }: Omit<ModelShapes, 'input' | 'vocabulary'>): TargetNeed {
  const classes = output.at(-1) ?? 1;
  switch (loss) {
    case 'sparseCategoricalCrossentropy':
      return { kind: 'classes', as: 'index', classes };
    case 'categoricalCrossentropy':
    case 'categoricalHinge':
      return { kind: 'classes', as: 'onehot', classes };
    case 'binaryCrossentropy':
      return { kind: 'binary' };
    case 'hinge':
    case 'squaredHinge':
      return { kind: 'signs' };
    case 'kullbackLeiblerDivergence':
      return lastActivation === 'softmax'
        ? { kind: 'classes', as: 'onehot', classes }
        : { kind: 'numbers', reach: 'unit' };
  }
  if (lastActivation === 'softmax' && classes > 1) return { kind: 'classes', as: 'onehot', classes };
  if (loss === null && lastActivation === 'sigmoid') return { kind: 'binary' };
  if (loss !== null && positiveLosses.has(loss)) return { kind: 'numbers', reach: 'positive' };
  return { kind: 'numbers', reach: reachOf(lastActivation) };
}

function reachOf(activation: string | null): Reach {
  if (activation === 'softmax') return 'shares';
  const range = ACTIVATION_RANGES.get(activation ?? 'linear');
  if (!range) return 'all';
  const [low, high] = range;
  if (low < 0) return 'symmetric';
  return high === 1 ? 'unit' : 'positive';
}
