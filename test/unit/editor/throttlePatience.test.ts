import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Throttle } from '../../../src/editor/throttle.js';

const INTERVAL = 250;
const PATIENCE = 3000;

describe('a throttle with patience', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const make = () => {
    const change = vi.fn();
    return { change, refresh: new Throttle(INTERVAL, change, PATIENCE) };
  };

  test('announces the first change at once and holds the next until the editor has come', () => {
    const { change, refresh } = make();
    refresh.request();
    expect(change).toHaveBeenCalledTimes(1);
    for (let times = 0; times < 10; times++) {
      refresh.request();
      vi.advanceTimersByTime(INTERVAL);
    }
    expect(change).toHaveBeenCalledTimes(1);
    refresh.answered();
    vi.advanceTimersByTime(INTERVAL);
    expect(change).toHaveBeenCalledTimes(2);
  });

  test('loses no request that comes between a change and its answer', () => {
    const { change, refresh } = make();
    refresh.request();
    refresh.request();
    refresh.answered();
    vi.advanceTimersByTime(INTERVAL);
    expect(change).toHaveBeenCalledTimes(2);
  });

  test('is not put off by an editor that comes again and again', () => {
    const { change, refresh } = make();
    refresh.request();
    refresh.request();
    for (let times = 0; times < 3; times++) {
      refresh.answered();
      vi.advanceTimersByTime(INTERVAL / 2);
    }
    expect(change).toHaveBeenCalledTimes(2);
  });

  test('goes on where nobody comes', () => {
    const { change, refresh } = make();
    refresh.request();
    refresh.request();
    vi.advanceTimersByTime(PATIENCE);
    expect(change).toHaveBeenCalledTimes(2);
  });

  test('announces nothing without a request, nor after its end', () => {
    const { change, refresh } = make();
    refresh.answered();
    vi.advanceTimersByTime(PATIENCE);
    expect(change).not.toHaveBeenCalled();
    refresh.request();
    refresh.request();
    refresh.dispose();
    vi.advanceTimersByTime(2 * PATIENCE);
    expect(change).toHaveBeenCalledTimes(1);
  });
});
