import { performance } from 'node:perf_hooks';
import type { FitSummary } from '../../protocol/fit.js';
import { type FitSamples, sizeOf } from '../../protocol/fitSamples.js';
import { WEIGHTS_FILE } from '../../protocol/keptModel.js';
import {
  predictionStream,
  predictionsRow,
  sampleStream,
  samplesRow,
  surfaceRow,
  surfaceStream,
  unitStream,
} from '../../protocol/streams/predictions.js';
import { oneSample } from '../../protocol/streams/stream.js';
import type { Sequential, Tensor, Tfjs } from '../../tfjs/tfjs.js';
import type { Link } from '../link/link.js';
import { HeldSamples } from './heldSamples.js';
import { keptModel } from './keptModel.js';
import { type Grid, surfaceGrid } from './surfaceGrid.js';
import type { UnitRoom } from './unitRoom.js';
import { unitOutputs } from './unitSurfaces.js';

/** Samples that are predicted at a time: as many as a batch has, for which there is memory, or these where that is less or more. */
const SMALLEST_CHUNK = 8;
const LARGEST_CHUNK = 64;
/** Of the fit's time, the share that outputs in passing may take. */
const SHARE = 0.01;
/** Milliseconds before outputs are first computed in passing, and that this may take, whatever the share. */
const FIRST_AFTER = 500;
const FIRST_LIMIT = 50;
/** Milliseconds that the outputs at the fit's end may take, whatever the share. */
const LAST_LIMIT = 500;
/** Bytes of the files for outputs in passing. */
const MOST_LIVE_BYTES = 16 * 1024 * 1024;
/** That the bytes may last for a long fit, outputs come the less often the longer it trains: they last till e to this power of `FIRST_AFTER`. */
const LASTING = 10;

/** What a fit's model makes of some of its samples: now and then while it trains, and at its end. Nothing that trains is changed by it. */
export class FitPredictions {
  private readonly held: HeldSamples;
  private grid: Grid | null = null;
  private readonly startedAt = performance.now();
  private spent = 0;
  /** Milliseconds that computing them takes; null before that is known. */
  private cost: number | null = null;
  private liveBytes = 0;
  /** When outputs were told last, in milliseconds of the fit, and the bytes of that. */
  private last = { at: 0, bytes: 0 };
  private lastStep = -1;
  /** When surfaces of single units were told last. */
  private unitStep = -1;
  /** Of the last epoch its validation loss, else its loss. */
  private score = Number.NaN;
  private areSamplesTold = false;
  private hasFailed = false;

  constructor(
    private readonly tf: Tfjs,
    private readonly link: Pick<Link, 'records' | 'problem' | 'keepModel'>,
    private readonly summary: FitSummary & { readonly samples: FitSamples },
    private readonly model: Sequential,
    private readonly unitRoom: UnitRoom,
  ) {
    this.held = new HeldSamples(tf, {
      most: summary.samples.count,
      width: summary.samples.target,
      isDistinct: summary.kind === 'steps',
    });
  }

  /** All samples of a fit, or of its validation. @param from row that they begin with */
  seeWhole(of: FitSamples['from'], [x]: readonly Tensor[], [y]: readonly Tensor[], from = 0): void {
    if (x && y && this.wants(of, x, y)) this.held.takeWhole(x, y, from);
  }

  /** A batch of samples of a fit, or of its validation, that are not known as a whole. */
  seeBatch(of: FitSamples['from'], [x]: readonly Tensor[], [y]: readonly Tensor[]): void {
    if (x && y && this.wants(of, x, y)) this.held.takeBatch(x, y);
  }

  /** From the second epoch on the same samples come again. */
  epochDone(batches: number, { loss = Number.NaN, val_loss = loss }: Readonly<Record<string, number>>): void {
    this.score = val_loss;
    if (this.held.count > 0) this.held.close();
    this.keepUp(batches);
  }

  private wants(of: FitSamples['from'], inputs: Tensor, targets: Tensor): boolean {
    if (this.summary.samples.from !== of || this.areSamplesTold || this.held.isFull) return false;
    return !inputs.isDisposed && !targets.isDisposed && inputs.rank > 0 && inputs.dtype !== 'string';
  }

  /** Between two epochs or steps: computes outputs where they are due. @param batches done so far */
  keepUp(batches: number): void {
    const elapsed = performance.now() - this.startedAt;
    const credit = elapsed * SHARE - this.spent;
    const isDue = this.cost === null ? elapsed > FIRST_AFTER : credit >= this.cost;
    const pause = (elapsed * LASTING * this.last.bytes) / MOST_LIVE_BYTES;
    const isRoom = this.liveBytes < MOST_LIVE_BYTES && elapsed - this.last.at >= pause;
    if (isDue && isRoom) this.predict(batches, Math.max(FIRST_LIMIT, credit), false);
  }

