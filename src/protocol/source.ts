import type { SourceSpan } from './sourceSpan.js';
import type { SourceArguments, SourceCall, SourceOrigins } from './sourceValue.js';

/** Where a layer is added: as an element of its model's own list, or by a statement. */
export interface SourcePlace {
  /** Of the element, or of the statement. */
  readonly span: SourceSpan;
  /** What the statement adds it to, as the source writes it; null in a list. */
  readonly receiver: string | null;
  /** White space before it on its line; null where something else is there. */
  readonly indent: string | null;
  /** Behind the comment that ends its line, and in a list behind the comma before that; null where none does. */
  readonly behindComment: SourceSpan['start'] | null;
  /** Whether the statement ends with a semicolon. */
  readonly semicolon: boolean;
  /** Whether each model that is made has it: it stands in the list, or among the statements that make the model, in no branch or loop. */
  readonly always: boolean;
}

/** A layer as the source shows it. */
export interface SourceLayer {
  readonly className: string;
  /** What is called to make it, as the source writes it: `tf.layers.dense`, `Dense`; null where `arguments` is. */
  readonly callee: string | null;
  /** Null where the class is not one of tfjs or Keras themselves, or the source does not show the call. */
  readonly arguments: SourceArguments | null;
  /**
   * Whether it certainly comes right after the layer before it: both stand side by side in the model's own list, or are added by statements
   * with nothing between them. False says that the source leaves it open.
   */
  readonly follows: boolean;
  /** Null where the source adds it in some other way. */
  readonly place: SourcePlace | null;
  /** First line, from 1, of the constructor's call expression; of the `class` where it is a class of the file's own. */
  readonly line: number;
  readonly span: SourceSpan;
  /** Whether the expression runs more than once for one model (a loop, `map`): one entry here, several layers in a run. */
  readonly repeated: boolean;
}

/** A parameter of what builds a model. */
export interface SourceParameter {
  readonly name: string;
  /** Text of its default value. */
  readonly defaultValue: string | null;
}

/** The innermost named function, method or class that makes a model when it is called. */
export interface SourceBuilder {
  readonly kind: 'function' | 'method' | 'class';
  /** `buildModel`, or `Trainer.build` for a method. */
  readonly name: string;
  /** Name under which the file exports the function or the class; null where it does not. */
  readonly exportedAs: string | null;
  readonly parameters: readonly SourceParameter[];
  /** Whether the model comes back as its value (directly, or through a promise). */
  readonly returnsModel: boolean;
}

/** A statement before which another one can be added. */
export interface SourceStatement {
  readonly start: SourceSpan['start'];
  /** White space before it on its line; nothing else is there. */
  readonly indent: string;
  /** Whether it ends with a semicolon. */
  readonly semicolon: boolean;
}

/** A call of `fit` and its like. */
export interface SourceFit extends SourceCall {
  /** The statement it stands in; null where it runs more than once for one model, or no other statement can stand there. */
  readonly statement: SourceStatement | null;
}

/** How a Python file names what belongs to Keras, for edits that need more of it. */
export interface SourceImports {
  /** What names stand for, `keras` wherever Keras comes from: `tf` for `tensorflow`, `Dense` for `keras.layers.Dense`; `*` for all of a module. */
  readonly names: readonly { readonly name: string; readonly path: string }[];
  /** The module that is Keras in this file: `tensorflow.keras`; null where none is imported. */
  readonly keras: string | null;
  /** What the file calls NumPy; null where it does not import it. */
  readonly numpy: string | null;
  /** Where one more import can stand on a line of its own, from 1; null where it has none of Keras. */
  readonly at: SourceSpan['start'] | null;
}

/** Where a fit's data come from; null what it is not given. */
export interface SourceFitData {
  readonly inputs: SourceOrigins | null;
  readonly targets: SourceOrigins | null;
  /** Calls in its file that fit a scaler, or the like, to what a name says are test data. */
  readonly scalersOfTests: readonly SourceScaling[];
}

/** A call that fits a scaler. */
export interface SourceScaling extends SourceCall {
  /** Whether a call before it fits the same one to other data. */
  readonly isFitted: boolean;
}

/** A Sequential as the source shows it, found without running any code. */
export interface SourceModel {
  readonly file: string;
  /** The cell of a notebook, from 0, whose lines all places have; left out where they are lines of the file. */
  readonly cell?: number;
  /** First line, from 1, of the constructor's call expression (`tf.sequential(...)`). */
  readonly line: number;
  readonly span: SourceSpan;
  /** Variable or property it is assigned to; else its `name` option; else `sequential`. */
  readonly name: string;
  readonly framework: 'tfjs' | 'keras';
  readonly layers: readonly SourceLayer[];
  readonly compileLine: number | null;
  /** Each call that compiles it, in the order of the source. */
  readonly compiles: readonly SourceCall[];
  /** Its own fit, or where it is handed to a function that fits it. */
  readonly fitLine: number | null;
  /** Each call of `fit` and its like on it, in the order of the source. */
  readonly fits: readonly SourceFit[];
  /** Calls of `add` that are given more than a layer; seen in Python. */
  readonly overfullAdds?: readonly SourceCall[];
  /** Where the inputs and the targets of each of them come from; null where that is not looked for, as in JavaScript. */
  readonly fitData: readonly SourceFitData[] | null;
  /** Calls of the framework's losses on what it predicts, in steps written by hand; seen in JavaScript. */
  readonly losses: readonly SourceCall[];
  /** Where it, or a layer of it, is frozen or thawed: `trainable` is given a value. */
  readonly freezes: readonly SourceSpan[];
  /** Null in JavaScript. */
  readonly imports: SourceImports | null;
  /** Null where it is made at the file's top level. */
  readonly builder: SourceBuilder | null;
}
