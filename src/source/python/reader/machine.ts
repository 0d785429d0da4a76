import type { Arrays } from '../../../arrays/arrays.js';
import type { OpenQuestion } from '../../../protocol/launch.js';
import type { PythonNode } from '../syntax/node.js';
import type { Generators } from './generators.js';
import type { LayerNames } from './library/layerNames.js';
import type { Recorder } from './program/recorder.js';
import type { Use } from './questions/use.js';
import type { Arguments, PyClass, PyFunction, PyInstance, PyModel, PyUnknown, Scope, Value } from './values/values.js';

/** How a block of statements ended, where not at its end. */
export type Completion = undefined | 'break' | 'continue' | { readonly value: Value };

/** Thrown where a program takes more steps than reading it is worth. */
export class OutOfSteps extends Error {}

/** Where reading takes notes while it goes through the program. */
export interface Trace {
  /** Call or class that makes the model that is read. */
  readonly target: PythonNode;
  /** The function that the target stands in; null where there is none that others call. */
  readonly maker: string | null;
  /** Every model that the target made, in order. */
  readonly models: PyModel[];
  readonly instances: PyInstance[];
  readonly functions: Map<PythonNode, PyFunction>;
  readonly classes: Map<PythonNode, PyClass>;
  readonly entered: Set<PythonNode>;
  /** Functions that went deeper than any sensible program. */
  readonly endless: Set<PyFunction>;
  /** Data that the program loads, in order. */
  readonly data: Value[];
  /** Modules whose names `from ... import *` takes over, in order. */
  readonly starImports: string[];
  /** Attributes that the program sets on modules: `tf.model = Sequential()`. */
  readonly attributes: Map<string, Value>;
  /** Counts what changes the layers of a model, or a list of layers. */
  changes: number;
  /** Defaults of command-line flags by their name. */
  readonly flags: Map<string, Value>;
  /** Calls such as `KerasClassifier(build_fn=create_model, epochs=10)` by the function that they fit. */
  readonly layerNames: LayerNames;
  readonly program: Recorder;
  readonly wrappers: Map<PythonNode, { args: Arguments; node: PythonNode }>;
}

/** Values that only a person knows: asked for, or answered already. */
export interface OpenValues {
  /** The value that an answer gives what is not known; the unknown itself where there is none. */
  settle(machine: Machine, unknown: PyUnknown): Value;
  ask(unknown: PyUnknown, use: Use): void;
  /** Says that a value is used as a list of so many entries. */
  expectList(unknown: PyUnknown, entries: number): void;
  reserve(name: string, from: number): void;
  readonly asked: ReadonlyMap<unknown, OpenQuestion>;
  /** Names of the answers that were used. */
  readonly used: ReadonlySet<string>;
}

/** What the handlers of expressions, statements and libraries ask of the interpreter. */
export interface Machine {
  readonly root: PythonNode;
  readonly module: Scope;
  readonly questions: OpenValues;
  readonly trace: Trace;
  /** What computes with the numbers of arrays. */
  readonly arrays: Arrays;
  /** Reads part of a program, as far as it may take; `beyond` what reading all of the program may take. */
  attempt(
    read: () => void,
    most?: { readonly steps?: number | undefined; readonly beyond?: boolean },
  ): 'ended' | 'gave up';
  /** Steps that reading all of the program may take. */
  readonly mostSteps: number;
  /** Whether a training reads it again, with more effort. */
  readonly isPlan: boolean;
  /** Steps that are left of what is read now. */
  remaining(): number;
  /**
   * @param count what takes as long as so many of them, such as copying a list
   * @throws {OutOfSteps}
   */
  step(count?: number): void;
  /** Generators that the source makes, and who takes what the one that runs yields. */
  readonly generators: Generators;
  /** How many calls of the file's own functions are open. */
  callDepth: number;
  evaluate(node: PythonNode, scope: Scope): Value;
  run(statements: readonly PythonNode[], scope: Scope): Completion;
  call(callee: Value, args: Arguments, node: PythonNode): Value;
  attribute(value: Value, name: string, node: PythonNode): Value;
}
