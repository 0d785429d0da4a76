import type { Contents } from '../../../../arrays/arrays.js';
import type { NameScope } from '../../names/nameScope.js';
import type { OutsideName } from '../../names/outsideNames.js';
import type { Binding } from '../../syntax/definitions.js';
import type { PythonNode } from '../../syntax/node.js';
import type { PythonParameter } from '../../syntax/parameters.js';
import type { Lost, PyArray } from './arrays.js';

/** Names of a module, class body or function call, with what they stand for. */
export type Scope = NameScope<Value>;

/** Lists, tuples, sets and ranges. */
export interface PyList {
  readonly kind: 'list';
  readonly tuple: boolean;
  readonly items: Value[];
  /** Set where entries may be missing, as reading was cut short. */
  lost?: Lost;
}

export type Key = string | number | boolean | null;

export interface PyDict {
  readonly kind: 'dict';
  readonly entries: Map<Key, Value>;
}

/** A function, method or lambda of the file. */
export interface PyFunction {
  readonly kind: 'function';
  readonly name: string;
  readonly node: PythonNode;
  readonly parameters: readonly PythonParameter[];
  /** Statements, or the one expression of a lambda. */
  readonly body: PythonNode;
  readonly scope: Scope;
  readonly binding: Binding;
  /** What it is bound to when it was taken from an instance. */
  readonly self: Value | undefined;
  readonly owner: PyClass | null;
}

export interface PyClass {
  readonly kind: 'class';
  readonly name: string;
  readonly node: PythonNode;
  readonly bases: readonly Value[];
  readonly members: Map<string, Value>;
}

export interface PyInstance {
  readonly kind: 'instance';
  readonly of: PyClass;
  readonly attributes: Map<string, Value>;
  /** The model that it is, where its class derives from Sequential. */
  readonly model: PyModel | null;
  readonly made: Call;
}

/** Something outside the file, by its dotted name: `keras.layers.Dense`, `config.EPOCHS`, an undefined `Dense`. */
export interface PyName extends OutsideName {
  readonly kind: 'name';
}

export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

/** What was called with what, and where. */
export interface Call {
  readonly path: string;
  readonly args: Arguments;
  readonly node: PythonNode;
}

/** What a call of Keras or another known library makes: a layer, an optimizer, an argument parser. */
export interface PyObject {
  readonly kind: 'object';
  /** What made it; with what it was given since, where that stands for an argument. */
  call: Call;
  readonly attributes: Map<string, Value>;
  /** What it is, where it is known: a scaler, folds, a generator of random numbers. */
  readonly contents?: Contents;
  /** What it gives batches of, where it does. */
  readonly batches?: Batches;
}

export interface PyModel {
  readonly kind: 'model';
  readonly node: PythonNode;
  readonly layers: Value[];
  /** Argument of `model.build`. */
  buildShape: Value | undefined;
  compile: Call | null;
  /** Its first fit. */
  fit: Call | null;
  /** What it was at its first fit. */
  fitted: { readonly layers: readonly Value[]; readonly compile: Call | null } | null;
  /** Attributes that the program sets: `trainable`, `stop_training`. */
  readonly attributes: Map<string, Value>;
}

/** A method of a value that Python or a library defines, not yet called. */
export interface PyMethod {
  readonly kind: 'method';
  readonly self: Value;
  readonly name: string;
}

export interface PyPartial {
  readonly kind: 'partial';
  readonly callee: Value;
  readonly args: Arguments;
}

export interface PySuper {
  readonly kind: 'super';
  readonly instance: PyInstance;
  readonly below: PyClass;
}

/** A value that only running Python would tell. */
export interface PyUnknown {
  readonly kind: 'unknown';
  readonly node: PythonNode;
  /** Variable or parameter that it was first bound to. */
  readonly name: string | null;
  /** Function of which it is a parameter. */
  readonly parameterOf: PyFunction | null;
  /** Values that would settle it; null where it is asked for itself. */
  readonly leaves: readonly PyUnknown[] | null;
  /** The call of an unknown library that it is the result of. */
  readonly call: Call | null;
  /** Dotted name of what it stands for outside the file. */
  readonly path: string | null;
  /** Text of a literal that the source itself suggests. */
  readonly proposal: string | null;
  /** Why an array that it would be is not known. */
  readonly lost?: Lost;
}

export type Value =
  | null
  | boolean
  | number
  | string
  | PyList
  | PyDict
  | PyFunction
  | PyClass
  | PyInstance
  | PyName
  | PyObject
  | PyModel
  | PyMethod
  | PyPartial
  | PySuper
  | PyArray
  | PyUnknown;

export type Kind = Exclude<Value, null | boolean | number | string>['kind'];

export function isKind<K extends Kind>(value: Value | undefined, kind: K): value is Extract<Value, { kind: K }> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}

export const list = (items: Value[]): PyList => ({ kind: 'list', tuple: false, items });
export const tuple = (items: Value[]): PyList => ({ kind: 'list', tuple: true, items });
export const external = (path: string, free = false): PyName => ({ kind: 'name', path, free });

export function argumentsOf(positional: readonly Value[], named: ReadonlyMap<string, Value> = new Map()): Arguments {
  return { positional, named };
}

export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** The model that a value is: a Sequential, or an instance of a class of the file's own that derives from it. */
export function modelOf(value: Value | undefined): PyModel | null {
  if (isKind(value, 'model')) return value;
  return isKind(value, 'instance') ? value.model : null;
}

/** Whether a value may be a layer, or a list of layers. */
export function isMade(value: Value): boolean {
  if (isKind(value, 'list')) return value.items.some((item) => isKind(item, 'object') || isKind(item, 'instance'));
  return isKind(value, 'object') || isKind(value, 'instance') || isKind(value, 'model');
}

/** Windows over a sequence, each with the target that belongs to it. */
export interface Windows {
  readonly length: number;
  readonly samplingRate: number;
  readonly stride: number;
  /** Index of the first row that windows are taken from. */
  readonly start: number;
  /** Index of the last row; null for all of them. */
  readonly end: number | null;
  readonly reverse: boolean;
  /** How many rows after the first of its window a target stands. */
  readonly targetAt: number;
}

/** Images in one folder for each class. */
export interface ImageFolder {
  readonly path: Value;
  readonly height: number;
  readonly width: number;
  readonly grayscale: boolean;
}

/** What gives batches of samples: a generator of Keras, a dataset of `tf.data`. */
export interface Batches {
  readonly x: Value;
  readonly y: Value;
  readonly sampleWeight: Value;
  readonly windows: Windows | null;
  readonly folder: ImageFolder | null;
  /** Null where it gives single samples. */
  readonly batchSize: number | null;
  readonly shuffle: boolean;
  /** Whether each epoch starts with the first batch, also where it takes only some of them: those of a `Sequence` of Keras. */
  readonly restarts: boolean;
  /** What inputs are multiplied with. */
  readonly scale: number;
  /** Rows from and up to which samples are taken, of all; shares of them where the source says shares. */
  readonly part: readonly [number, number];
  /** What is done to samples and is not followed. */
  readonly left: readonly string[];
}
