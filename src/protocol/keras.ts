import type { SourceLocation } from './fit.js';
import type { SourceSpan } from './sourceSpan.js';

/** A Python value as the source tells it, without running Python. A tuple is a list. */
export type KerasValue =
  | null
  | boolean
  | number
  | string
  | readonly KerasValue[]
  | { readonly [key: string]: KerasValue }
  | KerasCall
  | KerasArray
  | KerasFunction;

/** An array whose numbers the process that read the source has, under a number. */
export interface KerasArray {
  readonly kind: 'array';
  readonly id: number;
  readonly shape: readonly number[];
}

/** A function or an own callback of the source, to be called in the process that read it. */
export interface KerasFunction {
  readonly kind: 'function' | 'callback';
  readonly id: number;
  readonly name: string;
  readonly span: SourceSpan;
}

/** A call that makes an object of Keras: `Dense(10)`, `SGD(lr=0.1)`, `l2(0.01)`. */
export interface KerasCall {
  readonly kind: 'call';
  /** Last name of what is called: `Dense`, `l2`. */
  readonly name: string;
  readonly positional: readonly KerasValue[];
  readonly named: { readonly [name: string]: KerasValue };
  readonly span: SourceSpan;
}

/** A Python Sequential, ready to become a tfjs model. */
export interface KerasDeclaration {
  readonly name: string;
  readonly file: string;
  readonly location: SourceLocation;
  /** Which Keras the code's style implies: decides names and defaults. */
  readonly version: 1 | 2 | 3;
  /** One entry an instance: a layer made in a loop stands as often as the loop runs. A nested Sequential is a call with its layers as positional list. */
  readonly layers: readonly KerasCall[];
  readonly compile: KerasCall | null;
  readonly fit: KerasCall | null;
}
