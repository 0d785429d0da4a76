import { expect, it } from 'vitest';
import { sweepView } from '../../../src/dashboard/view/sweepView.js';
import { type SweepView, sweepPart, sweptFigure } from '../../../src/protocol/dashboard/sweepPart.js';
import type { SweepState } from '../../../src/protocol/sweep.js';
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
    minutes: null,
    parallel: 1,
    launch: { data: null, target: null, values: {}, yes: false, backend: null, compiledStep: 'auto' },
  },
  '',
);

const shown = (isTraining: boolean, isStarting = false) => ({ place: 'net.js:1', isTraining, isStarting });

it('says that a training was interrupted where its window was closed in the middle', () => {
  const trials = sweep.trials.map((trial) => ({ ...trial, status: 'training' as const, run: `run ${trial.trial}` }));
  const statuses = (isTraining: boolean) =>
    sweepView({ ...sweep, trials }, shown(isTraining)).trials.map(
      ({ status, isOpenable }) => `${status} ${isOpenable}`,
    );
  expect(statuses(true)).toEqual(['training false', 'training false']);
  expect(statuses(false)).toEqual(['interrupted true', 'interrupted true']);
});

it('says where its model is, and that it is made ready', () => {
  expect(sweepView(sweep, shown(false, true))).toMatchObject({ place: 'net.js:1', state: 'starting' });
  expect(sweepView(sweep, shown(true, true)).state).toBe('training');
});

it('sends of the trainings what has changed alone, and all of another sweep', () => {
  let state: SweepState | null = sweep;
  let version = 0;
  const read = (): SweepView | null => state && sweepView(state, shown(true));
  const next = sweepPart.changes({ version: () => version, read });
  let page = sweepPart.empty;
  const changedIn = (to: SweepState | null): number[] | undefined => {
    state = to;
    version += 1;
    const update = next();
    if (!update) return expect.fail('it has changed');
    page = sweepPart.merge(page, update);
    return update.shown?.changed.map(({ trial }) => trial);
  };
  expect(changedIn(sweep)).toEqual([1, 2]);
  expect(next()).toBeNull();
  const [first, second] = sweep.trials;
  if (!first || !second) return expect.fail('it has two trials');
  const measure = { name: 'val_loss', isLargerBetter: false, isValidation: true };
  const better = { ...sweep, measure, trials: [first, { ...second, status: 'completed' as const, best: 0.5 }] };
  const before = page.shown?.trials[0];
  expect(changedIn(better)).toEqual([2]);
  expect(page.shown?.trials.map(({ trial }) => trial)).toEqual([2, 1]);
  expect(page.shown?.trials.map((trial) => sweptFigure(trial, 'best'))).toEqual([0.5, Number.NaN]);
  expect(page.shown?.trials[1]).toBe(before);
  expect(page.shown).toMatchObject({ measure, best: 2, state: 'training' });
  expect(changedIn({ ...newSweep(sweep.plan, ''), trials: [second] })).toEqual([2]);
  expect(page.shown?.trials).toHaveLength(1);
  expect(changedIn(null)).toBeUndefined();
  expect(page.shown).toBeNull();
});
