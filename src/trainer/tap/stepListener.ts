import type { Optimizer, Tensor, TrainingModel, Variable } from '../../tfjs/tfjs.js';
import type { RecordedFit, StepRow } from './recordedFit.js';

/** Decides about training steps and hears of them. */
export interface StepListener {
  /** Asked before a hand-made step; false makes it return without training (after Stop). */
  admitStep(): boolean;
  /** The fit that a step of this model's train function belongs to. */
  sessionOfModel(model: TrainingModel): RecordedFit | null;
  /** The fits that a hand-made update of these variables belongs to. */
  sessionsOfUpdate(optimizer: Optimizer, names: readonly string[]): readonly RecordedFit[];
  /** A step begins with what all variables have now. @param substituted it may be computed elsewhere, and hardly touch them */
  stepBegins(substituted: boolean): void;
  /** The step is recorded, or has failed. */
  stepEnds(): void;
  /** After a hand-made step, outside of it. */
  ownStepDone(): void;
  /** After a batch was recorded. */
  stepRecorded(session: RecordedFit, row: StepRow, step: ComputedStep): void;
}

/** What a step was computed from. */
export interface ComputedStep {
  /** Null for a step made by hand. */
  readonly batch: Batch | null;
  /** The user's function whose gradients a step made by hand applies; null where it is not known. */
  readonly loss: (() => Tensor) | null;
  /** Runs a function on the weights that the step was computed with. */
  readonly restore: Restore;
  /** Variables whose values before the step were elsewhere when it began, with those values, to be disposed of by the caller. */
  valuesBefore(): ReadonlyMap<Variable, Tensor>;
}

/** What a train function works on. */
export interface Batch {
  readonly model: TrainingModel;
  /** Inputs, targets and sample weights. */
  readonly data: readonly Tensor[];
}

export type Restore = <T>(run: () => T) => T;
