import { performance } from 'node:perf_hooks';
import type { FitOutcome, FitSummary } from '../../protocol/fit.js';
import type { Link, RowWriter } from '../link/link.js';
import { StatisticsPlan } from '../tap/statisticsPlan.js';
import type { Tensor, Tfjs, Variable } from '../tfjs/tfjs.js';
import type { FitActivations } from './fitActivations.js';

/** What the tap has of a step before it is read back from the backend. */
export interface MeasuredStep {
  /** What `plan.end` gave for the step. */
  readonly statistics: Tensor;
  readonly withHistogram: boolean;
  /** Indices of the variables that the step had no gradient for. */
  readonly missing: readonly number[];
}

/** One step of a fit as it was read back from the backend. */
export interface StepRow {
  readonly step: number;
  /** NaN where it is unknown, too. */
  readonly loss: number;
  readonly lossKnown: boolean;
  readonly metrics: Float32Array;
  readonly statistics: Float32Array;
}

/** One fit that is under way: numbers its batches and hands their records to the link. */
export class FitSession {
  readonly plan: StatisticsPlan;
  /** Epoch of the batch that comes next; of steps it stays 0. */
  epoch: number;
  private readonly writer: RowWriter;
  private readonly startedAt = performance.now();
  private lastBatchAt = this.startedAt;
  private steps = 0;
  private wholeEpochs = 0;
  private ended = false;

  constructor(
    tf: Tfjs,
    private readonly link: Link,
    readonly summary: FitSummary,
    readonly variables: readonly Variable[],
    private readonly histogramInterval: number,
    /** Null where they are switched off. */
    readonly activations: FitActivations | null = null,
  ) {
    this.plan = new StatisticsPlan(tf, variables);
    this.epoch = summary.initialEpoch;
    this.writer = link.startFit(summary);
  }

  /** Batches done so far. */
  get batches(): number {
    return this.steps;
  }

  get wantsHistogram(): boolean {
    return this.histogramInterval > 0 && this.steps % this.histogramInterval === 0;
  }

  /** Null where the next batch's outputs are not wanted. */
  get dueActivations(): FitActivations | null {
    return this.activations?.isDue(this.steps) ? this.activations : null;
  }

  /**
   * Records a batch with one read back from the backend.
   * @param scalars the loss and the metrics; empty where only the gradients are known
   */
  record(tf: Tfjs, scalars: readonly Tensor[], { statistics, withHistogram, missing }: MeasuredStep): StepRow {
    const activations = this.activations?.take(this.steps) ?? null;
    const vector = tf.tidy(() =>
      tf.concat([
        ...scalars.map((scalar) => tf.cast(tf.reshape(scalar, [1]), 'float32')),
        statistics,
        ...(activations ? [activations] : []),
      ]),
    );
    activations?.dispose();
    const values = vector.dataSync() as Float32Array;
    vector.dispose();

    const step = this.steps++;
    this.lastBatchAt = performance.now();
    const lossKnown = scalars.length > 0;
    const loss = lossKnown ? (values[0] ?? Number.NaN) : Number.NaN;
    const metrics = values.slice(1, scalars.length);
    const measured = values.subarray(scalars.length);
    const row: StepRow = { step, loss, lossKnown, metrics, statistics: this.plan.readStatistics(measured, missing) };
    this.writer.write(step, this.epoch, this.lastBatchAt - this.startedAt, loss, metrics, row.statistics);
    if (withHistogram) {
      this.link.histogram({ fit: this.summary.fit, step, counts: this.plan.readHistogram(measured) });
    }
    if (activations) {
      this.link.activations({ fit: this.summary.fit, step, values: values.slice(-activations.size) });
    }
    return row;
  }

  endEpoch(epoch: number, logs: Readonly<Record<string, number>>): void {
    this.wholeEpochs++;
    this.link.epochEnded({ fit: this.summary.fit, epoch, step: this.steps, logs });
  }

  /** Tells the fit's end, once. Its time ends with its last batch, so that what user code does afterwards does not count. */
  end(outcome: FitOutcome): void {
    if (this.ended) return;
    this.ended = true;
    this.activations?.discard();
    this.link.fitEnded({
      fit: this.summary.fit,
      outcome,
      epochs: this.wholeEpochs,
      batches: this.steps,
      seconds: (this.lastBatchAt - this.startedAt) / 1000,
    });
  }
}
