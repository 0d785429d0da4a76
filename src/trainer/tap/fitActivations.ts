import { activationIndex } from '../../protocol/activations.js';
import { fieldsOf } from '../../tfjs/layerFields.js';
import type { Layer, Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { activationStatistics, type MeasuredOutputs } from './activationStatistics.js';
import { DeadUnits } from './deadUnits.js';
import { OutputPace } from './outputPace.js';
import { type Epochs, OutputRanks } from './outputRanks.js';
import { readOutputs, readRows } from './outputVector.js';
import { disposeOutputs, watchOutputs } from './watchOutputs.js';

/** The layers of one fit, whose outputs are measured every so many batches. */
export class FitActivations {
  private nextStep = 0;
  private measured: MeasuredOutputs | null = null;
  private readonly deadUnits: readonly DeadUnits[];
  readonly ranks: OutputRanks;
  readonly pace: OutputPace;

  /**
   * @param layers in the order of the fit's summary
   * @param activations tfjs's name of each layer's activation
   * @param interval batches at least; more than 0
   * @param epochs of the fit
   * @param now milliseconds at a batch
   */
  constructor(
    private readonly tf: Tfjs,
    readonly layers: readonly Layer[],
    readonly activations: readonly (string | null)[],
    interval: number,
    epochs: Epochs,
    now: (step: number) => number,
  ) {
    this.pace = new OutputPace(interval, now);
    this.ranks = new OutputRanks(layers.length, epochs, this.pace, now);
    this.deadUnits = layers.map(() => new DeadUnits());
  }

  /** What was measured and waits for its batch, if it comes: gradients may be derived for something else. */
  get kept(): Tensor[] {
    return this.measured ? tensorsOf(this.measured) : [];
  }

  /** Whether that batch's outputs are wanted: it is on the interval, or the one that was could not be seen. */
  isDue(step: number): boolean {
    return step >= this.nextStep;
  }

  /**
   * Runs a forward pass, and the backward pass with it, and measures what the layers put out in it.
   * @param measuring runs the operations that measure
   * @param withRows whether ranks are to be computed of it
   * @returns what was measured too, which stays its own; null where no layer put anything out
   */
  observe<T>(
    run: () => T,
    measuring: <U>(measure: () => U) => U,
    withRows: boolean,
  ): { result: T; measured: MeasuredOutputs | null } {
    const { tf } = this;
    const { result, outputs } = watchOutputs(tf, this.layers, run);
    try {
      if (outputs.every(({ output }) => output === null)) return { result, measured: null };
      this.discard();
      const [figures, rows = null] = measuring(() =>
        tf.tidy(() => {
          const withUnitsLast = outputs.map(({ output, signal }, index) => {
            return { output: output && this.unitsLast(output, index), signal };
          });
          const measured = activationStatistics(tf, withUnitsLast, this.activations, withRows);
          return tensorsOf(measured).map((tensor) => tf.keep(tensor));
        }),
      );
      this.measured = figures ? { figures, rows } : null;
      return { result, measured: this.measured };
    } finally {
      disposeOutputs(...outputs);
    }
  }

  private unitsLast(output: Tensor, index: number): Tensor {
    const layer = this.layers[index];
    if (output.rank < 3 || !layer || fieldsOf(layer).dataFormat !== 'channelsFirst') return output;
    const axes = output.shape.map((_, axis) => axis);
    return this.tf.transpose(output, [0, ...axes.slice(2), 1]);
  }

  /** What was measured for that batch where it is wanted, to be disposed by the caller. */
  take(step: number): MeasuredOutputs | null {
    if (!this.isDue(step)) this.discard();
    const { measured } = this;
    this.measured = null;
    if (measured) this.skipTo(step + 1);
    return measured;
  }

  /**
   * The figures of a batch's outputs, each batch's once and in their order: [layers x ACTIVATION_STATISTIC_COUNT].
   * @param figures what `observe` measured of it, whoever computed it
   * @param rows the same; null where they were not wanted
   */
  read(figures: Float32Array, rows: Float32Array | null, step: number, epoch: number): Float32Array {
    const { statistics, layers } = readOutputs(figures, this.layers.length);
    for (const { layer, samples, alive } of layers) {
      const share = this.deadUnits[layer]?.add(alive, samples);
      statistics[activationIndex(layer, 'actDead')] = share ?? Number.NaN;
    }
    if (rows && this.ranks.isDue(step, epoch)) this.ranks.begin(step, epoch, readRows(rows, layers));
    return statistics;
  }

  /** The batches before that one are done with. */
  skipTo(step: number): void {
    const { interval } = this.pace;
    this.nextStep = Math.ceil(step / interval) * interval;
  }

  discard(): void {
    for (const tensor of this.kept) tensor.dispose();
    this.measured = null;
  }
}

const tensorsOf = ({ figures, rows }: MeasuredOutputs): Tensor[] => (rows ? [figures, rows] : [figures]);
