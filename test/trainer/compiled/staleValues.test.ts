import { expect, it } from 'vitest';
import { fixture } from '../support/fixture.js';
import { runToEnd } from '../support/trainerRun.js';

it('compares with the values that tfjs has: a step on others than those is noticed', async () => {
  const run = await runToEnd(fixture('compiled', 'stale.mjs'), { backend: 'tfjs-node', compiledStep: 'verify' });
  expect([run.exit.code, run.problems.length]).toEqual([0, 2]);
  for (const { kind, message } of run.problems) {
    expect(kind).toBe('compiled-step');
    expect(message).toMatch(/\(the values of dense_Dense1\/kernel before the step, at step \d+\)/);
  }
  const [first, ...rest] = run.stepModes;
  expect(first?.mode).toBe('compiled');
  expect(rest.map(({ reason }) => reason).filter((reason) => reason !== null)).toEqual([
    'compiled results differ',
    'the training loop: compiled results differ',
  ]);
});
