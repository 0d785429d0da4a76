import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { Emitter } from '../../../src/lifecycle/emitter.js';
import type { TrainerPhase } from '../../../src/protocol/trainer.js';
import { endedWithin } from '../../../src/runs/endedWithin.js';
import type { RunChange, RunState } from '../../../src/runs/types.js';

/** A run that is over after so many calls of `stop`. */
function fakeRun(stopsUntilItEnds: number, phase: TrainerPhase = 'training') {
  const changed = new Emitter<RunChange>();
  const run = {
    stops: 0,
    state: { kind: 'active', phase } as RunState,
    onDidChange: changed.event,
    begin() {
      this.state = { kind: 'active', phase: 'training' };
      changed.fire({ kind: 'state' });
    },
    stop() {
      this.stops += 1;
      if (this.stops === stopsUntilItEnds) this.state = { kind: 'ended' } as RunState;
      changed.fire({ kind: 'state' });
    },
  };
  return run;
}

const never = new AbortController().signal;

it('asks a run to end once where it does, and a second time, which ends it by force, where it does not', async () => {
  const [good, endless] = [fakeRun(1), fakeRun(2)];
  const limits = { seconds: 60, signal: AbortSignal.abort(), patience: 1 };
  const over = [good, endless].map((run) => endedWithin(run, limits));
  expect([good.stops, endless.stops]).toEqual([1, 1]);
  expect(await Promise.all(over)).toEqual([false, false]);
  expect(endless.stops).toBe(2);
  await delay(5);
  expect([good.stops, endless.stops]).toEqual([1, 2]);
});

it('leaves a run that was canceled its patience, though its seconds are up meanwhile', async () => {
  const run = fakeRun(2);
  const over = endedWithin(run, { seconds: 0.001, signal: AbortSignal.abort(), patience: 60_000 });
  await delay(20);
  expect(run.stops).toBe(1);
  run.stop();
  expect(await over).toBe(false);
});

it('stops a run when its seconds are up, and says so, or before where its caller wants it', async () => {
  const [late, settled] = [fakeRun(1), fakeRun(1)];
  expect(await endedWithin(late, { seconds: 0.001, signal: never })).toBe(true);
  let looks = 0;
  const isTimeUp = await endedWithin(settled, { seconds: 60, signal: never }, (stop) => {
    looks += 1;
    queueMicrotask(stop);
  });
  expect([isTimeUp, looks, settled.stops]).toEqual([false, 1, 1]);
});

it('counts the seconds anew when training begins: a slow start takes none of them', async () => {
  vi.useFakeTimers();
  try {
    const run = fakeRun(1, 'loading');
    const over = endedWithin(run, { seconds: 60, signal: never });
    await vi.advanceTimersByTimeAsync(59_000);
    run.begin();
    await vi.advanceTimersByTimeAsync(59_000);
    run.begin();
    expect(run.stops).toBe(0);
    await vi.advanceTimersByTimeAsync(1000);
    expect(run.stops).toBe(1);
    expect(await over).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});
