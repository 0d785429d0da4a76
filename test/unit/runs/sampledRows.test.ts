import { describe, expect, it } from 'vitest';
import { activationStream } from '../../../src/protocol/streams/activations.js';
import { oneSample, type Sample } from '../../../src/protocol/streams/stream.js';
import { SampledRows } from '../../../src/runs/series/sampledRows.js';

type Row = Sample<Float32Array>;
const row = (step: number): Row => ({ step, values: Float32Array.of(step, 0, 0, 0) });
const records = (step: number) => oneSample(activationStream, 1, step, row(step).values);
const LIMITS = { rows: 512, bytes: 1 << 20 };

describe('SampledRows', () => {
  it('keeps everything of a short fit', () => {
    const samples = new SampledRows<Row>(LIMITS);
    expect(samples.latest).toBeNull();
    for (let index = 0; index < 100; index++) samples.add(records(index * 50));
    expect(samples.rows.map(({ step }) => step)).toEqual(Array.from({ length: 100 }, (_, index) => index * 50));
    expect(samples.latest).toEqual(row(4950));
    expect(samples.bytes).toBe(100 * 16);
  });

  it('takes rows that come together one by one', () => {
    const samples = new SampledRows<Row>(LIMITS);
    const values = Float32Array.from({ length: 12 }, (_, index) => index);
    samples.add({ stream: 'activations', fit: 1, rows: 3, step: Int32Array.of(0, 50, 100), values });
    expect(samples.rows).toEqual([
      { step: 0, values: Float32Array.of(0, 1, 2, 3) },
      { step: 50, values: Float32Array.of(4, 5, 6, 7) },
      { step: 100, values: Float32Array.of(8, 9, 10, 11) },
    ]);
    expect(samples.rows[0]?.values.buffer.byteLength).toBe(16);
  });

  it('stays bounded over a long fit, its rows evenly spread, and knows the last batch', () => {
    const samples = new SampledRows<Row>(LIMITS);
    for (let step = 0; step < 100_001; step++) samples.add(records(step));
    const steps = samples.rows.map(({ step }) => step);
    expect(steps.length).toBeGreaterThan(200);
    expect(steps.length).toBeLessThan(512);
    const stride = steps[1] ?? 0;
    expect(steps).toEqual(steps.map((_, index) => index * stride));
    expect((steps.at(-1) ?? 0) + stride).toBeGreaterThan(100_000);
    expect(samples.latest).toEqual(row(100_000));
    expect(samples.count).toBe(100_001);
  });

  it('stays within its memory, with fewer rows where they are large', () => {
    const samples = new SampledRows<Row>({ rows: 512, bytes: 160 });
    for (let step = 0; step < 1000; step++) {
      samples.add(records(step));
      expect(samples.bytes).toBeLessThanOrEqual(160);
    }
    expect(samples.rows.map(({ step }) => step)).toEqual([0, 128, 256, 384, 512, 640, 768, 896]);
  });

  it('goes on from what another thread read', () => {
    const whole = new SampledRows<Row>(LIMITS);
    const first = new SampledRows<Row>(LIMITS);
    for (let step = 0; step < 3000; step++) {
      whole.add(records(step));
      if (step < 1700) first.add(records(step));
    }
    const second = new SampledRows<Row>(LIMITS, structuredClone(first.snapshot()));
    for (let step = 1700; step < 3000; step++) second.add(records(step));
    expect(second.snapshot()).toEqual(whole.snapshot());
  });
});
