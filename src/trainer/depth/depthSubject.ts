import { type LayersModel, layersModel } from '../../tfjs/layersModel.js';
import type { Sequential, Tensor, Tfjs, TrainFunction, TrainingModel } from '../../tfjs/tfjs.js';

/** What a step takes: inputs, targets, and sample weights where there are any. */
export type Batch = readonly (Tensor | null)[];

/** A model that is about to be trained, with samples that it would have been trained on. */
export class DepthSubject {
  readonly inputs: Tensor;
  readonly targets: Tensor;
  private readonly inner: LayersModel;

  /**
   * @param train its own step, which updates its weights
   * @param batches at least one
   * @param isNoise whether they are random numbers
   */
  constructor(
    readonly tf: Tfjs,
    readonly model: Sequential,
    inner: TrainingModel,
    private readonly train: TrainFunction,
    private readonly batches: readonly Batch[],
    readonly isNoise: boolean,
  ) {
    this.inner = layersModel(inner);
    const joined = (index: number) => tf.concat(batches.map((batch) => batch[index] as Tensor));
    [this.inputs, this.targets] = [joined(0), joined(1)];
  }

  get samples(): number {
    return this.inputs.shape[0] ?? 0;
  }

  /** The loss that the model is compiled with, as a mean over samples. */
  lossOf(targets: Tensor, outputs: Tensor): Tensor {
    const [loss] = this.inner.lossFunctions;
    if (!loss) throw new Error('The model has no loss.');
    return this.tf.mean(loss(targets, outputs));
  }

  /** The loss of who always says the mean of the targets: of classes by number, how often each comes. */
  lossOfGuessing(targets: Tensor): number {
    const { tf, model } = this;
    const units = model.outputs[0]?.shape.at(-1) ?? 1;
    const areNumbers = units > 1 && targets.size === targets.shape[0];
    return tf.tidy(() => {
      const said = areNumbers ? tf.oneHot(tf.cast(targets.flatten(), 'int32'), units) : targets;
      const mean = tf.mean(said, 0, true);
      const [loss = Number.NaN] = this.lossOf(targets, tf.mul(tf.onesLike(said), mean) as Tensor).dataSync();
      return loss;
    });
  }

  /** Trains the model on its batches, over and over. @param fewest steps, however long they take @returns the steps that it has taken */
  trainFor(milliseconds: number, fewest: number): number {
    const end = performance.now() + milliseconds;
    let steps = 0;
    do {
      const batch = this.batches[steps % this.batches.length] ?? [];
      this.tf.tidy(() => this.train([...batch] as Tensor[]));
      steps += 1;
    } while (steps < fewest || performance.now() < end);
    return steps;
  }
}
