import type { DepthAnswer } from '../../protocol/depth/answers.js';
import type { DepthQuestion } from '../../protocol/depth/question.js';
import type { LayersModel } from '../../tfjs/layersModel.js';
import { patch } from '../../tfjs/patch.js';
import type { Sequential, Tensor, Tfjs, TrainFunction, TrainingModel } from '../../tfjs/tfjs.js';
import { answerQuestion, samplesFor } from './answerQuestion.js';
import { type Batch, DepthSubject } from './depthSubject.js';

export interface DepthContext {
  /** The Sequential around a training model; null where it is not the one that is meant. */
  modelOf(inner: TrainingModel): Sequential | null;
  /** Begins the fit that its steps belong to. @returns its batches in an epoch; null where they are not known */
  begin(inner: TrainingModel): number | null;
  /** Whether the data are random numbers of the model's shapes. */
  readonly isNoise: boolean;
  tell(answer: DepthAnswer): void;
  /** Ends the process. */
  end(): never;
}

/**
 * Takes the place of the tap where the run is asked something: the program comes to its fit, whose first batches are kept and not trained, and once there
 * are enough, the question is answered and the process ends.
 */
export class DepthTap {
  private readonly kept: Batch[] = [];
  private samples = 0;
  private last: { readonly inner: TrainingModel; readonly model: Sequential; readonly train: TrainFunction } | null =
    null;
  private isAnswered = false;

  constructor(
    private readonly tf: Tfjs,
    private readonly question: DepthQuestion,
    private readonly context: DepthContext,
  ) {
    const tap = this;
    patch(tf, 'batches', {
      makeTrainFunction: (makeTrainFunction) =>
        function (this: LayersModel) {
          const train = makeTrainFunction.call(this);
          return (data) => tap.see(this, data, train);
        },
    });
    // A fit may end before there are as many samples as are wanted.
    process.prependListener('exit', () => this.answer());
  }

  private see(inner: TrainingModel, data: Tensor[], train: TrainFunction): Tensor[] {
    const model = this.context.modelOf(inner);
    if (!model || this.isAnswered) return train(data);
    const batches = this.context.begin(inner);
    this.last = { inner, model, train };
    this.kept.push(data.map((tensor: Tensor | null) => tensor && this.tf.keep(tensor.clone())));
    this.samples += data[0]?.shape[0] ?? 0;
    const isWhole = batches !== null && this.kept.length >= batches;
    if (isWhole || this.samples >= samplesFor(this.question)) {
      this.answer();
      this.context.end();
    }
    return inner.getDedupedMetricsNames().map(() => this.tf.scalar(0));
  }

  private answer(): void {
    if (this.isAnswered) return;
    this.isAnswered = true;
    const { last, tf, context } = this;
    if (!last || this.kept.length === 0) return;
    if (last.inner.inputs.length > 1 || last.model.outputs.length > 1) {
      context.tell({ lesson: 'none', reason: 'This net has several inputs or outputs; the lessons take one of each.' });
      return;
    }
    const subject = () => new DepthSubject(tf, last.model, last.inner, last.train, this.kept, context.isNoise);
    answerQuestion(this.question, subject, (answer) => context.tell(answer));
  }
}
