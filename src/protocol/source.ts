import type { SourceSpan } from './sourceSpan.js';

/** A layer as the source shows it. */
export interface SourceLayer {
  readonly className: string;
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
