import { expect, it } from 'vitest';
import { PauseControl } from '../../../src/trainer/control/pauseControl.js';
import { ControlFlags } from '../../../src/trainer/link/controlFlags.js';
import type { Link } from '../../../src/trainer/link/link.js';
import { linkControl } from '../../../src/trainer/link/linkControl.js';

it('What is asked while slow motion looks what is asked does not wait for the next batch', () => {
  const flags = new ControlFlags();
  flags.setInterval(60_000);
  const waits = { whenResumed: async () => {}, sleep: async () => {} };
  const control = Object.create(linkControl(flags, waits), {
    stopRequested: {
      get() {
        const { stopRequested } = flags;
        flags.requestStop();
        return stopRequested;
      },
    },
  });
  const link: Pick<Link, 'control' | 'phase'> = { control, phase() {} };
  const pause = new PauseControl(link, { ask: () => false, goOn() {} });
  const start = performance.now();
  pause.blockAfterBatch();
  expect(performance.now() - start).toBeLessThan(30_000);
});
