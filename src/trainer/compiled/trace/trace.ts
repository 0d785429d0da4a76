import type { OpAttribute, TensorId, TensorValues } from '../../../tfjs/nodeBackend.js';
import type { Variable } from '../../../tfjs/tfjs.js';
import type { Phase } from '../../tap/stepWatcher.js';
import type { OffsetAndScale } from './offsetAndScale.js';

/** Where a value that an operation takes comes from. */
export type Source =
  | { readonly kind: 'output'; readonly op: number; readonly output: number }
  | { readonly kind: 'batch'; readonly index: number }
  /** The value that the variable had before the step. */
  | { readonly kind: 'variable'; readonly variable: Variable }
  /** Made of numbers in JavaScript during the step. */
  | { readonly kind: 'created'; readonly index: number }
  /** A tensor that was there before the step. */
  | { readonly kind: 'captured'; readonly index: number };

export interface CapturedTensor extends TracedOutput {
  readonly id: TensorId;
  /** tfjs's name of its data: gone when the tensor is disposed of. */
  readonly dataId: object;
}

export interface TracedOutput {
  readonly shape: readonly number[];
  readonly dtype: number;
}

export interface TracedOp {
  readonly name: string;
  readonly attributes: readonly OpAttribute[];
  readonly inputs: readonly Source[];
  readonly outputs: readonly TracedOutput[];
  readonly phase: Phase;
}

/** A tensor that was made of numbers during the step. */
export interface CreatedTensor extends TracedOutput {
  readonly values: TensorValues;
  readonly phase: Phase;
  /** Where the numbers are random: how they can be drawn anew. */
  readonly random: RandomSource | null;
}

/** Numbers of tfjs without a seed: `offset + scale * z`, with z from the standard distribution. */
export interface RandomSource extends OffsetAndScale {
  readonly distribution: 'RandomUniform' | 'RandomStandardNormal' | 'TruncatedNormal';
  /** Two whole numbers above 0 that follow from what tfjs drew for a seed: TensorFlow's for the draws that stand for this one. */
  readonly seeds: readonly [number, number];
}

/** What one eager step did, operation by operation. */
export interface Trace {
  readonly ops: readonly TracedOp[];
  readonly created: readonly CreatedTensor[];
  /** In the order in which the step met them. */
  readonly captured: readonly CapturedTensor[];
  /** The variables that the step gave a value, with that value, in the order in which tfjs registered them. */
  readonly assigned: readonly { readonly variable: Variable; readonly value: Source }[];
  /** Numbers were drawn at random outside of tfjs. */
  readonly drawsNumbers: boolean;
  /** Why the step cannot be a graph. */
  readonly refusal: string | null;
}

export function sourceKey(source: Source): string {
  switch (source.kind) {
    case 'output':
      return `${source.op}:${source.output}`;
    case 'batch':
      return `batch ${source.index}`;
    case 'variable':
      return `variable ${source.variable.id}`;
    case 'created':
      return `created ${source.index}`;
    case 'captured':
      return `captured ${source.index}`;
  }
}
