import { nodeBackendOf } from '../../tfjs/nodeBackend.js';
import type { Optimizer, Tensor, Tfjs, TrainFunction, TrainingModel } from '../../tfjs/tfjs.js';
import { OwnCode } from '../capture/ownCode.js';
import type { TrainRows } from '../fit/fitLoop.js';
import { gatheredRows } from '../fit/gatheredRows.js';
import type { GradientTap } from '../tap/gradientTap.js';
import type { LastGradients } from '../tap/lastGradients.js';
import type { RecordedFit } from '../tap/recordedFit.js';
import type { EagerStep, StepRunner, StepWatcher } from '../tap/stepWatcher.js';
import { Replay } from './replay/replay.js';
import { disposeWithoutFetching } from './state/lazyEntry.js';
import { CompiledSteps } from './steps/compiledSteps.js';
import { ProgramCache } from './steps/programCache.js';
import type { Verification } from './steps/verificationClock.js';
import { gatherWithoutReading } from './tensorflow/gatherWithoutReading.js';
import { loadMessages } from './tensorflow/messages.js';

export interface CompiledTrainingOptions {
  /** Folder of tfjs-node's package. */
  readonly packageFolder: string;
  readonly withStatistics: boolean;
  /** Null where none are kept. */
  readonly lastGradients: LastGradients | null;
  readonly verification: Verification;
  readonly log: (message: string) => void;
  readonly warn: (session: RecordedFit, difference: string) => void;
  readonly sessionOf: (model: TrainingModel) => RecordedFit | null;
}

/** Trains on tfjs-node with whole steps as one call of TensorFlow, where a step allows it. */
export class CompiledTraining implements StepRunner {
  private readonly steps: CompiledSteps;

  constructor(
    private readonly tf: Tfjs,
    private readonly options: CompiledTrainingOptions,
  ) {
    const { packageFolder, log } = options;
    const backend = nodeBackendOf(tf);
    disposeWithoutFetching(backend);
    gatherWithoutReading(tf, backend);
    const programs = new ProgramCache(tf, backend, loadMessages(packageFolder), log);
    this.steps = new CompiledSteps({ ...options, tf, backend, programs, ownCode: new OwnCode(tf) });
  }

  runBatch(model: TrainingModel, session: RecordedFit, data: readonly Tensor[], eager: EagerStep): Tensor[] {
    const values = this.steps.runBatch({ model, session, feed: { tensors: data, rows: null } }, eager);
    return values instanceof Float32Array ? [...values].map((value) => this.tf.scalar(value)) : values;
  }

  startAgain(): void {
    this.steps.startAgain();
  }

  runUpdate(optimizer: Optimizer, eager: EagerStep): Tensor[] {
    return this.steps.runUpdate(optimizer, eager);
  }

  /** Trains batches by rows of data that stays where it is, or as they are. */
  byRows(tap: GradientTap): TrainRows {
    return (model, train, data, rows) => {
      const session = this.options.sessionOf(model);
      if (!rows) seeBatch(session, model, data);
      const eager: EagerStep = (watcher, heard) => this.trainRows(tap, { watcher, heard }, train, data, rows);
      return session ? this.steps.runBatch({ model, session, feed: { tensors: data, rows } }, eager) : eager(null);
    };
  }

  private trainRows(
    tap: GradientTap,
    decision: { readonly watcher: StepWatcher | null; readonly heard: ((session: RecordedFit) => void) | undefined },
    train: TrainFunction,
    data: readonly (Tensor | null)[],
    rows: Int32Array | null,
  ): Tensor[] {
    const { tf } = this;
    const { watcher } = decision;
    return tf.tidy(() => {
      const batch = watcher instanceof Replay ? watcher.batch() : gatheredRows(tf, data, rows);
      return tap.decidedly(decision, () => train(batch as Tensor[]));
    });
  }
}

function seeBatch(session: RecordedFit | null, model: TrainingModel, data: readonly (Tensor | null)[]): void {
  const count = model.inputs.length;
  const given = (from: number, to: number) => data.slice(from, to).filter((tensor) => tensor !== null);
  session?.seeBatch(given(0, count), given(count, 2 * count));
}
