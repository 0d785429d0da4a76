import type { Optimizer, Tfjs, TrainingModel } from '../../tfjs/tfjs.js';
import type { CreatedLayers } from '../capture/createdLayers.js';
import type { UserCode } from '../capture/userCode.js';
import type { PauseControl } from '../control/pauseControl.js';
import type { StopControl } from '../control/stopControl.js';
import type { Link } from '../link/link.js';
import type { BrokenHold } from '../rollBack/brokenHold.js';
import type { RollBackPoints } from '../rollBack/rollBackPoints.js';
import type { RecordedFit, StepRow } from '../tap/recordedFit.js';
import type { ComputedStep, StepListener } from '../tap/stepListener.js';
import type { DataShare } from './dataShare.js';
import type { FitCalls } from './fitCalls.js';
import type { FitSession } from './fitSession.js';
import { describeNotANumber, isNotANumber } from './notANumber.js';
import type { StepFits } from './stepFits.js';

export interface TrainingStepsContext {
  readonly link: Link;
  readonly calls: FitCalls;
  readonly stepFits: StepFits;
  readonly stop: StopControl;
  readonly pause: PauseControl;
  readonly created: CreatedLayers;
  readonly userCode: UserCode;
  readonly hold: BrokenHold;
  /** Null where nothing is kept to go back to. */
  readonly points: RollBackPoints | null;
  /** Null where all samples are trained on. */
  readonly share: DataShare | null;
}

/** Assigns each training step to its fit, warns of the first broken number, and heeds Stop and Pause in hand-made loops. */
export class TrainingSteps implements StepListener {
  private readonly warned = new WeakSet<RecordedFit>();

  constructor(
    private readonly tf: Tfjs,
    private readonly context: TrainingStepsContext,
  ) {}

  admitStep(): boolean {
    this.context.share?.refuse('a loop of its own', null);
    this.context.pause.block();
    return this.context.stop.admit();
  }

  sessionOfModel(model: TrainingModel): FitSession | null {
    return this.context.calls.sessionOf(model) ?? this.context.stepFits.ofModel(model);
  }

  sessionsOfUpdate(optimizer: Optimizer, names: readonly string[]): readonly FitSession[] {
    return this.context.stepFits.ofUpdate(optimizer, names);
  }

  stepBegins(substituted: boolean): void {
    if (!substituted) this.context.points?.stepBegins();
  }

  stepEnds(): void {
    this.context.points?.stepEnds();
  }

  ownStepDone(): void {
    this.context.points?.batchDone();
    this.context.pause.blockAfterBatch();
  }

  /** The next time that its numbers break is told as the first was. */
  forget(session: RecordedFit): void {
    this.warned.delete(session);
  }

  stepRecorded(session: RecordedFit, row: StepRow, { batch, loss, restore, valuesBefore }: ComputedStep): void {
    if (this.warned.has(session) || !isNotANumber(row)) return;
    this.warned.add(session);
    const { link, created, userCode, calls, points, hold } = this.context;
    const given = batch ? calls.givenTo(batch.model) : [];
    const context = { tf: this.tf, created, userCode };
    const { broke, ...told } = describeNotANumber(context, { session, row, batch, loss, restore, given });
    const point = points?.pointFor(session, broke?.first ?? null, valuesBefore) ?? null;
    const problem = { ...told, ...(broke && { broke: { ...broke, ...(points && { kept: point?.batches ?? null }) } }) };
    link.problemAtCall(problem);
    hold.note(session, problem, point);
  }
}
