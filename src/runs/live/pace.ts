import type { RecordBatch } from '../../protocol/streams/batches.js';

/** Milliseconds of training over which the speed that people watch is taken, and the steadier one that foretells the end. */
const SHOWN_WINDOW = 1000;
const STEADY_WINDOW = 5000;

interface Mark {
  readonly step: number;
  readonly time: number;
}

/** Batches a second of late, from the trainer's own clock, so that transport does not blur it. */
export class Pace {
  /** Last batch of each message within the longer window and the one before it, oldest first. */
  private marks: Mark[] = [];
  private last = 0;

  add({ rows, step, time }: RecordBatch): void {
    if (rows === 0) return;
    if (this.marks.length === 0) this.mark(step[0], time[0]);
    this.mark(step[rows - 1], time[rows - 1]);
  }

  /** Over about the last second, or over as many as one batch takes; null until two batches tell it. */
  get batchesPerSecond(): number | null {
    return this.rate(SHOWN_WINDOW);
  }

  /** Over the last five seconds. */
  get steadyBatchesPerSecond(): number | null {
    return this.rate(STEADY_WINDOW);
  }

  /** Milliseconds from the fit's start to the last batch that arrived. */
  get lastTime(): number {
    return this.last;
  }

  /** Forgets what was, so that a pause does not count as slow training. */
  reset(): void {
    this.marks = [];
  }

  private rate(window: number): number | null {
    const last = this.marks.at(-1);
    const first = this.marks[this.startOf(window)];
    if (!first || !last || last.step === first.step || last.time <= first.time) return null;
    return ((last.step - first.step) * 1000) / (last.time - first.time);
  }

  private mark(step: number | undefined, time: number | undefined): void {
    if (step === undefined || time === undefined) return;
    this.last = time;
    this.marks.push({ step, time });
    const kept = this.startOf(STEADY_WINDOW);
    if (kept > 0) this.marks.splice(0, kept);
  }

  /** Index of the last mark before the window, so that the window is full; never that of the last mark of several. */
  private startOf(window: number): number {
    const end = this.marks.at(-1)?.time ?? 0;
    const firstInside = this.marks.findIndex((mark) => mark.time >= end - window);
    return Math.max(0, Math.min(firstInside - 1, this.marks.length - 2));
  }
}
