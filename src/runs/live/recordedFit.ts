import type { DataEvidence } from '../../protocol/dataEvidence.js';
import type { EpochRecord, FitEnd, FitOutcome, FitSummary, StepMode } from '../../protocol/fit.js';
import type { Records } from '../../protocol/streams/streams.js';
import type { FitSeries } from '../series/fitSeries.js';
import { latestOf } from '../series/latestBatch.js';
import { addSamples, newSamples, type Samples } from '../series/sampledRows.js';
import { SeriesPyramid } from '../series/seriesPyramid.js';
import type { StoredFit } from '../stored/storedRun.js';
import type { Fit, LatestBatch } from '../types.js';
import { Pace } from './pace.js';

/** A fit that fills as the trainer tells it. */
export class RecordedFit implements Fit {
  end: FitEnd | null = null;
  stepMode: StepMode | null = null;
  data: DataEvidence | null = null;
  private currentSeries: FitSeries | null;
  private currentSamples: Samples;
  private currentLatest: LatestBatch | null = null;
  private currentEpochs: EpochRecord[] = [];
  private readonly pace = new Pace();

  /** @param maxBytes memory for its series together; null where they are still to be read from the run's files */
  constructor(
    readonly summary: FitSummary,
    maxBytes: number | null,
  ) {
    this.currentSeries = maxBytes === null ? null : new SeriesPyramid(summary, { maxBytes });
    this.currentSamples = newSamples(maxBytes ?? 0);
  }

  get epochs(): readonly EpochRecord[] {
    return this.currentEpochs;
  }

  /** Empty while the real one is not in memory. */
  get series(): FitSeries {
    return this.currentSeries ?? EMPTY_SERIES;
  }

  get hasSeries(): boolean {
    return this.currentSeries !== null;
  }

  get samples(): Samples {
    return this.currentSamples;
  }

  get latest(): LatestBatch | null {
    return this.currentLatest;
  }

  get batchesPerSecond(): number | null {
    return this.end ? null : this.pace.batchesPerSecond;
  }

  get timeLeft(): number | null {
    const pace = this.end ? null : this.pace.steadyBatchesPerSecond;
    const total = this.totalBatches();
    if (!pace || total === null) return null;
    return (Math.max(0, total - this.batches) / pace) * 1000;
  }

  /** Batches done so far. */
  get batches(): number {
    return Math.max((this.latest?.step ?? -1) + 1, this.epochs.at(-1)?.step ?? 0);
  }

  addRecords(records: Records): void {
    if (records.rows === 0) return;
    if (records.stream !== 'batches') {
      addSamples(this.currentSamples, records);
      return;
    }
    this.currentSeries?.append(records);
    this.pace.add(records);
    this.currentLatest = latestOf(records);
  }

  addEpoch(epoch: EpochRecord): void {
    this.currentEpochs.push(epoch);
  }

  paused(): void {
    this.pace.reset();
  }

  /** Takes what the files hold in place of what had arrived, where it is more. */
  fill({ epochs, end, stepMode, data, series, samples, latest }: StoredFit): void {
    if (epochs.length > this.epochs.length) this.currentEpochs = [...epochs];
    this.end ??= end;
    this.data = data ?? this.data;
    if (stepMode && stepMode.step >= (this.stepMode?.step ?? 0)) this.stepMode = stepMode;
    if (series.length >= this.series.length) {
      this.currentSeries = series;
      this.currentSamples = newSamples(0, samples);
    }
    if (latest && latest.step >= (this.latest?.step ?? -1)) this.currentLatest = latest;
  }

  /** After the files were read: what they did not hold is not there, and asking again does not help. */
  settle(): void {
    this.currentSeries ??= EMPTY_SERIES;
  }

  /** Gives the memory of the series back; the rest stays. */
  dropSeries(): void {
    this.currentSeries = null;
    this.currentSamples = newSamples(0);
  }

  /** Writes down the end of a fit whose process went away in the middle. */
  close(outcome: FitOutcome): void {
    const { batches, summary } = this;
    const seconds = this.end?.seconds ?? this.pace.lastTime / 1000;
    this.end ??= { fit: summary.fit, outcome, epochs: this.epochs.length, batches, seconds };
  }

  private totalBatches(): number | null {
    const { epochs, initialEpoch, batchesPerEpoch } = this.summary;
    const first = this.epochs[0];
    const perEpoch = batchesPerEpoch ?? first?.step ?? null;
    return epochs === null || perEpoch === null ? null : (epochs - initialEpoch) * perEpoch;
  }
}

const none = new Float32Array();

const EMPTY_SERIES: FitSeries = {
  length: 0,
  bytes: 0,
  append() {},
  read: () => ({ size: 1, from: 0, min: none, max: none, mean: none }),
};
