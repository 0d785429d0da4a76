import type { PythonNode } from '../syntax/node.js';
import type { ModelRecord } from './modelRecord.js';
import type { ClassValue, FunctionValue, ListValue, Scope, Value, Values } from './possibleValues.js';
import type { State } from './state.js';

/** An argument as a call hands it over. */
export interface Passed {
  readonly name: string | null;
  readonly values: Values;
  readonly node: PythonNode;
}

export interface PassedArguments {
  readonly list: readonly Passed[];
  /** Whether a `*` or `**` hands over more than the source shows. */
  readonly open: boolean;
}

/** A function that runs, or the module. */
export interface Frame {
  readonly scope: Scope;
  readonly function: FunctionValue | null;
  /** The call that runs it; null for the module, and for a function that nothing in the file calls. */
  readonly call: PythonNode | null;
  readonly passed: ReadonlySet<Value>;
  readonly self: Value | null;
  readonly returned: Value[];
  yielded: ListValue | null;
}

/** What the parts of the explorer need of each other. */
export interface Evaluator {
  readonly state: State;
  readonly models: ModelRecord;
  readonly frames: Frame[];
  /** Modules whose names `from ... import *` takes over, in order. */
  readonly starImports: string[];
  /** What the file gives attributes of modules and of objects that it does not make: `tf.model`, `args.model`. */
  readonly foreignAttributes: Map<string, Values>;
  readonly functions: FunctionValue[];
  readonly classes: ClassValue[];
  frame(): Frame;
  /** Does something with another scope of the frame that runs: that of a comprehension in it. */
  within(scope: Scope, run: () => void): void;
  evaluate(node: PythonNode): Values;
  /** Runs the statements of a body; returns whether they leave the function. */
  execute(body: PythonNode): boolean;
  call(callees: Values, passed: PassedArguments, node: PythonNode): Values;
  /** Runs a function of the file, with `self` where it is a method. */
  run(called: FunctionValue, passed: PassedArguments, node: PythonNode | null, self: Value | null): Values;
  attribute(values: Values, name: string): Values;
}
