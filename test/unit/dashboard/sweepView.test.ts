import { expect, it } from 'vitest';
import { sweepView } from '../../../src/dashboard/view/sweepView.js';
import { newSweep } from '../../../src/sweep/sweep.js';

const sweep = newSweep(
  {
    file: '/w/net.js',
    model: { name: 'model', line: 1 },
    parameters: [
      {
        ...{ id: 'units', name: 'units', kind: 'literal', line: 2, whole: true, scale: 'log', values: [1, 2] },
        ...{ isRange: false, own: 1 },
      },
    ],
    search: { kind: 'grid' },
    seeds: [1],
    epochs: null,
    stopEarly: false,
    parallel: 1,
    launch: { data: null, target: null, values: {}, yes: false, backend: null, compiledStep: 'auto' },
  },
  '',
);

it('says that a training was interrupted where its window was closed in the middle', () => {
  const trials = sweep.trials.map((trial) => ({ ...trial, status: 'training' as const, run: `run ${trial.trial}` }));
  const statuses = (isTraining: boolean) =>
    sweepView({ ...sweep, trials }, isTraining).trials.map(({ status, isOpenable }) => `${status} ${isOpenable}`);
  expect(statuses(true)).toEqual(['training false', 'training false']);
  expect(statuses(false)).toEqual(['interrupted true', 'interrupted true']);
});
