import { expect, it } from 'vitest';
import { fixture } from '../support/fixture.js';
import { runToEnd } from '../support/trainerRun.js';
import { compiledFits, eagerReasons } from './support/stepModes.js';

it('takes no rounding for a fault, where all that is left of a loss is rounding', async () => {
  const env = { TF_ENABLE_ONEDNN_OPTS: '1' };
  const run = await runToEnd(fixture('compiled', 'cancellation.mjs'), {
    backend: 'tfjs-node',
    compiledStep: 'verify',
    env,
  });
  expect([run.exit.code, run.problems, eagerReasons(run), compiledFits(run)]).toEqual([0, [], [], 13]);
  const last = run.epochs.filter(({ fit }) => fit === 13);
  expect(last.map(({ logs }) => logs.loss)).toEqual(last.map(() => expect.closeTo(15.333239, 5)));
});
