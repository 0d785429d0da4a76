import { performance } from 'node:perf_hooks';
import type { FitOutcome, FitSummary } from '../../protocol/fit.js';
import { hasGradient, setNothingToCompare } from '../../protocol/statistics.js';
import { activationStream } from '../../protocol/streams/activations.js';
import { histogramStream } from '../../protocol/streams/histograms.js';
import { rankStream } from '../../protocol/streams/ranks.js';
import { oneSample } from '../../protocol/streams/stream.js';
import type { Tensor, Variable } from '../../tfjs/tfjs.js';
import type { Link, RowWriter } from '../link/link.js';
import type { FitPredictions } from '../predictions/fitPredictions.js';
import type { FitActivations } from '../tap/fitActivations.js';
import type { Ranks } from '../tap/outputRanks.js';
import type { ExtraName, MeasuredStep, RecordedFit, StepNumbers, StepRow } from '../tap/recordedFit.js';
import type { StatisticsPlan } from '../tap/statisticsPlan.js';
import { DataWatch } from './dataWatch.js';
import type { Penalty } from './penalty.js';

/** One fit that is under way: numbers its batches and hands their records to the link. */
export class FitSession implements RecordedFit {
  private readonly data: DataWatch;
  /** Of steps it stays 0. */
  epoch: number;
  latest: StepRow | null = null;
  private readonly writer: RowWriter;
  /** Indices of the variables that had no gradient in this fit so far. */
  private readonly withoutGradient: Set<number>;
  private readonly startedAt = performance.now();
  private lastBatchAt = this.startedAt;
  private steps = 0;
  private wholeEpochs = 0;
  private ended = false;
  private largestBatch = 0;
  /** Why steps are not compiled; null where they are; undefined before that was told. */
  private mode: string | null | undefined;

  constructor(
    private readonly link: Link,
    readonly summary: FitSummary,
    readonly plan: StatisticsPlan,
    private readonly histogramInterval: number,
    readonly activations: FitActivations | null = null,
    readonly predictions: FitPredictions | null = null,
    private readonly penalty: Penalty | null = null,
  ) {
    this.withoutGradient = new Set(plan.variables.keys());
    this.epoch = summary.initialEpoch;
    this.writer = link.startFit(summary);
    this.data = new DataWatch(summary.loss, summary.kind !== 'steps' && summary.setup?.validation !== 0);
  }

  get variables(): readonly Variable[] {
    return this.plan.variables;
  }

  get batches(): number {
    return this.steps;
  }

  get wantsHistogram(): boolean {
    return this.histogramInterval > 0 && this.steps % this.histogramInterval === 0;
  }

  get dueExtras(): ExtraName[] {
    const outputs = this.dueOutputs;
    return [
      ...(this.wantsHistogram ? (['histogram'] as const) : []),
      ...(outputs ? (['activations'] as const) : []),
      ...(outputs === 'with-rows' ? (['outputRows'] as const) : []),
    ];
  }

  get dueOutputs(): RecordedFit['dueOutputs'] {
    const { activations, steps, epoch } = this;
    if (!activations?.isDue(steps)) return null;
    return activations.ranks.isDue(steps, epoch) ? 'with-rows' : 'figures';
  }

  record(scalars: readonly Tensor[], { statistics, histogram, missing }: MeasuredStep): StepRow {
    const outputs = this.activations?.take(this.steps) ?? null;
    // Reading each takes less than putting them together.
    const read = (tensor: Tensor) => Float32Array.from(tensor.dataSync());
    const [loss = Number.NaN, ...metrics] = scalars.map((scalar) => read(scalar)[0] ?? Number.NaN);
    const isKnown = statistics instanceof Float32Array;
    const numbers: StepNumbers = {
      loss,
      lossKnown: scalars.length > 0,
      metrics: Float32Array.from(metrics),
      statistics: isKnown ? statistics : this.plan.readStatistics(read(statistics), missing),
      histogram: histogram && this.plan.readHistogram(read(histogram)),
      activations: outputs && read(outputs.figures),
      outputRows: outputs?.rows ? read(outputs.rows) : null,
    };
    outputs?.figures.dispose();
    outputs?.rows?.dispose();
    return this.write(numbers);
  }

