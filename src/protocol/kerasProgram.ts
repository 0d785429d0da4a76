import type { SourceLocation } from './fit.js';
import type { KerasArray, KerasCall } from './keras.js';

/** A layer or model by where it stands: indices into `layers`, as Keras counts them (without input layers); [] is the model itself. */
export interface KerasLayerReference {
  readonly kind: 'layer';
  readonly model: number;
  readonly path: readonly number[];
}

/** A layer that is made here, or one that another model has already: their weights are the same. */
export type KerasLayer = KerasCall | KerasLayerReference;

interface Step {
  /** Number of the model that it is about, as its `make` gives it. */
  readonly model: number;
  /** Of the statement. */
  readonly location: SourceLocation;
}

/** One thing that a Python program does with a model. Arguments of calls are all by name. */
export type KerasStep =
  /** What stands in `layers` when something is first done with the model. Each pass of a loop makes another model. */
  | (Step & { readonly kind: 'make'; readonly name: string; readonly layers: readonly KerasLayer[] })
  | (Step & { readonly kind: 'addLayer'; readonly layer: KerasLayer })
  | (Step & { readonly kind: 'popLayer' })
  | (Step & { readonly kind: 'compile'; readonly call: KerasCall })
  /** Has an effect from the next compile on, as in Keras. */
  | (Step & { readonly kind: 'trainable'; readonly path: readonly number[]; readonly value: boolean })
  | (Step & { readonly kind: 'learningRate'; readonly value: number })
  /** Keeps the weights as they are now, under a number. */
  | (Step & { readonly kind: 'getWeights'; readonly path: readonly number[]; readonly weights: number })
  /** Weights that were kept, or arrays in the order of `get_weights`. */
  | (Step & {
      readonly kind: 'setWeights';
      readonly path: readonly number[];
      readonly weights: number | readonly KerasArray[];
    })
  /** `fit` with x and y as arrays; without x, the data that a person picks. `isUsual`: the source has no fit, and gets a usual one. */
  | (Step & { readonly kind: 'fit'; readonly call: KerasCall; readonly isUsual?: true })
  | (Step & { readonly kind: 'trainOnBatch'; readonly call: KerasCall })
  | (Step & { readonly kind: 'evaluate'; readonly call: KerasCall })
  | (Step & { readonly kind: 'resetStates' });

/** What Python source does with its models, in order: loops are unrolled, functions followed. */
export interface KerasProgram {
  readonly file: string;
  /** Which Keras the code's style implies: decides names and defaults. */
  readonly version: 1 | 2 | 3;
  readonly steps: readonly KerasStep[];
}

/** Numbers of an array, row by row. */
export interface ArrayContents {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/** What code of a callback may do to the training that it is called in. */
export interface CallbackHost {
  stopTraining(): void;
  /** Null where the optimizer has no number for it. */
  learningRate: number | null;
  /** @param path as in KerasLayerReference */
  getWeights(path: readonly number[]): ArrayContents[];
  setWeights(path: readonly number[], weights: readonly ArrayContents[]): void;
  print(text: string): void;
}

export type CallbackHook =
  | 'on_train_begin'
  | 'on_train_end'
  | 'on_epoch_begin'
  | 'on_epoch_end'
  | 'on_train_batch_begin'
  | 'on_train_batch_end';

/** A callback that the source itself writes; LambdaCallback too. */
export interface OwnCallback {
  /** Those that its class defines. */
  readonly hooks: readonly CallbackHook[];
  /** @param index of the epoch or batch; null for those of the whole training. @throws {SourceError} where the code cannot be followed */
  call(hook: CallbackHook, index: number | null, logs: Readonly<Record<string, number>>, host: CallbackHost): void;
}

/** Words by their numbers, empty where there is none, as a variable of the source has them. */
export interface TokenWords {
  readonly name: string;
  readonly list: readonly string[];
}

/** What a program's numbers stand for, in the process that has read it. */
export interface KerasValues {
  /** What the numbers of tokens seem to stand for; null where nothing says. */
  readonly words: TokenWords | null;
  readonly arrays: ReadonlyMap<number, ArrayContents>;
  readonly callbacks: ReadonlyMap<number, OwnCallback>;
  /** Functions of numbers (a learning rate schedule). Each throws {SourceError} where its code cannot be followed. */
  readonly functions: ReadonlyMap<number, (...args: readonly number[]) => number>;
}
