import { describe, expect, it } from 'vitest';
import type { ActivationRecord } from '../../../src/protocol/activations.js';
import { ActivationSeries } from '../../../src/runs/activationSeries.js';

const record = (step: number): ActivationRecord => ({ fit: 1, step, values: Float32Array.of(step, 0, 0, 0) });

describe('ActivationSeries', () => {
  it('keeps everything of a short fit', () => {
    const series = new ActivationSeries();
    expect(series.latest).toBeNull();
    for (let index = 0; index < 100; index++) series.add(record(index * 50));
    expect(series.rows.map(({ step }) => step)).toEqual(Array.from({ length: 100 }, (_, index) => index * 50));
    expect(series.latest).toEqual(record(4950));
    expect(series.bytes).toBe(100 * 16);
  });

  it('stays bounded over a long fit, its rows evenly spread, and knows the last batch', () => {
    const series = new ActivationSeries();
    for (let step = 0; step < 100_001; step++) series.add(record(step));
    const steps = series.rows.map(({ step }) => step);
    expect(steps.length).toBeGreaterThan(200);
    expect(steps.length).toBeLessThan(512);
    const stride = steps[1] ?? 0;
    expect(steps).toEqual(steps.map((_, index) => index * stride));
    expect((steps.at(-1) ?? 0) + stride).toBeGreaterThan(100_000);
    expect(series.latest).toEqual(record(100_000));
    expect(series.count).toBe(100_001);
  });

  it('goes on from what another thread read', () => {
    const whole = new ActivationSeries();
    const first = new ActivationSeries();
    for (let step = 0; step < 3000; step++) {
      whole.add(record(step));
      if (step < 1700) first.add(record(step));
    }
    const second = new ActivationSeries(structuredClone(first.snapshot()));
    for (let step = 1700; step < 3000; step++) second.add(record(step));
    expect(second.snapshot()).toEqual(whole.snapshot());
  });
});
