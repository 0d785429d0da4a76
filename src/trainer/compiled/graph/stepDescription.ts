import type { Variable } from '../../../tfjs/tfjs.js';
import type { Source, Trace, TracedOutput } from '../trace/trace.js';
import type { FusedOptimizer } from './optimizers/fusedOptimizer.js';

export interface MeasuredVariable {
  readonly variable: Variable;
  /** Its place in `trained`; null where the step does not train it. */
  readonly index: number | null;
  /** Where the tap keeps its gradient for the next batch; null where it keeps none. */
  readonly lastGradient: Variable | null;
}

/** What a traced step is known to be. */
export interface StepDescription {
  readonly trace: Trace;
  /** Null where the update's own operations are traced. */
  readonly optimizer: FusedOptimizer | null;
  /** Tensors made of numbers that are fed, as indices into the trace's. */
  readonly varying: ReadonlySet<number>;
  /** The variables that the optimizer updates, in its order, with their gradients; null where there is none. */
  readonly trained: readonly { readonly variable: Variable; readonly gradient: Source | null }[];
  /** The variables that a record describes. */
  readonly measured: readonly MeasuredVariable[];
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

/** What is kept for the model's variables: the optimizer's slots, and the last gradients. */
export function keptForVariables({ trained, measured, optimizer }: StepDescription): ReadonlySet<Variable> {
  const slots = trained.flatMap((_, index) => optimizer?.slots(index) ?? []);
  return new Set([...slots, ...lastGradientsOf(measured)]);
}

export function lastGradientsOf(measured: StepDescription['measured']): Variable[] {
  return measured.flatMap(({ lastGradient }) => lastGradient ?? []);
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
