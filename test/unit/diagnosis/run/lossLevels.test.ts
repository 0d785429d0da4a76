import { expect, it } from 'vitest';
import { judgeFit } from '../../../../src/diagnosis/run/judgeFit.js';
import { lossLevels } from '../../../../src/diagnosis/run/lossCurve.js';
import { figures } from './figures.js';

/** A fit that trains, in its first epochs, whose batches have these losses: of two classes, one of which is rare. */
const training = (losses: readonly number[]) => ({
  ...figures({
    losses,
    perEpoch: 1,
    isLive: true,
    data: { targets: { kind: 'binary', classes: [570, 30] } },
    summary: { loss: 'binaryCrossentropy' },
  }),
  epochs: [],
});
const levels = (batches: number) =>
  lossLevels(training(Array.from({ length: batches }, (_, batch) => batch))).map(({ step, value }) => [step, value]);

it('A level of the loss is the mean of a stretch of batches, of which at least half have come', () => {
  expect(levels(3)).toEqual([
    [1, 0],
    [2, 1],
    [3, 2],
  ]);
  expect(levels(56).at(-1)).toEqual([56, 51.5]);
  expect(levels(59).at(-1)).toEqual([56, 51.5]);
  expect(levels(60).at(-1)).toEqual([60, 57.5]);
  expect(levels(1)).toEqual([[1, 0]]);
  expect(levels(0)).toEqual([]);
});

it('A batch with more of a rare class is not told to have lost what was learned', () => {
  const learning = Array.from({ length: 56 }, (_, batch) => (batch < 24 ? 0.6 - batch / 60 : batch < 48 ? 0.19 : 0.14));
  const rulesOf = (losses: readonly number[]) =>
    judgeFit(training(losses), (rule, error) => expect.unreachable(`${rule}: ${error}`)).found.map(({ rule }) => rule);
  expect(rulesOf([...learning, 0.6])).not.toContain('divergence');
  expect(rulesOf([...learning, ...Array(8).fill(0.6)])).toContain('divergence');
});
