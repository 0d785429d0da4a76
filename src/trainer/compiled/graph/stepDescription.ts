import type { Variable } from '../../../tfjs/tfjs.js';
import type { Source, Trace, TracedOutput } from '../trace/trace.js';
import type { FusedOptimizer } from './optimizers/fusedOptimizer.js';

/** What a traced step is known to be. */
export interface StepDescription {
  readonly trace: Trace;
  /** Null where the update's own operations are traced. */
  readonly optimizer: FusedOptimizer | null;
  /** Tensors made of numbers that are fed, as indices into the trace's. */
  readonly varying: ReadonlySet<number>;
  /** The variables that the optimizer updates, in its order, with their gradients; null where there is none. */
  readonly trained: readonly { readonly variable: Variable; readonly gradient: Source | null }[];
  /** The variables that a record describes; `index` is the place in `trained`, null for one that the step does not train. */
  readonly measured: readonly { readonly variable: Variable; readonly index: number | null }[];
  /** Loss, then metrics. */
  readonly scalars: readonly Source[];
  /** The batch's tensors; null where there is none (no sample weights). */
  readonly batch: readonly (TracedOutput | null)[];
  /** Rows are picked from whole data sets by their indices; else the batch's tensors are fed as they are. */
  readonly gathered: boolean;
  /** What was traced beyond the sums: exact statistics, histogram, activations. */
  readonly extras: Readonly<Record<string, Source>>;
  readonly withStatistics: boolean;
}

/** What the optimizer keeps for the variables that it updates. */
export function optimizerSlots({ trained, optimizer }: StepDescription): ReadonlySet<Variable> {
  return new Set(trained.flatMap((_, index) => optimizer?.slots(index) ?? []));
}

/** Names of the placeholders and outputs of a step's graph. */
export const NODES = {
  learningRate: 'learning_rate',
  exact: 'exact',
  rows: 'rows',
  row: 'row',
  batch: (index: number) => `batch${index}`,
  captured: (index: number) => `captured${index}`,
  created: (index: number) => `created${index}`,
  extra: (name: string) => `extra_${name}`,
} as const;
