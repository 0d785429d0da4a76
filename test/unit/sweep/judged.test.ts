import { describe, expect, it } from 'vitest';
import { rankedTrials, type SweepParameter, type SweepTrial } from '../../../src/protocol/sweep.js';
import { areSeedsSame, bestTrial, groupsOf, rankedGroups } from '../../../src/protocol/sweepGroups.js';
import { Halving } from '../../../src/sweep/halving.js';
import { importanceOf } from '../../../src/sweep/importance.js';
import { NOT_BEGUN } from '../../../src/sweep/trialPlan.js';

const LOSS = { name: 'val_loss', isLargerBetter: false, isValidation: true };
const ACCURACY = { name: 'val_acc', isLargerBetter: true, isValidation: true };

const trial = (
  number: number,
  best: number | null,
  values: SweepTrial['values'],
  more: Partial<SweepTrial> = {},
): SweepTrial => ({
  ...NOT_BEGUN,
  trial: number,
  seed: 1,
  // What nobody varies: with the same values trials would be one of several seeds.
  values: { ...values, at: number },
  status: 'completed',
  best,
  ...more,
});

const parameter = (id: string, isRange = false): SweepParameter => ({
  id,
  name: id,
  kind: 'literal',
  line: 1,
  whole: false,
  scale: 'linear',
  values: [],
  isRange,
  own: null,
});

