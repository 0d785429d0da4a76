import { describe, expect, it } from 'vitest';
import type { RecordBatch } from '../../../src/protocol/streams/batches.js';
import { Pace } from '../../../src/runs/live/pace.js';

/** Batches from `first` on, `every` milliseconds apart, ending at `time`. */
function records(first: number, rows: number, every: number, startTime: number): RecordBatch {
  const step = Int32Array.from({ length: rows }, (_, index) => first + index);
  const time = Float64Array.from({ length: rows }, (_, index) => startTime + (first + index) * every);
  const none = new Float32Array();
  return {
    stream: 'batches',
    fit: 1,
    rows,
    step,
    epoch: new Int32Array(rows),
    time,
    loss: new Float32Array(rows),
    metrics: none,
    statistics: none,
  };
}

describe('batches a second', () => {
  it('is not known from one batch', () => {
    const pace = new Pace();
    expect(pace.batchesPerSecond).toBeNull();
    pace.add(records(0, 1, 10, 0));
    expect(pace.batchesPerSecond).toBeNull();
    pace.add(records(1, 1, 10, 0));
    expect(pace.batchesPerSecond).toBe(100);
  });

  it('knows the time of its last batch, and nothing of a message without one', () => {
    const pace = new Pace();
    pace.add(records(0, 0, 10, 0));
    expect([pace.lastTime, pace.batchesPerSecond]).toEqual([0, null]);
    pace.add(records(0, 3, 10, 0));
    pace.add(records(3, 0, 10, 0));
    expect([pace.lastTime, pace.batchesPerSecond]).toEqual([20, 100]);
    // A clock that stands still tells no pace.
    const still = new Pace();
    still.add(records(0, 5, 0, 7));
    expect([still.lastTime, still.batchesPerSecond]).toEqual([7, null]);
  });

  it('is that of the last second; the end is foretold from more', () => {
    const pace = new Pace();
    for (let index = 0; index < 100; index++) pace.add(records(index * 10, 10, 10, 0));
    for (let index = 0; index < 40; index++) pace.add(records(1000 + index * 2, 2, 25, -15_000));
    expect(pace.batchesPerSecond).toBeCloseTo(40, 5);
    expect(pace.steadyBatchesPerSecond).toBeGreaterThan(50);
    expect(pace.steadyBatchesPerSecond).toBeLessThan(90);
  });

  it('follows the last seconds, not the whole fit', () => {
    const pace = new Pace();
    for (let index = 0; index < 100; index++) pace.add(records(index * 10, 10, 10, 0));
    expect(pace.batchesPerSecond).toBeCloseTo(100, 5);
    for (let index = 0; index < 100; index++) pace.add(records(1000 + index, 1, 100, -90_000));
    expect(pace.batchesPerSecond).toBeCloseTo(10, 0);
  });

  it('tells the pace of batches that each take longer than the window', () => {
    const pace = new Pace();
    for (let index = 0; index < 3; index++) pace.add(records(index, 1, 20_000, 0));
    expect(pace.batchesPerSecond).toBe(0.05);
  });

  it('leaves a pause out', () => {
    const pace = new Pace();
    pace.add(records(0, 100, 10, 0));
    pace.reset();
    pace.add(records(100, 100, 10, 60_000));
    expect(pace.batchesPerSecond).toBeCloseTo(100, 5);
  });
});