  write(numbers: StepNumbers): StepRow {
    const step = this.steps++;
    this.lastBatchAt = performance.now();
    const { loss, metrics, statistics, histogram, activations, outputRows } = numbers;
    this.startComparing(statistics);
    this.writer.write(step, this.epoch, this.lastBatchAt - this.startedAt, loss, metrics, statistics);
    const { fit } = this.summary;
    if (histogram) this.link.records(oneSample(histogramStream, fit, step, histogram));
    if (activations && this.activations) {
      this.activations.skipTo(step + 1);
      this.activations.discard();
      const outputs = this.activations.read(activations, outputRows, step, this.epoch);
      this.link.records(oneSample(activationStream, fit, step, outputs));
    }
    this.activations?.pace.end(step, activations ? 'measured' : 'plain');
    this.tellRanks(this.activations?.ranks.advance(step));
    this.activations?.pace.begin(step);
    this.latest = { ...numbers, step };
    return this.latest;
  }

  private tellRanks(ranks: Ranks | null | undefined): void {
    if (ranks) this.link.records(oneSample(rankStream, this.summary.fit, ranks.step, ranks.values));
  }

  /** A fit's first gradients are compared with none: what trained the weights before is another training. */
  private startComparing(statistics: Float32Array): void {
    for (const variable of this.withoutGradient) {
      setNothingToCompare(statistics, variable);
      if (hasGradient(statistics, variable)) this.withoutGradient.delete(variable);
    }
  }

  tellMode(reason: string | null): void {
    if (this.mode === reason) return;
    this.mode = reason;
    const mode = reason === null ? 'compiled' : 'eager';
    this.link.stepMode({ fit: this.summary.fit, step: this.steps, mode, reason });
  }

  isUsualBatch(rows: number): boolean {
    this.largestBatch = Math.max(this.largestBatch, rows);
    return rows === this.largestBatch;
  }

  endEpoch(epoch: number, logs: Readonly<Record<string, number>>): void {
    this.wholeEpochs++;
    this.data.complete();
    this.tellData();
    const penalty = this.penalty?.measured(this.steps);
    const told = { fit: this.summary.fit, epoch, step: this.steps, logs };
    this.link.epochEnded(penalty === undefined ? told : { ...told, penalty });
    this.predictions?.epochDone(this.steps, logs);
  }

  /** Inputs and targets of the whole fit. */
  seeWhole(inputs: readonly Tensor[], targets: readonly Tensor[]): void {
    this.data.seeWhole(inputs, targets);
    this.predictions?.seeWhole('training', inputs, targets);
    this.tellData();
  }

  /** Its epochs are each a part of the data. */
  seePart(): void {
    this.data.seePart();
  }

  /** All samples that are kept for validation. @param from row that they begin with */
  seeValidation(inputs: readonly Tensor[], target: Tensor, from = 0): void {
    this.data.seeValidation({ inputs, target, from, to: target.shape[0] ?? 0 });
    this.predictions?.seeWhole('validation', inputs, [target], from);
  }

  /** Samples that it is validated on, as they come. */
  seeValidationBatch(inputs: readonly Tensor[], targets: readonly Tensor[]): void {
    this.predictions?.seeBatch('validation', inputs, targets);
    this.data.seeValidationBatch(inputs, targets);
  }

  seeBatch(inputs: readonly Tensor[], targets: readonly Tensor[]): void {
    this.predictions?.seeBatch('training', inputs, targets);
    if (this.data.isComplete) return;
    this.data.seeBatch(inputs, targets);
    // At first soon, for a fit of few batches, and then ever less often.
    if ((this.steps & (this.steps - 1)) === 0) this.tellData();
  }

  /** Tells the fit's end, once. Its time ends with its last batch, so that what user code does afterwards does not count. */
  end(outcome: FitOutcome): void {
    if (this.ended) return;
    this.ended = true;
    this.activations?.discard();
    this.tellRanks(this.activations?.ranks.finish(this.batches));
    this.tellData();
    this.link.fitEnded({
      fit: this.summary.fit,
      outcome,
      epochs: this.wholeEpochs,
      batches: this.steps,
      seconds: (this.lastBatchAt - this.startedAt) / 1000,
    });
  }

  private tellData(): void {
    const evidence = this.data.news();
    if (evidence) this.link.dataSeen({ fit: this.summary.fit, ...evidence });
  }
}
