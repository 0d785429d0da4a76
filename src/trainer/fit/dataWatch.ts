import type { DataEvidence } from '../../protocol/dataEvidence.js';
import type { Tensor } from '../../tfjs/tfjs.js';
import { BatchHashes } from './batchHashes.js';
import { BatchRanges } from './batchRanges.js';
import { InputFigures } from './inputFigures.js';
import { type SamplesOutside, samplesOutside } from './outsideRange.js';
import { type Rows, sampledRows } from './sampledRows.js';
import { type SampleHashes, type SampleRows, sampleHashes } from './sampleHashes.js';
import { areWindows } from './seriesWindows.js';
import { sharedSamples } from './sharedSamples.js';
import { targetAmongInputs } from './targetAmongInputs.js';
import { TargetFigures } from './targetFigures.js';

/** Elements that are read of a whole fit's inputs: a few milliseconds. */
const MOST_ELEMENTS = 500_000;
/** Samples whose targets are looked at in all. */
const MOST_SAMPLES = 100_000;
/** Elements that are read of validation data, and of the data trained on, to find the same samples in both: less than a first epoch reads. */
const MOST_HELD_ELEMENTS = 4_000_000;
const MOST_TRAINED_ELEMENTS = 8_000_000;
/** Batches of which each one's inputs are looked at; from then on at 2, 4, 8 ... times as many. */
const FIRST_BATCHES = 16;

/** What a fit is given, seen as it comes: whole arrays once, or the batches of the first epoch until there is enough of it. */
export class DataWatch {
  private readonly inputs = new InputFigures();
  private readonly targets: TargetFigures;
  private readonly validation: TargetFigures;
  private batches = 0;
  private allSeen = false;
  private hasNews = false;
  private targetFeature: number | null = null;
  private isSeries = false;
  private held: SampleHashes | null = null;
  private heldRows: SampleRows | null = null;
  private outside: SamplesOutside = {};
  private readonly ranges = new BatchRanges();
  private isHeldKnown = false;
  private shared: ReturnType<typeof sharedSamples> = null;
  /** The row that samples kept for validation begin with, where they follow those trained on. */
  private splitAt: number | null = null;
  private readonly trainedBatches = new BatchHashes(MOST_TRAINED_ELEMENTS);
  private readonly heldBatches = new BatchHashes(MOST_HELD_ELEMENTS);

  /**
   * @param loss as in `FitSummary.loss`: whether whole numbers are classes hangs on it
   * @param isValidated whether batches that it is validated on may come
   */
  constructor(
    loss: string,
    private readonly isValidated: boolean,
  ) {
    const areClasses = /sparse/i.test(loss);
    this.targets = new TargetFigures(areClasses);
    this.validation = new TargetFigures(areClasses);
  }

  /** Inputs and targets of a whole fit, of which evenly spread samples are read. */
  seeWhole(inputs: readonly Tensor[], targets: readonly Tensor[]): void {
    const read = this.addInputs(inputs, MOST_ELEMENTS);
    const target = this.addTargets(targets);
    const [only, ...others] = read;
    if (only && target && others.length === 0) this.targetFeature = targetAmongInputs(only, target);
    this.isSeries = inputs.some((input) => areWindows(input, targets[0] ?? null));
    this.compare(inputs, targets);
    this.complete();
  }

  /** All samples that are kept for validation. */
  seeValidation(rows: SampleRows): void {
    const { target, from } = rows;
    if (target.isDisposed) return;
    this.hasNews = true;
    this.isHeldKnown = true;
    this.validation.add(sampledRows(target, MOST_ELEMENTS, { from }));
    this.held = sampleHashes(rows, MOST_HELD_ELEMENTS, 1);
    this.heldRows = rows;
    this.splitAt = from === 0 ? null : from;
  }

  /** A batch of a fit whose samples have not all come by. */
  seeBatch(inputs: readonly Tensor[], targets: readonly Tensor[]): void {
    const batch = this.batches++;
    if (batch < FIRST_BATCHES || (batch & (batch - 1)) === 0) this.addInputs(inputs, MOST_ELEMENTS / FIRST_BATCHES);
    if (this.targets.samples < MOST_SAMPLES) this.addTargets(targets);
    if (!this.isValidated) return;
    this.trainedBatches.add(inputs, targets);
    this.ranges.add(inputs[0], targets[0]);
  }

  /** An epoch is not all of the data: what is beyond the one may come in the next. */
  seePart(): void {
    this.ranges.forgo();
  }

  /** A batch of validation data that come after the samples that are trained on. */
  seeValidationBatch(inputs: readonly Tensor[], targets: readonly Tensor[]): void {
    if (this.allSeen) return;
    const [target] = targets;
    if (target && !target.isDisposed && this.validation.samples < MOST_SAMPLES)
      this.validation.add(sampledRows(target, MOST_ELEMENTS));
    this.heldBatches.add(inputs, targets);
    this.ranges.compare(inputs[0], target);
  }

  /** All samples came by: what follows are the same again, and reading them would slow down short epochs. */
  complete(): void {
    if (this.allSeen) return;
    this.allSeen = true;
    if (this.batches > 0) {
      if (this.heldRows) this.ranges.compareRows(this.heldRows);
      this.outside = this.ranges.told();
    }
    this.heldRows = null;
    const trained = this.trainedBatches.take();
    const held = this.held ?? this.heldBatches.take();
    if (held && trained) this.shared = sharedSamples(held, trained);
    this.hasNews ||= this.validation.samples > 0;
  }

  get isComplete(): boolean {
    return this.allSeen;
  }

  /** What is known, where that is more than the last time. */
  news(): Omit<DataEvidence, 'fit'> | null {
    if (!this.hasNews) return null;
    this.hasNews = false;
    const inputs = this.inputs.figures();
    const leaked = this.targetFeature === null ? {} : { targetFeature: this.targetFeature };
    const series = this.isSeries ? { isSeries: true } : {};
    const told = { inputs: inputs && { ...inputs, ...leaked, ...series }, targets: this.targets.figures() };
    const validation = this.isHeldKnown || this.allSeen ? this.validation.figures() : null;
    if (!validation) return told;
    const { samples, classes, labels, variance, deviation } = validation;
    const shared = this.shared ? { shared: this.shared } : {};
    return { ...told, validation: { samples, classes, labels, variance, deviation, ...shared, ...this.outside } };
  }

  private compare(inputs: readonly Tensor[], [target]: readonly Tensor[]): void {
    if (!target) return;
    const rows = { inputs, target, from: 0, to: this.splitAt ?? target.shape[0] ?? 0 };
    if (this.heldRows) this.outside = samplesOutside(this.heldRows, rows);
    if (!this.held) return;
    const trained = sampleHashes(rows, MOST_TRAINED_ELEMENTS, 2);
    this.shared = trained && sharedSamples(this.held, trained);
    this.held = null;
  }

  private addInputs(inputs: readonly Tensor[], most: number): Rows[] {
    this.hasNews = true;
    const read = inputs.filter(({ isDisposed }) => !isDisposed).map((input) => sampledRows(input, most));
    for (const rows of read) this.inputs.add(rows);
    return read;
  }

  /** Of several outputs the first one's: the loss of each would have to be told apart. */
  private addTargets([first]: readonly Tensor[]): Rows | null {
    this.hasNews = true;
    if (!first || first.isDisposed) return null;
    const rows = sampledRows(first, MOST_ELEMENTS);
    this.targets.add(rows);
    return rows;
  }
}
