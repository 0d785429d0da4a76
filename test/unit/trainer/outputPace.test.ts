import { describe, expect, it } from 'vitest';
import { OutputPace } from '../../../src/trainer/tap/outputPace.js';

/** The interval after so many measurements, where a batch takes `plain` milliseconds, and `more` with its outputs measured. */
function intervalOf(plain: number, more: (measurement: number) => number, measurements = 8): number {
  let now = 0;
  const pace = new OutputPace(50, () => now);
  for (let step = 0, measured = 0; measured <= measurements; step++) {
    const isMeasured = step % pace.interval === 0;
    now += plain + (isMeasured ? more(measured++) : 0);
    pace.end(step, isMeasured ? 'measured' : 'plain');
    pace.begin(step);
  }
  return pace.interval;
}

describe('outputs are measured', () => {
  it('as often as asked where that takes less than a hundredth of the time', () => {
    expect(intervalOf(1, () => 0.4)).toBe(50);
  });

  it('less often where it would take more, until it takes a hundredth', () => {
    expect(intervalOf(1, () => 1.6)).toBe(200);
    expect(intervalOf(4, () => 3.9)).toBe(100);
  });

  it('as often as asked in a short fit, which has too few of them to tell', () => {
    expect(intervalOf(1, () => 10, 4)).toBe(50);
  });

  it('no less often for one that is slow by chance, or as its graph is made, and at most 20 times as seldom', () => {
    expect(intervalOf(1, (measurement) => (measurement === 4 ? 500 : 0.4))).toBe(50);
    expect(intervalOf(1, () => 500)).toBe(1000);
  });

  it('as often as asked where nothing may depend on the clock', () => {
    const pace = new OutputPace(10, (step) => step);
    for (let step = 0; step < 200; step++) {
      pace.end(step, step % 10 === 0 ? 'measured' : 'plain');
      pace.begin(step);
    }
    expect(pace.interval).toBe(10);
  });
});
