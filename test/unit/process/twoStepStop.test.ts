import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTwoStepStop } from '../../../src/process/twoStepStop.js';

describe('two-step stop', () => {
  const ask = vi.fn();
  const kill = vi.fn();
  const create = () => createTwoStepStop({ gracePeriod: 3000, ask, kill });

  beforeEach(() => {
    vi.useFakeTimers();
    ask.mockClear();
    kill.mockClear();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('asks first and kills when no answer comes in time', () => {
    create().stop();
    expect(ask).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(2999);
    expect(kill).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(kill.mock.calls).toEqual([['grace-period']]);
  });

  it('waits for as long as user code takes once the trainer has seen it', () => {
    const stop = create();
    stop.stop();
    stop.seen();
    vi.advanceTimersByTime(60_000);
    expect(kill).not.toHaveBeenCalled();
    stop.stop();
    expect(kill.mock.calls).toEqual([['second-stop']]);
  });

  it('kills once, however often Stop is asked for', () => {
    const stop = create();
    for (let index = 0; index < 4; index++) stop.stop();
    vi.advanceTimersByTime(60_000);
    expect(ask).toHaveBeenCalledOnce();
    expect(kill).toHaveBeenCalledOnce();
  });

  it('does nothing after the process is gone', () => {
    const stop = create();
    stop.stop();
    stop.dispose();
    vi.advanceTimersByTime(60_000);
    stop.stop();
    expect(kill).not.toHaveBeenCalled();
  });
});