  /** The fit has ended. */
  finish(batches: number): void {
    if (this.summary.samples.noModel === null) this.keepModel();
    if (this.lastStep !== batches)
      this.predict(batches, Math.max(LAST_LIMIT, (performance.now() - this.startedAt) * SHARE), true);
    if (this.lastStep === batches && this.unitStep !== batches) this.attempt(() => this.tellUnits(batches, true));
  }

  private keepModel(): void {
    this.attempt(() => {
      this.link.keepModel({
        fit: this.summary.fit,
        model: keptModel(this.tf, this.model, WEIGHTS_FILE),
        milliseconds: performance.now() - this.startedAt,
        score: this.score,
      });
    });
  }

  /** @param limit milliseconds @param isLast what is there when they are over is told too */
  private predict(batches: number, limit: number, isLast: boolean): void {
    const { count } = this.held;
    if (count === 0 || this.hasFailed || batches === 0) return;
    const start = performance.now();
    this.attempt(() => {
      const outputs = this.outputs(start + limit);
      const took = performance.now() - start;
      const done = outputs.length / sizeOf(this.summary.samples.output);
      this.cost = (took * count) / Math.max(1, done);
      if (done === count || (isLast && done > 0)) this.tell(batches, done, outputs);
    });
    this.spent += performance.now() - start;
  }

  /** Of as many samples as there is time for. */
  private outputs(until: number): Float32Array {
    const { count } = this.held;
    const width = sizeOf(this.summary.samples.output);
    const outputs = new Float32Array(count * width);
    const chunk = Math.min(LARGEST_CHUNK, Math.max(SMALLEST_CHUNK, this.summary.batchSize ?? LARGEST_CHUNK));
    let done = 0;
    while (done < count && (done === 0 || performance.now() < until)) {
      const to = Math.min(count, done + chunk);
      outputs.set(this.ask(this.held.tensor(done, to)), done * width);
      done = to;
    }
    return outputs.subarray(0, done * width);
  }

  private ask(inputs: Tensor): ArrayLike<number> {
    const outputs = this.tf.tidy(() => this.model.predict(inputs, { batchSize: inputs.shape[0] ?? 1 })) as Tensor;
    const values = outputs.dataSync();
    this.tf.dispose([inputs, outputs]);
    return values;
  }

  private tell(batches: number, done: number, outputs: Float32Array): void {
    const { summary, link } = this;
    if (!this.areSamplesTold) {
      this.areSamplesTold = true;
      link.records(oneSample(sampleStream, summary.fit, batches, samplesRow(summary, this.held.values)));
    }
    const row = predictionsRow(summary, done, outputs);
    link.records(oneSample(predictionStream, summary.fit, batches, row));
    this.lastStep = batches;
    const bytes = row.byteLength + (summary.samples.surface > 0 ? this.tellSurface(batches) : 0);
    this.liveBytes += bytes;
    this.last = { at: performance.now() - this.startedAt, bytes };
  }

  /** @returns bytes */
  private tellSurface(batches: number): number {
    const { tf, summary, link } = this;
    const axes = this.summary.samples.input[0] ?? 1;
    this.grid ??= surfaceGrid(this.held.values.inputs, axes);
    const { x, y, inputs } = this.grid;
    const outputs = this.ask(tf.tensor2d(inputs, [inputs.length / axes, axes]));
    const row = surfaceRow(x, y, Float32Array.from(outputs));
    link.records(oneSample(surfaceStream, summary.fit, batches, row));
    return row.byteLength + this.tellUnits(batches, false);
  }

  /** @param isLast there is no later one of this fit @returns bytes */
  private tellUnits(batches: number, isLast: boolean): number {
    const { tf, model, summary, grid, startedAt } = this;
    const { units } = summary.samples;
    if (!units || !grid) return 0;
    const now = performance.now();
    const bytes = unitStream.fields.values.width(summary) * Float32Array.BYTES_PER_ELEMENT;
    if (!this.unitRoom.take({ bytes, elapsed: now - startedAt, now, isLast })) return 0;
    const row = surfaceRow(grid.x, grid.y, unitOutputs(tf, model, units, grid));
    this.link.records(oneSample(unitStream, summary.fit, batches, row));
    this.unitStep = batches;
    return row.byteLength;
  }

  private attempt(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    this.hasFailed = true;
    // A model whose weights the program has disposed of by now has told before.
    if (this.areSamplesTold) return;
    const reason = error instanceof Error ? error : new Error(String(error));
    this.link.problem({
      kind: 'predictions',
      severity: 'warning',
      message: `The model's outputs for the section Predictions cannot be computed: ${reason.message.split('\n', 1)[0]}`,
      location: null,
      stack: reason.stack ?? null,
    });
  }
}
