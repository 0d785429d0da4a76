import type { ActivationRecord } from '../protocol/activations.js';

/** Rows that a fit keeps in memory before every other one is given up; all of them are in the run's file. */
const MOST_ROWS = 512;

/** Activations on their way between threads: plain data. */
export interface ActivationSnapshot {
  /** Measured batches that came. */
  readonly count: number;
  /** Of so many measured batches one is kept; a power of two. */
  readonly stride: number;
  readonly rows: readonly ActivationRecord[];
  readonly latest: ActivationRecord | null;
}

const NONE: ActivationSnapshot = { count: 0, stride: 1, rows: [], latest: null };

/** Activation statistics of one fit over time, bounded: when it is full every other row goes, for the past and from then on. */
export class ActivationSeries {
  private state: { count: number; stride: number; rows: ActivationRecord[]; latest: ActivationRecord | null };

  constructor(snapshot: ActivationSnapshot = NONE) {
    this.state = { ...snapshot, rows: [...snapshot.rows] };
  }

  /** Measured batches that came. */
  get count(): number {
    return this.state.count;
  }

  /** Of the last measured batch. */
  get latest(): ActivationRecord | null {
    return this.state.latest;
  }

  /** The rows that memory holds, evenly spread over the fit. */
  get rows(): readonly ActivationRecord[] {
    return this.state.rows;
  }

  get bytes(): number {
    return this.state.rows.length * (this.state.latest?.values.byteLength ?? 0);
  }

  add(record: ActivationRecord): void {
    const { state } = this;
    state.latest = record;
    if (state.count++ % state.stride === 0) state.rows.push(record);
    if (state.rows.length < MOST_ROWS) return;
    state.rows = state.rows.filter((_, index) => index % 2 === 0);
    state.stride *= 2;
  }

  snapshot(): ActivationSnapshot {
    return this.state;
  }
}
