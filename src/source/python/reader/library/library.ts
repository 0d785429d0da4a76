import type { PythonNode } from '../../syntax/node.js';
import type { Machine } from '../machine.js';
import type { Arguments, Value } from '../values/values.js';

export interface Called {
  readonly machine: Machine;
  readonly args: Arguments;
  readonly node: PythonNode;
  /** Full dotted name of what is called. */
  readonly path: string;
}

/** What a function of Python or of a library gives back; undefined where it is not known. */
export type LibraryCall = (called: Called) => Value | undefined;

/** An argument by its position or its name. */
export function argument(args: Arguments, position: number, ...names: readonly string[]): Value | undefined {
  for (const name of names) if (args.named.has(name)) return args.named.get(name);
  return args.positional[position];
}
