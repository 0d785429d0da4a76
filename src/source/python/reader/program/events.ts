import type { PythonNode } from '../../syntax/node.js';
import type { PyArray } from '../values/arrays.js';
import type { Call, PyModel, Value } from '../values/values.js';

/** What a note says, before it has a line. */
export interface NoteText {
  readonly kind: 'not-done' | 'guessed' | 'random-data';
  readonly text: string;
  readonly changesLearning: boolean;
  /** A callback of other code is left out, and nothing else. */
  readonly isCallback?: true;
}

/** Weights as `get_weights` gives them: kept under a number, or arrays of the source's own. */
export type Weights = number | readonly PyArray[];

/** One thing that a program does with a model, with the values that it has at that moment. */
export type ProgramEvent =
  | {
      readonly kind: 'make';
      readonly model: PyModel;
      readonly layers: readonly Value[];
      /** What `trainable` is set to, of layers where it is. */
      readonly trainable: ReadonlyMap<Value, boolean>;
      readonly node: PythonNode;
    }
  | { readonly kind: 'addLayer'; readonly model: PyModel; readonly layer: Value; readonly node: PythonNode }
  | { readonly kind: 'popLayer' | 'resetStates'; readonly model: PyModel; readonly node: PythonNode }
  | {
      readonly kind: 'compile';
      readonly model: PyModel;
      readonly call: Call;
      /** Learning rate that the optimizer was given after it was made; null where it was given none. */
      readonly rate: number | null;
      readonly node: PythonNode;
    }
  | {
      readonly kind: 'fit' | 'trainOnBatch' | 'evaluate';
      readonly model: PyModel;
      readonly call: Call;
      readonly node: PythonNode;
    }
  | {
      readonly kind: 'trainable';
      readonly model: PyModel;
      /** Layer of the model that it is about; null for the model itself. */
      readonly layer: Value;
      readonly value: boolean;
      readonly node: PythonNode;
    }
  | { readonly kind: 'learningRate'; readonly model: PyModel; readonly value: number; readonly node: PythonNode }
  | {
      readonly kind: 'getWeights';
      readonly model: PyModel;
      readonly layer: Value;
      readonly weights: number;
      readonly node: PythonNode;
    }
  | {
      readonly kind: 'setWeights';
      readonly model: PyModel;
      readonly layer: Value;
      readonly weights: Weights;
      readonly node: PythonNode;
    }
  | { readonly kind: 'note'; readonly note: NoteText; readonly model: PyModel | null; readonly node: PythonNode };
