import type { FitOutcome } from '../../protocol/fit.js';
import type { Tensor, TrainingModel } from '../../tfjs/tfjs.js';
import type { PauseControl } from '../control/pauseControl.js';
import type { StopControl } from '../control/stopControl.js';
import type { BrokenHold } from '../rollBack/brokenHold.js';
import type { RollBackPoints } from '../rollBack/rollBackPoints.js';
import { tensorsIn } from './badSamples.js';
import type { EpochListener } from './epochCallback.js';
import type { DescribedFit } from './fitArguments.js';
import type { FitSession } from './fitSession.js';
import type { FitCall, Fits } from './fits.js';
import type { RecordedModels } from './recordedModels.js';
import type { StepFits } from './stepFits.js';

export interface FitRunContext {
  readonly fits: Fits;
  readonly stepFits: StepFits;
  readonly models: RecordedModels;
  readonly stop: StopControl;
  readonly pause: PauseControl;
  readonly hold: BrokenHold;
  /** Null where nothing is kept to go back to. */
  readonly points: RollBackPoints | null;
}

/** One `fit` or `fitDataset` call under way. Its fit begins when tfjs has accepted the data. */
export class FitRun implements EpochListener {
  private started: { readonly session: FitSession; readonly call: FitCall; readonly joined: boolean } | null = null;
  private batchesOfEpoch = 0;
  private data: readonly unknown[] = [];

  /** @param describe what the call asks for; the model has to be compiled */
  constructor(
    private readonly context: FitRunContext,
    readonly model: TrainingModel,
    private readonly describe: () => DescribedFit,
  ) {}

  /** Null before the data is accepted, and where the model is not recorded. */
  get session(): FitSession | null {
    return this.started?.session ?? null;
  }

  /** Inputs and targets as a whole; empty where they are not known so. */
  get given(): readonly unknown[] {
    return this.data;
  }

  /** Whether a person has asked for the end. */
  get isStopped(): boolean {
    return this.context.stop.requested;
  }

  /** Whether its batches are steps of a fit that goes on after it. */
  get isJoined(): boolean {
    return this.started?.joined ?? false;
  }

  /** Null where its batches are steps of a fit that goes on after it. */
  private get ownSession(): FitSession | null {
    return this.started?.joined ? null : this.session;
  }

  trainBegin(): void {
    const { model: inner } = this;
    const model = this.context.models.of(inner);
    if (!model) return;
    const { fits, stepFits } = this.context;
    const { call, isSmall, isPart, given, held } = this.describe();
    this.data = given ?? [];
    const [inputs, targets] = this.data.map(tensorsIn);
    const joined = stepFits.ofFit(inner, isSmall ? call : null);
    if (joined) {
      if (inputs && targets) joined.predictions?.seeBatch('training', inputs, targets);
      this.started = { session: joined, call, joined: true };
      return;
    }
    stepFits.endFor(isSmall ? model : null);
    const subject = { model, inner, weights: inner.collectedTrainableWeights, optimizer: inner.optimizer_ };
    const session = fits.start(subject, call, [...(inputs ?? []).slice(0, 1), ...(targets ?? []).slice(0, 1)]);
    this.started = { session, call, joined: false };
    if (isPart) session.seePart();
    if (held) seeHeld(session, held);
    if (inputs && targets) session.seeWhole(inputs, targets);
  }

  /** All of its samples: inputs, targets, and what else there is of them. */
  seeWhole([inputs, targets]: readonly Tensor[]): void {
    if (inputs && targets) this.ownSession?.seeWhole([inputs], [targets]);
  }

  /** All samples of its validation. */
  seeValidation([inputs, targets]: readonly Tensor[]): void {
    if (inputs && targets) this.ownSession?.seeValidation([inputs], targets);
  }

  /** Samples that it is validated on, as they come. */
  seeValidationBatch(inputs: readonly Tensor[], targets: readonly Tensor[]): void {
    this.ownSession?.seeValidationBatch(inputs, targets);
  }

  epochBegin(epoch: number): void {
    this.batchesOfEpoch = 0;
    if (this.ownSession) this.ownSession.epoch = epoch;
  }

  async batchEnd(): Promise<void> {
    const { points, hold, pause } = this.context;
    this.batchesOfEpoch++;
    points?.batchDone();
    if (this.model.stopTraining_) hold.forgo();
    await pause.afterBatch();
    if (this.isStopped) this.model.stopTraining_ = true;
  }

  async epochEnd(epoch: number, logs: Readonly<Record<string, number>>): Promise<void> {
    // An epoch that Stop cut short has no logs of its own; its batches are in the records.
    const stopped = this.model.stopTraining_ && this.isStopped;
    if (stopped && this.batchesOfEpoch !== this.started?.call.batchesPerEpoch) return;
    this.ownSession?.endEpoch(epoch, logs);
    await this.context.pause.afterEpoch();
    if (this.isStopped) this.model.stopTraining_ = true;
  }

  end(outcome: FitOutcome): void {
    if (this.ownSession) this.context.fits.end(this.ownSession, outcome);
    else if (this.session) this.session.predictions?.keepUp(this.session.batches);
  }
}

/** Of several outputs the first one's, as of what is trained on. */
function seeHeld(session: FitSession, { inputs, targets, from }: NonNullable<DescribedFit['held']>): void {
  const [first] = tensorsIn(targets);
  if (first && !first.isDisposed && first.rank > 0) session.seeValidation(tensorsIn(inputs), first, from);
}
