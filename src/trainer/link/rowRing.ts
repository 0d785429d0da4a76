import type { FitSummary } from '../../protocol/fit.js';
import { STATISTIC_COUNT } from '../../protocol/statistics.js';
import { batchStream, type RecordBatch } from '../../protocol/streams/batches.js';

/** Memory of one fit's ring; a model of very many variables gets the smallest ring, which may be larger. */
const RING_BYTES = 1024 * 1024;
const MOST_ROWS = 1024;
const FEWEST_ROWS = 4;

/** Places in the ring's header, as Int32. Counts of rows wrap around at 2^32. */
const WRITTEN = 0;
const READ = 1;
/** 1 from the first row after a drain until the next one. */
const PENDING = 2;
const HEADER_BYTES = 16;

/** Milliseconds that a writer waits for a reader that takes nothing before it looks whether the reader is still there. */
const PATIENCE = 1000;

/** Where the numbers of a row stand, in 32-bit cells: time takes the first two. */
const STEP = 2;
const EPOCH = 3;
const LOSS = 4;
const METRICS = 5;

/** A power of two that holds all batches of a fit; infinite where only the user's loop knows how many there are. */
function neededRows({ epochs, initialEpoch, batchesPerEpoch }: FitSummary): number {
  if (epochs === null || batchesPerEpoch === null) return Number.POSITIVE_INFINITY;
  return 2 ** Math.ceil(Math.log2(Math.max(1, (epochs - initialEpoch) * batchesPerEpoch)));
}

/** A fixed number of rows in shared memory, with one writing and one reading thread. */
export class RowRing {
  private readonly header: Int32Array;
  private readonly times: Float64Array;
  private readonly integers: Int32Array;
  private readonly floats: Float32Array;
  private readonly metrics: number;
  private readonly statistics: number;
  /** Cells a row; even, so that each row's time is aligned. */
  private readonly cells: number;
  /** A power of two, so that a wrapped count still leads to its row. */
  private readonly capacity: number;

  /** @param memory another thread's `buffer`; without it, memory of its own. */
  constructor(
    private readonly summary: FitSummary,
    memory?: SharedArrayBuffer,
  ) {
    this.metrics = summary.metrics.length;
    this.statistics = summary.variables.length * STATISTIC_COUNT;
    this.cells = 2 * Math.ceil((METRICS + this.metrics + this.statistics) / 2);
    const fitting = 2 ** Math.floor(Math.log2(RING_BYTES / (4 * this.cells)));
    this.capacity = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, fitting, neededRows(summary)));
    this.buffer = memory ?? new SharedArrayBuffer(HEADER_BYTES + this.capacity * this.cells * 4);
    this.header = new Int32Array(this.buffer, 0, HEADER_BYTES / 4);
    this.times = new Float64Array(this.buffer, HEADER_BYTES);
    this.integers = new Int32Array(this.buffer, HEADER_BYTES);
    this.floats = new Float32Array(this.buffer, HEADER_BYTES);
  }

  readonly buffer: SharedArrayBuffer;

  /** Rows written so far, modulo 2^32. */
  get written(): number {
    return Atomics.load(this.header, WRITTEN) >>> 0;
  }

  get isFull(): boolean {
    return this.unread(this.written) >= this.capacity;
  }

  /** For the writer, of a ring that is not full. @returns whether this is the first row since the reader last looked. */
  write(
    step: number,
    epoch: number,
    time: number,
    loss: number,
    metrics: ArrayLike<number>,
    statistics: ArrayLike<number>,
  ): boolean {
    const { written } = this;
    const at = (written % this.capacity) * this.cells;
    this.times[at / 2] = time;
    this.integers[at + STEP] = step;
    this.integers[at + EPOCH] = epoch;
    this.floats[at + LOSS] = loss;
    const row = this.floats.subarray(at + METRICS, at + METRICS + this.metrics + this.statistics);
    row.set(metrics);
    row.set(statistics, this.metrics);
    Atomics.store(this.header, WRITTEN, (written + 1) | 0);
    return Atomics.exchange(this.header, PENDING, 1) === 0;
  }

  /** For the writer: blocks its thread until a row is free. @returns false when `alive` says that nobody will read. */
  waitForRoom(alive: () => boolean): boolean {
    while (this.isFull) {
      if (!alive()) return false;
      const read = Atomics.load(this.header, READ);
      if (this.isFull) Atomics.wait(this.header, READ, read, PATIENCE);
    }
    return true;
  }

  /** For the reader: takes what was written, at most up to the row count `limit`; null where that is nothing. */
  drain(limit?: number): RecordBatch | null {
    if (limit === undefined) Atomics.store(this.header, PENDING, 0);
    const read = Atomics.load(this.header, READ) >>> 0;
    const available = this.unread(this.written);
    const rows = limit === undefined ? available : Math.min(available, Math.max(0, (limit - read) | 0));
    if (rows === 0) return null;
    const batch = this.copy(read, rows);
    Atomics.store(this.header, READ, (read + rows) | 0);
    Atomics.notify(this.header, READ);
    return batch;
  }

  private unread(written: number): number {
    return (written - Atomics.load(this.header, READ)) >>> 0;
  }

  private copy(from: number, rows: number): RecordBatch {
    const batch = {
      stream: batchStream.name,
      fit: this.summary.fit,
      rows,
      step: new Int32Array(rows),
      epoch: new Int32Array(rows),
      time: new Float64Array(rows),
      loss: new Float32Array(rows),
      metrics: new Float32Array(rows * this.metrics),
      statistics: new Float32Array(rows * this.statistics),
    };
    for (let row = 0; row < rows; row++) {
      const at = ((from + row) % this.capacity) * this.cells;
      const statisticsAt = at + METRICS + this.metrics;
      batch.time[row] = this.times[at / 2] ?? 0;
      batch.step[row] = this.integers[at + STEP] ?? 0;
      batch.epoch[row] = this.integers[at + EPOCH] ?? 0;
      batch.loss[row] = this.floats[at + LOSS] ?? 0;
      batch.metrics.set(this.floats.subarray(at + METRICS, statisticsAt), row * this.metrics);
      batch.statistics.set(this.floats.subarray(statisticsAt, statisticsAt + this.statistics), row * this.statistics);
    }
    return batch;
  }
}
