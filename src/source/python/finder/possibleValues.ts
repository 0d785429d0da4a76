import type { NameScope } from '../names/nameScope.js';
import type { OutsideName } from '../names/outsideNames.js';
import type { Binding } from '../syntax/definitions.js';
import type { PythonNode } from '../syntax/node.js';

export type Scope = NameScope<Values>;

/** What an expression may be: one of these, as far as the source shows it. */
export type Values = readonly Value[];

export type Value =
  | PathValue
  | UnknownValue
  | ConstantValue
  | ObjectValue
  | ListValue
  | DictionaryValue
  | FunctionValue
  | MethodValue
  | ClassValue
  | InstanceValue
  | ModelValue
  | MemberValue
  | SuperValue;

/** Something of another module: `keras.layers.Dense`; or a name that nothing in the file binds (`free`). */
export interface PathValue extends OutsideName {
  readonly kind: 'path';
  /** Whether a call of it hands over more than the call shows: `functools.partial(Dense, activation='relu')`. */
  readonly partial?: boolean;
  /** As that of an unknown value. */
  readonly node?: PythonNode;
}

/** A value that the source does not show. */
export interface UnknownValue {
  readonly kind: 'unknown';
  /** How the source calls it: `tf.keras` for a member of a parameter `tf`. */
  readonly hint: string;
  /** The expression that stands for it in a list; null outside of one. */
  readonly node: PythonNode | null;
}

export interface ConstantValue {
  readonly kind: 'constant';
  readonly value: string | number | null;
}

/** What a call of something that the file does not define makes: a layer, an optimizer, a wrapper. */
export interface ObjectValue {
  readonly kind: 'object';
  readonly node: PythonNode;
  /** Last name of what is called. */
  readonly className: string;
  /** Whether Keras itself makes it. */
  readonly ofKeras: boolean;
  /** Models, and functions that may make one, that it was given. */
  readonly held: Values;
}

/** A list or tuple. It only grows, so that it holds what either branch puts in. */
export interface ListValue {
  readonly kind: 'list';
  readonly elements: Values[];
}

export interface DictionaryValue {
  readonly kind: 'dictionary';
  readonly entries: Map<string, Values>;
  /** Values whose key is not known. */
  readonly others: Values[];
}

/** A function or lambda of the file. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly node: PythonNode;
  readonly scope: Scope;
  readonly owner: ClassValue | null;
  readonly binding: Binding;
  readonly defaults: ReadonlyMap<string, Values>;
}

export interface MethodValue {
  readonly kind: 'method';
  readonly function: FunctionValue;
  readonly self: Value;
}

export interface ClassValue {
  readonly kind: 'class';
  readonly node: PythonNode;
  readonly name: string;
  readonly bases: Values;
  readonly scope: Scope;
  /** What any instance's attributes were given anywhere. */
  readonly attributes: Map<string, Values>;
  readonly isSequential: boolean;
}

export interface InstanceValue {
  readonly kind: 'instance';
  readonly class: ClassValue;
  /** The call that made it; null for the one that stands for any. */
  readonly node: PythonNode | null;
  readonly attributes: Map<string, Values>;
  /** Of a class that extends Sequential. */
  readonly model: ModelValue | null;
}

/** One Sequential of one evaluation of `creation`. */
export interface ModelValue {
  readonly kind: 'model';
  /** The call of Sequential, or the class that extends it. */
  readonly creation: PythonNode;
  readonly layers: Value[];
}

/** A method or attribute of a value that Python or Keras defines: `model.add`, `layers.append`. */
export interface MemberValue {
  readonly kind: 'member';
  readonly object: Exclude<Value, MemberValue | SuperValue | PathValue | UnknownValue>;
  readonly name: string;
}

/** `super()` in a method of `owner`. */
export interface SuperValue {
  readonly kind: 'super';
  readonly self: InstanceValue;
  readonly owner: ClassValue;
}

export const nothing: ConstantValue = { kind: 'constant', value: null };

export function unknown(hint = ''): UnknownValue {
  return { kind: 'unknown', hint, node: null };
}
