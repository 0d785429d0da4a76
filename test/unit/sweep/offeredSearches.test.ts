import { describe, expect, it } from 'vitest';
import type { SweepParameter } from '../../../src/protocol/sweep.js';
import { type Limits, offeredSearches } from '../../../src/sweep/offeredSearches.js';
import { withValues } from '../../../src/sweep/typedValues.js';

const rate: SweepParameter = {
  ...{ id: 'learningRate', name: 'learningRate', kind: 'learningRate', line: 5, whole: false, scale: 'log' },
  ...{ values: [0.001], isRange: false, own: 0.001 },
};
const FREE: Limits = { seeds: [1], minutes: null };

const offered = (text: string, limits = FREE, hasOptuna = false) =>
  offeredSearches({ grid: [withValues(rate, text, false)], drawn: [withValues(rate, text, true)] }, limits, hasOptuna);
const labelsOf = (...typed: Parameters<typeof offered>) =>
  offered(...typed).flatMap(({ label, isSeparator }) => (isSeparator ? [] : [label]));

describe('what a sweep offers to train', () => {
  it('is every combination of listed values with each seed, and the limits, which say what they are', () => {
    expect(labelsOf('0.1, 0.01', { seeds: [1, 2, 3], minutes: 20 })).toEqual([
      'Train all 6',
      'Train all 6, and stop early',
      'Seeds: 1, 2, 3',
      'Time: 20 minutes',
    ]);
  });

  it('draws any number of a range, which a grid has a few of', () => {
    expect(labelsOf('1e-4..1e-1:log').slice(0, 4)).toEqual([
      'Train all 4',
      'Train all 4, and stop early',
      'Train 10 combinations at random',
      'Train 20 combinations at random',
    ]);
    const random = offered('1e-4..1e-1:log').flatMap(({ chosen }) =>
      typeof chosen === 'object' && chosen.search.kind === 'random' ? [chosen] : [],
    );
    expect(random[0]?.parameters).toMatchObject([{ isRange: true, scale: 'log', values: [0.0001, 0.1] }]);
    expect(random.map(({ search }) => search)).toMatchObject([{ count: 10 }, { count: 20 }, { count: 40 }]);
  });

  it('has Optuna propose some, where it can and there are more', () => {
    expect(labelsOf('1e-4..1e-1:log', FREE, true).slice(5, 7)).toEqual([
      'Train 20 combinations that Optuna proposes',
      'Train 40 combinations that Optuna proposes',
    ]);
    expect(labelsOf('0.1, 0.01', FREE, true).filter((label) => label.includes('Optuna'))).toEqual([]);
  });

  it('leaves out all combinations where they are too many', () => {
    expect(labelsOf('1e-4..1e-1:log:500', { seeds: [1, 2, 3], minutes: null })[0]).toBe(
      'Train 10 combinations at random',
    );
  });
});
