import { expect, it } from 'vitest';
import type { SweepParameter } from '../../../src/protocol/sweep.js';
import { withValues } from '../../../src/sweep/typedValues.js';

const open: SweepParameter = {
  ...{ id: 'inputShape', name: 'inputShape', kind: 'open', line: 3, whole: false, scale: 'linear', values: [] },
  ...{ isRange: false, own: null },
};

it('takes a list between brackets as one value', () => {
  expect(withValues(open, '[28, 28, 1], [32, 32, 3]', false).values).toEqual(['[28, 28, 1]', '[32, 32, 3]']);
  expect(withValues(open, '8, relu', false).values).toEqual([8, 'relu']);
});

it('refuses more values of a range than a sweep has trials', () => {
  expect(withValues(open, '1..2:linear:3', false).values).toEqual([1, 2]);
  expect(() => withValues(open, '1..2:linear:999999999', false)).toThrow(
    'A range has 2 to 1000 values, not 999999999.',
  );
});
