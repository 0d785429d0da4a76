import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Throttle } from '../../../src/editor/throttle.js';

describe('Throttle', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('acts at once, then once an interval, and never loses the last request', () => {
    const action = vi.fn();
    const throttle = new Throttle(250, action);
    for (let request = 0; request < 10; request += 1) throttle.request();
    expect(action).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(250);
    expect(action).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(1000);
    expect(action).toHaveBeenCalledTimes(2);
    throttle.request();
    expect(action).toHaveBeenCalledTimes(3);
    throttle.dispose();
  });

  it('does nothing more once disposed', () => {
    const action = vi.fn();
    const throttle = new Throttle(250, action);
    throttle.request();
    throttle.request();
    throttle.dispose();
    vi.advanceTimersByTime(1000);
    expect(action).toHaveBeenCalledTimes(1);
  });
});
