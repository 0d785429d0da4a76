import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Emitter } from '../../../src/lifecycle/emitter.js';
import { stopFirmly } from '../../../src/runs/stopFirmly.js';
import type { RunChange, RunState } from '../../../src/runs/types.js';

/** A run that is over after so many calls of `stop`. */
function fakeRun(stopsUntilItEnds: number) {
  const changed = new Emitter<RunChange>();
  const run = {
    stops: 0,
    state: { kind: 'active', phase: 'training' } as unknown as RunState,
    onDidChange: changed.event,
    stop() {
      this.stops += 1;
      if (this.stops === stopsUntilItEnds) this.state = { kind: 'ended' } as RunState;
      changed.fire({ kind: 'state' });
    },
  };
  return run;
}

it('asks a run to end once where it does, and a second time, which ends it by force, where it does not', async () => {
  const [good, endless] = [fakeRun(1), fakeRun(2)];
  stopFirmly(good, 1);
  stopFirmly(endless, 1);
  expect([good.stops, endless.stops]).toEqual([1, 1]);
  await expect.poll(() => endless.stops).toBe(2);
  await delay(5);
  expect([good.stops, endless.stops]).toEqual([1, 2]);
});