describe('halving', () => {
  it('stops what is behind after a 27th, a 9th, and a third of the epochs, and nothing between', () => {
    const halving = new Halving();
    const behind = (number: number, epochs: number, loss: number) =>
      halving.isBehind(number, Array<number>(epochs).fill(loss), 27, LOSS);
    expect(behind(1, 1, 5)).toBe(false);
    expect(behind(2, 1, 6)).toBe(true);
    expect(behind(3, 1, 4)).toBe(false);
    expect(behind(4, 1, 4.5)).toBe(false);
    expect(behind(5, 1, Number.NaN)).toBe(true);
    expect([2, 1].map((epochs) => behind(3, epochs, 1000))).toEqual([false, false]);
    // Each rung has its own, also where several are come to at once.
    expect([behind(3, 3, 9), behind(4, 4, 10), behind(3, 10, 2), behind(1, 9, 3)]).toEqual([false, true, false, true]);
    expect(halving.isDue(2, 3, 27)).toBe(true);
    expect([halving.isDue(3, 27, 27), halving.isDue(7, 1, 2)]).toEqual([false, false]);
  });

  it('takes the larger of accuracies', () => {
    const halving = new Halving();
    expect([0.5, 0.9, 0.4].map((value, index) => halving.isBehind(index, [value], 3, ACCURACY))).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('the importance of parameters', () => {
  const grid = [1, 2, 3].flatMap((rate, row) =>
    ['relu', 'tanh'].map((activation, index) => ({ values: { rate, activation }, number: 2 * row + index + 1 })),
  );

  it('is the share of the variance of ranks that a parameter explains, beside what chance would', () => {
    // The rate decides all but which of two neighbors is better, and one loss is out of all bounds.
    const losses = [1, 2, 3, 4, 5, 1e9];
    const told = importanceOf(
      [parameter('rate'), parameter('activation')],
      grid.map(({ values, number }, index) => trial(number, losses[index] ?? 0, values)),
      LOSS,
    );
    expect(told.map((each) => each.parameter)).toEqual(['rate', 'activation']);
    expect(told[0]?.share).toBeCloseTo(16 / 17.5);
    expect(told[1]?.share).toBeCloseTo(1.5 / 17.5);
    expect(told.map(({ byChance }) => byChance)).toEqual([2 / 5, 1 / 5]);
  });

  it('counts broken numbers as the worst, and leaves out what failed or trains still', () => {
    const broken = { status: 'broken' } as const;
    const trials = [
      trial(1, 0.5, { rate: 1 }),
      trial(2, 0.4, { rate: 1 }),
      trial(3, null, { rate: 2 }, broken),
      trial(4, 0.1, { rate: 2 }, broken),
      trial(5, null, { rate: 1 }, { status: 'failed' }),
      trial(6, 0.01, { rate: 1 }, { status: 'training' }),
    ];
    const [rate] = importanceOf([parameter('rate')], trials, LOSS);
    expect(rate?.share).toBeCloseTo(4 / 4.5);
    expect(importanceOf([parameter('rate')], trials.slice(0, 2), LOSS)).toEqual([]);
  });

  it('takes numbers of a range together in four groups', () => {
    const trials = Array.from({ length: 12 }, (_, index) => trial(index + 1, index, { rate: index / 10 }));
    expect(importanceOf([parameter('rate', true)], trials, LOSS)).toMatchObject([{ byChance: 3 / 11 }]);
  });
});

describe('ranked trials', () => {
  const trials = [
    trial(1, 0.5, {}),
    trial(2, null, {}, { status: 'waiting' }),
    trial(3, 0.9, {}, { status: 'failed' }),
    trial(4, 0.7, {}, { status: 'stopped-early' }),
    trial(5, 0.8, {}, { status: 'training' }),
  ];

  it('have the best value first, and what has none or failed last', () => {
    const numbers = (measure: typeof LOSS) => rankedTrials({ trials, measure }).map((each) => each.trial);
    expect(numbers(ACCURACY)).toEqual([5, 4, 1, 2, 3]);
    expect(numbers(LOSS)).toEqual([1, 4, 5, 2, 3]);
  });

  it('are ordered by the loss where they are equally good', () => {
    const equal = [0.3, 0.1, null].map((loss, index) => trial(index + 1, 0.9, { rate: index }, { loss }));
    expect(rankedTrials({ trials: equal, measure: ACCURACY }).map((each) => each.trial)).toEqual([2, 1, 3]);
    expect(importanceOf([parameter('rate')], equal, ACCURACY)[0]?.share).toBe(1);
  });

  it('have one that is best among those that are over', () => {
    expect(bestTrial({ trials, measure: ACCURACY })?.trial).toBe(4);
    expect(bestTrial({ trials: trials.slice(1, 3), measure: ACCURACY })).toBe(null);
  });
});

describe('trials of several seeds', () => {
  const seeds = (
    of: number,
    values: SweepTrial['values'],
    bests: readonly (number | null)[],
    more: Partial<SweepTrial> = {},
  ) => bests.map((best, index) => ({ ...trial(of + index, best, {}, more), values, seed: index + 1 }));
  const [lucky, steady] = [
    seeds(1, { rate: 1 }, [0.99, 0.5, 0.5]),
    seeds(4, { rate: 2 }, [0.8, 0.9, 0.7], { loss: 0.2 }),
  ];

  it('are compared by their means, and told with their range', () => {
    const groups = rankedGroups({ trials: [...lucky, ...steady], measure: ACCURACY });
    expect(groups.map(({ trials }) => trials[0].values)).toEqual([{ rate: 2 }, { rate: 1 }]);
    expect(groups[0]?.spread).toEqual({ mean: expect.closeTo(0.8), least: 0.7, greatest: 0.9, count: 3 });
    expect(groups[0]?.loss).toBeCloseTo(0.2);
    // The best one's values are those of the best mean; of its trials the best stands for them.
    expect(bestTrial({ trials: [...lucky, ...steady], measure: ACCURACY })?.trial).toBe(5);
  });

  it('come after those of more results, as few may be luck, and count none that is not over', () => {
    const begun = seeds(7, { rate: 3 }, [1, 1, 1]).map((each) =>
      each.seed === 1 ? each : { ...each, status: 'training' as const },
    );
    const broken = seeds(10, { rate: 4 }, [0.95, 0.95, null]).map((each, index) =>
      index === 2 ? { ...each, status: 'broken' as const } : each,
    );
    const ranked = rankedGroups({ trials: [...begun, ...broken, ...lucky, ...steady], measure: ACCURACY });
    expect(ranked.map(({ trials, spread }) => [trials[0].values.rate, spread?.count])).toEqual([
      [2, 3],
      [1, 3],
      [3, 1],
      [4, 2],
    ]);
    expect(bestTrial({ trials: seeds(1, {}, [null, null]), measure: ACCURACY })).toBeNull();
  });

  it('are none where a combination is tried twice with one seed', () => {
    const twice = [
      ...seeds(40, { rate: 7 }, [0.2]),
      ...seeds(41, { rate: 7 }, [0.2]),
      ...seeds(42, { rate: 8 }, [0.9]),
    ];
    expect(bestTrial({ trials: twice, measure: ACCURACY })?.trial).toBe(42);
    expect(rankedGroups({ trials: twice, measure: ACCURACY })).toHaveLength(3);
  });

  it('say nothing of chance where all came to the same', () => {
    const spreads = (...trials: SweepTrial[][]) => groupsOf(trials.flat()).map(({ spread }) => spread);
    const fixed = seeds(20, { rate: 5 }, [0.4, 0.4]);
    expect(areSeedsSame(spreads(fixed, seeds(30, { rate: 6 }, [0.3])))).toBe(true);
    expect(areSeedsSame(spreads(fixed, lucky))).toBe(false);
    expect(areSeedsSame(spreads(seeds(30, { rate: 6 }, [0.3])))).toBe(false);
  });

  it('tell what matters by their means, once all of their seeds are over', () => {
    const bests = [1, 2, 3, 4].map((rate) =>
      seeds(3 * rate, { rate, depth: rate % 2 }, [0.1 * rate, 0.1 * rate - 0.05]),
    );
    const told = importanceOf([parameter('rate'), parameter('depth')], bests.flat(), ACCURACY);
    expect(told).toMatchObject([
      { parameter: 'rate', share: 1, byChance: 1 },
      { parameter: 'depth', byChance: 1 / 3 },
    ]);
    expect(told[1]?.share).toBeCloseTo(0.2);
    const left = bests.flat().map((each) => (each.seed === 2 ? { ...each, status: 'waiting' as const } : each));
    expect(importanceOf([parameter('rate')], left, ACCURACY)).toEqual([]);
  });
});
