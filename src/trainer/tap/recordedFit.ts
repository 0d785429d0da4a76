import type { FitSummary } from '../../protocol/fit.js';
import type { Tensor, Variable } from '../../tfjs/tfjs.js';
import type { FitActivations } from './fitActivations.js';
import type { Statistics, StatisticsPlan } from './statisticsPlan.js';

/** What the tap has of a step before it is read back from the backend. */
export interface MeasuredStep {
  /** What `plan.end` gave for the step. */
  readonly statistics: Statistics;
  /** Counts of the histogram's bins, where this step has one. */
  readonly histogram: Tensor | null;
  /** Indices of the variables that the step had no gradient for. */
  readonly missing: readonly number[];
}

/** The numbers of one step. */
export interface StepNumbers {
  /** NaN where it is unknown, too. */
  readonly loss: number;
  readonly lossKnown: boolean;
  readonly metrics: Float32Array;
  readonly statistics: Float32Array;
  /** Counts of the histogram's bins, [variables x HISTOGRAM_BINS]; null where this step has none. */
  readonly histogram: Uint32Array | null;
  /** What was measured of the layers' outputs, as `FitActivations` reads it; null where this step has none. */
  readonly activations: Float32Array | null;
  /** Rows of them, on few of the steps that have those. */
  readonly outputRows: Float32Array | null;
}

/** What not every step is measured for. */
export type ExtraName = 'histogram' | 'activations' | 'outputRows';

/** One step of a fit as it was recorded. */
export interface StepRow extends StepNumbers {
  readonly step: number;
}

/** A fit under way as its steps see it: what is measured of them, and where their numbers go. */
export interface RecordedFit {
  readonly summary: FitSummary;
  /** Epoch of the batch that comes next. */
  readonly epoch: number;
  /** Batches done so far. */
  readonly batches: number;
  /** Null before the first. */
  readonly latest: StepRow | null;
  /** The variables whose statistics are recorded, in their order. */
  readonly variables: readonly Variable[];
  readonly plan: StatisticsPlan;
  /** Null where they are switched off. */
  readonly activations: FitActivations | null;
  readonly wantsHistogram: boolean;
  /** What is wanted of the next batch's outputs; null where nothing is. */
  readonly dueOutputs: 'figures' | 'with-rows' | null;
  /** What the next batch has beyond gradient statistics. */
  readonly dueExtras: readonly ExtraName[];
  /**
   * Records a batch that is read back from the backend.
   * @param scalars the loss and the metrics; empty where only the gradients are known
   */
  record(scalars: readonly Tensor[], measured: MeasuredStep): StepRow;
  /** Records a batch whose numbers are known. */
  write(numbers: StepNumbers): StepRow;
  /** Tells how the batches from the next one on are done, where that changes. @param reason why they are not compiled; null where they are */
  tellMode(reason: string | null): void;
  /** Shows a batch that comes next; of a fit whose data are known as a whole nothing more is read. */
  seeBatch(inputs: readonly Tensor[], targets: readonly Tensor[]): void;
  /** Whether a batch of so many rows is no smaller than those before it. */
  isUsualBatch(rows: number): boolean;
}
