import type { Optimizer, Tensor, TrainingModel, Variable } from '../../tfjs/tfjs.js';
import type { MeasuredOutputs } from './activationStatistics.js';
import type { FitActivations } from './fitActivations.js';
import type { RecordedFit, StepRow } from './recordedFit.js';

/** What an operation of a training step belongs to. */
export type Phase =
  | 'compute' // forward and backward pass, loss and metrics
  | 'update' // the optimizer
  | 'measure'; // statistics of ours

/** Watches the operations of one training step: what it is told of the step, and what it is asked. */
export interface StepWatcher {
  /** The fit that the step belongs to; null where only its update tells. */
  readonly known: RecordedFit | null;
  /** Which histograms and activations are to be measured in the step. */
  readonly measures: 'all' | 'due' | 'none';
  /** What computes the step in the place of its operations; null where they are executed. */
  readonly substitute: StepSubstitute | null;
  /**
   * Runs the step: forward and backward pass, and the update.
   * @param batch inputs, targets and sample weights; empty for a step made by hand
   * @param step gives loss and metrics
   */
  record(batch: readonly (Tensor | null)[], step: () => Tensor[]): Tensor[];
  /** Runs operations of a phase; all others are 'compute'. */
  during<T>(phase: Phase, run: () => T): T;
  /** An optimizer is about to apply gradients. @param gradients by the variables' names, in the optimizer's order */
  noteUpdate(optimizer: Optimizer, gradients: ReadonlyMap<string, Tensor | null>, fits: readonly RecordedFit[]): void;
  /** What was measured beyond the layers' outputs. */
  noteMeasured(what: 'exact' | 'histogram', tensor: Tensor): void;
  noteOutputs(of: FitActivations, measured: MeasuredOutputs): void;
}

/** Computes a step whose JavaScript runs, while that asks for the operations that the step is known to have. */
export interface StepSubstitute {
  /** Nothing has been executed: the JavaScript still asks for the known operations. */
  readonly following: boolean;
  /** Whether it has the optimizer's own operations, so that its JavaScript is not needed. */
  readonly fused: boolean;
  /**
   * Computes and records the step that the JavaScript has gone through.
   * @param scalars what it gave, which get their values
   * @param kept tensors of the tap's that outlive the step
   * @returns null where the step was another after all, or its numbers are not finite: its operations are executed then
   */
  finish(fit: RecordedFit, optimizer: Optimizer, scalars: readonly Tensor[], kept: readonly Tensor[]): StepRow | null;
  /** Executes the step's operations, if that has not been done. */
  execute(): void;
  /** The weights before the step. @returns tensors to be disposed by the caller */
  weightsBefore(): Tensor[];
  /** What it has of variables, from before the step; to be disposed of by the caller. */
  valuesBefore(): ReadonlyMap<Variable, Tensor>;
  /** Once the step is recorded. */
  end(): void;
}

/**
 * Runs a step's JavaScript, and records the step.
 * @param heard told of each fit that the step belongs to, before it is recorded
 * @returns loss and metrics, as scalars
 */
export type EagerStep = (watcher: StepWatcher | null, heard?: (fit: RecordedFit) => void) => Tensor[];

/** Decides how steps are trained. */
export interface StepRunner {
  /** @param data inputs, targets and sample weights of the batch */
  runBatch(model: TrainingModel, fit: RecordedFit, data: readonly Tensor[], eager: EagerStep): Tensor[];
  /** Steps are others from now on than those that were seen so far. */
  startAgain(): void;
  /** A step made by hand, with `optimizer.minimize`. */
  runUpdate(optimizer: Optimizer, eager: EagerStep): Tensor[];
}
