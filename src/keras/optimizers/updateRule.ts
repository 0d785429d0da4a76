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
}

/** How an optimizer of Keras changes a weight. */
export interface UpdateRule {
  /** What each slot starts with. */
  readonly slots: readonly number[];
  /** Called once before the weights of a step. @param weights how many they are */
  begin?(step: number, weights: number): void;
  /** The weight's new value and its slots. */
  update(update: Update): { value: Tensor; slots: Tensor[] };
}
