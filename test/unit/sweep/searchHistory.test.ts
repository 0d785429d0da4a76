import { expect, it } from 'vitest';
import type { SweepParameter, SweepPlan, SweepTrial } from '../../../src/protocol/sweep.js';
import { searchHistory } from '../../../src/sweep/searchHistory.js';
import { NOT_BEGUN } from '../../../src/sweep/trialPlan.js';

const parameter: SweepParameter = {
  ...{ id: 'units', name: 'units', kind: 'literal', line: 1, whole: true, scale: 'log', own: 8 },
  ...{ values: [1, 64], isRange: true },
};
const plan = { parameters: [parameter], search: { kind: 'optuna', count: 9, seed: 3 } } as unknown as SweepPlan;
const measure = { name: 'acc', isLargerBetter: true, isValidation: false };

const stateOf = (changes: Partial<SweepTrial>, values: SweepTrial['values'] = { units: 2 }) =>
  searchHistory({ plan, measure, trials: [{ ...NOT_BEGUN, trial: 1, seed: 1, values, ...changes }] }).tried[0];

it.each<[Partial<SweepTrial>, string, number | null]>([
  [{ status: 'completed', best: 0.5, epochs: 4 }, 'complete', 0.5],
  [{ status: 'completed', best: Number.NaN }, 'pruned', null],
  [{ status: 'stopped-early', best: 0.25, epochs: 3 }, 'pruned', 0.25],
  [{ status: 'broken', best: 0.75 }, 'pruned', null],
  [{ status: 'failed', best: 0.75 }, 'fail', null],
  [{ status: 'training', best: 0.75 }, 'running', null],
  [{ status: 'waiting' }, 'running', null],
])('%o is told as %s with %s', (changes, state, value) => {
  expect(stateOf(changes)).toEqual({ values: { units: 2 }, epochs: changes.epochs ?? 0, state, value });
});

it('tells what there is to choose from, and nothing of trials that have no values', () => {
  expect(stateOf({}, {})).toBeUndefined();
  expect(searchHistory({ plan, measure: null, trials: [] })).toEqual({
    parameters: [{ id: 'units', values: [1, 64], isRange: true, whole: true, scale: 'log' }],
    tried: [],
    isLargerBetter: false,
    seed: 3,
  });
});
