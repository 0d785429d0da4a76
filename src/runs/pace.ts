import type { RecordBatch } from '../protocol/records.js';

/** Milliseconds of training over which the pace is taken. */
const WINDOW = 5000;

/** Batches a second over the last seconds, from the trainer's own clock, so that transport does not blur it. */
export class Pace {
  /** Last batch of each message within the window, oldest first. */
  private marks: { readonly step: number; readonly time: number }[] = [];
  private last = 0;

  add({ rows, step, time }: RecordBatch): void {
    if (rows === 0) return;
    if (this.marks.length === 0) this.mark(step[0], time[0]);
    this.mark(step[rows - 1], time[rows - 1]);
  }

  /** Null until two batches tell it. */
  get batchesPerSecond(): number | null {
    const first = this.marks[0];
    const last = this.marks.at(-1);
    if (!first || !last || last.step === first.step || last.time <= first.time) return null;
    return ((last.step - first.step) * 1000) / (last.time - first.time);
  }

  /** Milliseconds from the fit's start to the last batch that arrived. */
  get lastTime(): number {
    return this.last;
  }

  /** Forgets what was, so that a pause does not count as slow training. */
  reset(): void {
    this.marks = [];
  }

  private mark(step: number | undefined, time: number | undefined): void {
    if (step === undefined || time === undefined) return;
    this.last = time;
    this.marks.push({ step, time });
    const firstInside = this.marks.findIndex((mark) => mark.time >= time - WINDOW);
    const kept = Math.min(Math.max(firstInside - 1, 0), this.marks.length - 2);
    if (kept > 0) this.marks.splice(0, kept);
  }
}
