import { replaceFitLoop } from '../fit/fitLoop.js';
import type { FitSession } from '../fit/fitSession.js';
import type { EagerStep, GradientTap, StepRunner } from '../tap/gradientTap.js';
import type { Tensor, Tfjs, TrainFunction, TrainingModel } from '../tfjs/tfjs.js';
import { CompiledSteps } from './steps/compiledSteps.js';
import { OwnCode } from './steps/ownCode.js';
import type { NodeBackend } from './tensorflow/binding.js';
import { loadMessages } from './tensorflow/messages.js';
import type { StepTrace } from './trace/stepTrace.js';

export interface CompiledTrainingOptions {
  /** Folder of tfjs-node's package. */
  readonly packageFolder: string;
  readonly withStatistics: boolean;
  readonly log: (message: string) => void;
  readonly sessionOf: (model: TrainingModel) => FitSession | null;
}

/** Trains on tfjs-node with whole steps as one call of TensorFlow, where a step allows it. */
export class CompiledTraining implements StepRunner {
  private readonly steps: CompiledSteps;

  constructor(
    private readonly tf: Tfjs,
    private readonly options: CompiledTrainingOptions,
  ) {
    const { packageFolder, withStatistics, log } = options;
    this.steps = new CompiledSteps({
      tf,
      backend: tf.backend() as unknown as NodeBackend,
      messages: loadMessages(packageFolder),
      ownCode: new OwnCode(tf),
      withStatistics,
      log,
    });
  }

  run(model: TrainingModel, session: FitSession, data: readonly Tensor[], eager: EagerStep): Tensor[] {
    const values = this.steps.run({ model, session, feed: { tensors: data, rows: null } }, eager);
    return values instanceof Float32Array ? [...values].map((value) => this.tf.scalar(value)) : values;
  }

  /** Has `fit` train by rows of data that stays where it is. */
  replaceFitLoop(tap: GradientTap): void {
    replaceFitLoop(this.tf, (model, train, data, rows) => {
      const session = this.options.sessionOf(model);
      const eager = (trace: StepTrace | null) => this.trainRows(tap, trace, train, data, rows);
      return session ? this.steps.run({ model, session, feed: { tensors: data, rows } }, eager) : eager(null);
    });
  }

  private trainRows(
    tap: GradientTap,
    trace: StepTrace | null,
    train: TrainFunction,
    data: readonly (Tensor | null)[],
    rows: Int32Array,
  ): Tensor[] {
    const { tf } = this;
    return tf.tidy(() => {
      const indices = tf.tensor1d(rows, 'int32');
      const batch = data.map((tensor) => tensor && tf.gather(tensor, indices));
      return tap.eagerly(trace, () => train(batch as Tensor[]));
    });
  }
}
