import type { SourceSpan } from './sourceSpan.js';

/** Characters of a value's text that are kept: a list of weights may be as long as a file. */
export const MOST_ARGUMENT_TEXT = 200;
/** Elements of a list that are kept; a longer one is told by its text alone. */
export const MOST_ELEMENTS = 64;
/** And of a list in a list. */
export const MOST_INNER_ELEMENTS = 8;

/** A value that the source gives to a call. */
export interface SourceValue {
  /** As the source writes it, the first `MOST_ARGUMENT_TEXT` characters. */
  readonly text: string;
  /** Where it is a literal, arithmetic of literals, or a constant that certainly is one; undefined where it is anything else. */
  readonly value: string | number | boolean | null | undefined;
  /** Where the call gives it, also for a constant. */
  readonly valueSpan: SourceSpan;
  /** The name that is given, with what it is a member of: `x_train`, `tf.nn.relu`; null for anything else. */
  readonly path: string | null;
  /** Of a list or tuple, or of a constant that certainly is one; null where it is anything else, or not all of it is shown. */
  readonly elements: readonly SourceValue[] | null;
  /** The call that certainly makes it. */
  readonly call: SourceCall | null;
}

/** An argument of a call in Python; in JavaScript one of a call's, or a property of the options that it takes. */
export interface SourceArgument extends SourceValue {
  /** Null for a positional one. */
  readonly name: string | null;
  /** Of the whole of it, its name too. */
  readonly span: SourceSpan;
}

/** What a call is given. */
export interface SourceArguments {
  /** In the order of the source. */
  readonly list: readonly SourceArgument[];
  /** Whether the call has no others: none spread (`...options`, `**options`), in a variable that is not followed, or broken off. */
  readonly complete: boolean;
}

export interface SourceCall {
  /** What is called, as the source writes it: `model.compile`; for TensorFlow.js itself as its documentation does: `tf.train.adam`. */
  readonly callee: string;
  readonly arguments: SourceArguments;
  readonly span: SourceSpan;
}

/** What may have a part in making a value: more than has one, so that what is not told certainly has none. */
export interface SourceOrigins {
  /** In the order of the source, with the names of what is imported in full: `keras.datasets.mnist.load_data`. */
  readonly calls: readonly SourceCall[];
  /** Whether numbers are added, multiplied and the like on the way. */
  readonly hasArithmetic: boolean;
  /** Whether something has a part that the file does not show. */
  readonly isOpen: boolean;
}
