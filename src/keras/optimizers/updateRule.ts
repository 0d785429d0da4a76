import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';

/** What an update of one weight starts from. */
export interface Update {
  readonly tf: Tfjs;
  readonly value: Tensor;
  readonly gradient: Tensor;
  /** What the rule keeps of this weight, in the order of its `slots`. */
  readonly slots: readonly Tensor[];
  /** Counts from 1. */
  readonly step: number;
  readonly learningRate: number;
  /** As `UpdateRule.rate` gives it; else the learning rate. */
  readonly rate: number;
}

/** The update of all weights as operations that TensorFlow has, for whoever compiles a step. */
export type FusedUpdate =
  | { readonly kind: 'sgd' }
  | { readonly kind: 'momentum'; readonly momentum: number; readonly nesterov: boolean }
  | { readonly kind: 'rmsprop'; readonly rho: number; readonly epsilon: number }
  | { readonly kind: 'adam'; readonly beta1: number; readonly beta2: number; readonly epsilon: number }
  | { readonly kind: 'adamax'; readonly beta1: number; readonly beta2: number; readonly epsilon: number };

/** How an optimizer of Keras changes a weight. */
export interface UpdateRule {
  /** What each slot starts with. */
  readonly slots: readonly number[];
  /** Says the same as `update`, where TensorFlow has it as operations of its own. */
  readonly fused?: FusedUpdate;
  /** What a step multiplies with in the place of the learning rate, where that is another number. @param step counts from 1 */
  rate?(learningRate: number, step: number): number;
  /** Called once before the weights of a step. @param weights how many they are */
  begin?(step: number, weights: number): void;
  /** The weight's new value and its slots. */
  update(update: Update): { value: Tensor; slots: Tensor[] };
}
