import { activationIndex, RANK_STATISTICS } from '../../protocol/activations.js';
import { fieldsOf } from '../../tfjs/layerFields.js';
import type { Layer, Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { activationStatistics } from './activationStatistics.js';
import { DeadUnits } from './deadUnits.js';
import { effectiveRank, rankCost } from './effectiveRank.js';
import { type LayerUnits, readOutputs } from './outputVector.js';
import { type Epochs, RankClock } from './rankClock.js';
import { disposeOutputs, watchOutputs } from './watchOutputs.js';

/** What a batch's outputs tell. */
interface ReadOutputs {
  /** [layers x ACTIVATION_STATISTIC_COUNT] */
  readonly statistics: Float32Array;
  /** [layers x RANK_STATISTICS]; null on most batches. */
  readonly ranks: Float32Array | null;
}

/** The layers of one fit, whose outputs are measured every so many batches. */
export class FitActivations {
  private nextStep = 0;
  private measured: Tensor | null = null;
  private readonly deadUnits: readonly DeadUnits[];
  private readonly ranks: RankClock;

  /**
   * @param layers in the order of the fit's summary
   * @param activations tfjs's name of each layer's activation
   * @param interval batches; more than 0
   * @param epochs of the fit
   */
  constructor(
    private readonly tf: Tfjs,
    readonly layers: readonly Layer[],
    readonly activations: readonly (string | null)[],
    private readonly interval: number,
    epochs: Epochs,
  ) {
    this.ranks = new RankClock(epochs, interval);
    this.deadUnits = layers.map(() => new DeadUnits());
  }

  /** What was measured and waits for its batch, if it comes: gradients may be derived for something else. */
  get kept(): Tensor | null {
    return this.measured;
  }

  /** Whether that batch's outputs are wanted: it is on the interval, or the one that was could not be seen. */
  isDue(step: number): boolean {
    return step >= this.nextStep;
  }

  /**
   * Runs a forward pass, and the backward pass with it, and measures what the layers put out in it.
   * @param measuring runs the operations that measure
   * @returns what was measured too, which stays its own; null where no layer put anything out
   */
  observe<T>(run: () => T, measuring: <U>(measure: () => U) => U): { result: T; measured: Tensor | null } {
    const { tf } = this;
    const { result, outputs } = watchOutputs(tf, this.layers, run);
    try {
      if (outputs.every(({ output }) => output === null)) return { result, measured: null };
      this.discard();
      this.measured = measuring(() =>
        tf.tidy(() => {
          const withUnitsLast = outputs.map(({ output, signal }, index) => {
            return { output: output && this.unitsLast(output, index), signal };
          });
          return tf.keep(activationStatistics(tf, withUnitsLast, this.activations));
        }),
      );
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

  /** What was measured for that batch where it is wanted, for `read`, to be disposed by the caller. */
  take(step: number): Tensor | null {
    if (!this.isDue(step)) this.discard();
    const { measured } = this;
    this.measured = null;
    if (measured) this.skipTo(step + 1);
    return measured;
  }

  /**
   * The figures of a batch's outputs, each batch's once and in their order.
   * @param measured what `observe` measured of it, whoever computed it
   */
  read(measured: Float32Array, step: number, epoch: number): ReadOutputs {
    const { statistics, layers } = readOutputs(measured, this.layers.length);
    for (const { layer, samples, alive } of layers) {
      const share = this.deadUnits[layer]?.add(alive, samples);
      statistics[activationIndex(layer, 'actDead')] = share ?? Number.NaN;
    }
    const cost = layers.reduce((sum, { alive, rows }) => sum + rankCost(rows.length / alive.length, alive.length), 0);
    return { statistics, ranks: this.ranks.isDue(step, epoch, cost) ? this.ranksOf(layers, epoch) : null };
  }

  private ranksOf(layers: readonly LayerUnits[], epoch: number): Float32Array {
    const started = performance.now();
    const values = new Float32Array(this.layers.length * RANK_STATISTICS.length).fill(Number.NaN);
    for (const { layer, alive, rows } of layers) {
      const [units, count] = [alive.length, rows.length / alive.length];
      if (count === 0) continue;
      const figures = { actRank: effectiveRank(rows, count, units), actRankMost: Math.min(count, units) };
      values.set(
        RANK_STATISTICS.map((name) => figures[name]),
        layer * RANK_STATISTICS.length,
      );
    }
    this.ranks.done(epoch, performance.now() - started);
    return values;
  }

  /** The batches before that one are done with. */
  skipTo(step: number): void {
    this.nextStep = Math.ceil(step / this.interval) * this.interval;
  }

  discard(): void {
    this.measured?.dispose();
    this.measured = null;
  }
}
