import { afterEach, describe, expect, it, vi } from 'vitest';
import { REPEATABLY, VerificationClock } from '../../../../src/trainer/compiled/steps/verificationClock.js';

/** The steps of these many at which a comparison is due, where each takes so many milliseconds. */
function dueAt(clock: VerificationClock, steps: number, milliseconds: number): number[] {
  const due: number[] = [];
  for (let step = 1; step <= steps; step++) {
    vi.advanceTimersByTime(milliseconds);
    if (!clock.isDue) continue;
    due.push(step);
    clock.done(1);
  }
  return due;
}

describe('comparing compiled steps with eager ones', () => {
  afterEach(() => void vi.useRealTimers());

  it('comes at the same steps of each run, where it is to repeat itself, however long they take', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    for (const milliseconds of [0.01, 50]) {
      expect(dueAt(new VerificationClock(REPEATABLY, 10), 4100, milliseconds)).toEqual([2000, 4000]);
    }
  });

  it('comes by the time that it takes otherwise', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    expect(dueAt(new VerificationClock('seldom', 1), 500, 1)).toEqual([200, 400]);
  });
});
