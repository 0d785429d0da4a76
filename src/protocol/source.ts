import type { SourceSpan } from './sourceSpan.js';

/** Characters of an argument's text that are kept: a list of weights may be as long as a file. */
export const MOST_ARGUMENT_TEXT = 200;

/** An argument of a call in Python, or a property of the options that a call in JavaScript takes. */
export interface SourceArgument {
  /** Null for a positional one, which only Python has here. */
  readonly name: string | null;
  /** Its value as the source writes it, the first `MOST_ARGUMENT_TEXT` characters. */
  readonly text: string;
  /** Where that is a literal; undefined where it is anything else. */
  readonly value: string | number | boolean | null | undefined;
  /** Of the whole of it, its name too. */
  readonly span: SourceSpan;
  readonly valueSpan: SourceSpan;
}

/** What the call of a layer of tfjs or Keras is given. */
export interface SourceArguments {
  /** In the order of the source. */
  readonly list: readonly SourceArgument[];
  /** Whether the call has no others: none spread (`...options`, `**options`), in a variable, or broken off. */
  readonly complete: boolean;
}

/** A layer as the source shows it. */
export interface SourceLayer {
  readonly className: string;
  /** Null where the class is not one of tfjs or Keras themselves, or the source does not show the call. */
  readonly arguments: SourceArguments | null;
  /**
   * Whether it certainly comes right after the layer before it: both stand side by side in the model's own list, or are added by statements
   * with nothing between them. False says that the source leaves it open.
   */
  readonly follows: boolean;
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

/** A Sequential as the source shows it, found without running any code. */
export interface SourceModel {
  readonly file: string;
  /** First line, from 1, of the constructor's call expression (`tf.sequential(...)`). */
  readonly line: number;
  readonly span: SourceSpan;
  /** Variable or property it is assigned to; else its `name` option; else `sequential`. */
  readonly name: string;
  readonly framework: 'tfjs' | 'keras';
  readonly layers: readonly SourceLayer[];
  readonly compileLine: number | null;
  /** Its own fit, or where it is handed to a function that fits it. */
  readonly fitLine: number | null;
  /** Null where it is made at the file's top level. */
  readonly builder: SourceBuilder | null;
}
