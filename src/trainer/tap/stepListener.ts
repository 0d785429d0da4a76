import type { Optimizer, Tensor, TrainingModel } from '../../tfjs/tfjs.js';
import type { Replay } from '../compiled/replay/replay.js';
import type { StepTrace } from '../compiled/trace/stepTrace.js';
import type { FitSession, StepRow } from '../fit/fitSession.js';

/** Decides about training steps and hears of them. */
export interface StepListener {
  /** Asked before a hand-made step; false makes it return without training (after Stop). */
  admitStep(): boolean;
  /** The fit that a step of this model's train function belongs to. */
  sessionOfModel(model: TrainingModel): FitSession | null;
  /** The fits that a hand-made update of these variables belongs to. */
  sessionsOfUpdate(optimizer: Optimizer, names: readonly string[]): readonly FitSession[];
  /** After a batch was recorded. */
  stepRecorded(session: FitSession, row: StepRow, step: ComputedStep): void;
}

/** What a step was computed from. */
export interface ComputedStep {
  /** Null for a step made by hand. */
  readonly batch: Batch | null;
  /** The user's function whose gradients a step made by hand applies; null where it is not known. */
  readonly loss: (() => Tensor) | null;
  /** Runs a function on the weights that the step was computed with. */
  readonly restore: Restore;
}

/** What a train function works on. */
export interface Batch {
  readonly model: TrainingModel;
  /** Inputs, targets and sample weights. */
  readonly data: readonly Tensor[];
}

export type Restore = <T>(run: () => T) => T;

/** How a step's operations are watched or stood in for, where they are. */
export type StepObserver = StepTrace | Replay | null;

/**
 * Runs a step's JavaScript, and records the step.
 * @param heard told of each fit that the step belongs to, before it is recorded
 * @returns loss and metrics, as scalars
 */
export type EagerStep = (observer: StepObserver, heard?: (session: FitSession) => void) => Tensor[];

/** Decides how steps are trained. */
export interface StepRunner {
  /** @param data inputs, targets and sample weights of the batch */
  runBatch(model: TrainingModel, session: FitSession, data: readonly Tensor[], eager: EagerStep): Tensor[];
  /** A step made by hand, with `optimizer.minimize`. */
  runUpdate(optimizer: Optimizer, eager: EagerStep): Tensor[];
}
