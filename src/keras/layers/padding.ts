import { paddingOf } from '../../layers/arguments.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import { kerasProblem } from '../kerasProblem.js';

/** @throws {SourceError} for Theano's `full`, which tfjs lacks */
export function padding(args: BoundArguments, causal = false): 'same' | 'valid' | 'causal' {
  const given = paddingOf(args);
  if (given === 'same' || given === 'valid' || (given === 'causal' && causal)) return given;
  throw kerasProblem(args.call, `tfjs has no padding '${given}' in ${args.call.name}. Use 'same' or 'valid'.`);
}
