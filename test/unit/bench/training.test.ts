import { describe, expect, it } from 'vitest';
import { largestDifference } from '../../../bench/training/also/losses.mjs';
import { epochWindow } from '../../../bench/training/epochWindow.mjs';
import { judge, judged } from '../../../bench/training/goals.mjs';
import { FURTHER_NETS, NETS, weightsOf } from '../../../bench/training/nets.mjs';
import { reasonOf } from '../../../bench/training/reason.mjs';
import { centralTable, fillMarked, goalsTable, markdown, plain } from '../../../bench/training/report.mjs';
import { geometricMean, median, summary } from '../../../bench/training/statistics.mjs';

const TURN = { warmUpMs: 100, measureMs: 50 };

describe('the epochs that count', () => {
  it('are whole ones after the warm-up', () => {
    expect(epochWindow([40, 80, 120, 150, 180], TURN)).toEqual({ first: 2, epochs: 2, ms: 60 });
  });

  it('are not there before they took long enough', () => {
    expect(epochWindow([], TURN)).toBeNull();
    expect(epochWindow([40, 80], TURN)).toBeNull();
    expect(epochWindow([40, 120], TURN)).toBeNull();
    expect(epochWindow([40, 120, 169], TURN)).toBeNull();
  });
});

describe('what measurements come to', () => {
  it('is minimum, median and maximum', () => {
    expect(summary([3, 1, 2])).toEqual({ min: 1, median: 2, max: 3, rounds: 3 });
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it('is a geometric mean of ratios', () => {
    expect(geometricMean([0.5, 2])).toBeCloseTo(1);
    expect(geometricMean([])).toBeNaN();
  });
});

it('counts the weights of every kind of net', () => {
  expect(Object.fromEntries([...NETS, ...FURTHER_NETS].map((net) => [net.name, weightsOf(net)]))).toEqual({
    dense64x2: 784 * 64 + 64 + 64 * 64 + 64 + 64 * 10 + 10,
    dense512x3: 784 * 512 + 512 + 2 * (512 * 512 + 512) + 512 * 10 + 10,
    dense32x20: 784 * 32 + 32 + 19 * (32 * 32 + 32) + 32 * 10 + 10,
    cnn: 9 * 16 + 16 + 9 * 16 * 32 + 32 + 5 * 5 * 32 * 10 + 10,
    lstm: 4 * 32 * (16 + 32 + 1) + 32 * 10 + 10,
    lesson: 1000 * 10 + 10 + 10 * 10 + 10,
    // After two convolutions and a pool 32x32 is 14x14, after another 6x6.
    cifar: 27 * 32 + 32 + 64 + 288 * 32 + 32 + 288 * 64 + 64 + 128 + 6 * 6 * 64 * 10 + 10,
    words: 5000 * 32 + 32 * 64 + 64 + 64 * 10 + 10,
    bidirectional: 2 * 4 * 32 * (16 + 32 + 1) + 64 * 10 + 10,
  });
});

const times = (values: Record<string, number>) =>
  Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, { min: value, median: value, max: value, rounds: 1 }]),
  );

describe('goals', () => {
  const of = (goal: string, medians: Parameters<typeof judge>[0]) =>
    judge(medians).find((judged) => judged.goal === goal);

  it('take the worst of the nets that count', () => {
    const medians = {
      dense64x2: times({ gradlens: 1, tfjs: 10 }),
      lesson: times({ gradlens: 3, tfjs: 10 }),
      dense512x3: times({ gradlens: 9, tfjs: 10 }),
    };
    const judged = of('tfjs-node bare, nets under 100k weights', medians);
    expect(judged).toMatchObject({ value: 0.3, kept: false, worst: '1000-10-10, batch 32' });
    expect(of('tfjs-node bare, geometric mean', medians)?.value).toBeCloseTo(0.3);
  });

  it('take the faster of several to compare with', () => {
    const medians = { cnn: times({ gradlens: 5, floor: 5, floorOne: 4 }) };
    expect(of('floor (the faster of both), every net', medians)).toMatchObject({ value: 1.25, kept: false });
  });

  it('can be of another of GradLens than that with everything on', () => {
    const medians = { cnn: times({ gradlens: 1, gradlensEager: 12, tfjs: 10 }) };
    expect(of('eager: tfjs-node bare, every net', medians)).toMatchObject({ value: 1.2, kept: true });
  });

  it('are not judged by some of the nets alone', () => {
    const ratios = [
      { value: 1, title: 'one' },
      { value: 2, title: 'two' },
    ];
    expect(judged('g', 1.5, ratios)).toEqual({ goal: 'g', limit: 1.5, value: 2, kept: false, worst: 'two' });
    expect(judged('g', 1.5, [...ratios, { value: Number.NaN }])).toMatchObject({ value: null, kept: null });
  });

  it('are neither kept nor missed where nothing was measured', () => {
    expect(of('PyTorch eager bare, geometric mean', { cnn: times({ gradlens: 5 }) })).toMatchObject({
      value: null,
      kept: null,
    });
  });
});

describe('the tables', () => {
  it('show medians with their range and the ratio', () => {
    const figures = { cnn: times({ gradlens: 5, tfjs: 20 }) };
    const titles = { gradlens: 'GradLens', tfjs: 'tfjs-node', torch: 'PyTorch' };
    const text = markdown(centralTable({ nets: [{ name: 'cnn', title: 'CNN' }], titles, figures }));
    expect(text).toContain('| GradLens | 5.00 (5.00 to 5.00) |\n| tfjs-node | 20.0 (20.0 to 20.0): 0.25 |');
    expect(text).not.toContain('PyTorch');
  });

  it('show whether goals were kept', () => {
    const text = markdown(goalsTable(judge({ cnn: times({ gradlens: 5, tfjs: 20 }) })));
    expect(text).toContain('| tfjs-node bare, geometric mean | 0.25 | 0.3 | kept |');
    expect(text).toContain('| PyTorch eager bare, geometric mean | - | 0.55 | not measured |');
  });

  it('line up', () => {
    expect(plain({ header: ['a', 'b'], rows: [['long', '1']] })).toBe('a     b\nlong  1');
  });

  it('take the place of what stood between the marks', () => {
    expect(fillMarked('a\n<!-- x -->\nold\n<!-- /x -->\nb', 'x', 'new')).toBe('a\n<!-- x -->\nnew\n<!-- /x -->\nb');
    expect(() => fillMarked('a', 'x', 'new')).toThrow('marked');
  });
});

describe('the largest difference of losses', () => {
  it('is relative to the loss or 1, over the first batches', () => {
    expect(largestDifference([4, 0.5, 9], [4.4, 0.45, 0], 2)).toBeCloseTo(0.1);
  });

  it('is infinite where one has no number', () => {
    expect(largestDifference([1], [Number.NaN], 1)).toBe(Number.POSITIVE_INFINITY);
    expect(largestDifference([Number.NaN], [Number.NaN], 1)).toBe(0);
    expect(largestDifference([1, 2], [1], 2)).toBe(Number.POSITIVE_INFINITY);
  });
});

it('tells why something is left out in one line', () => {
  expect(reasonOf(new Error('ended (1): x.js:3\n  throw\n\n  TypeError: no such thing\n  at a'))).toBe(
    'TypeError: no such thing',
  );
  expect(reasonOf('gave no answer')).toBe('gave no answer');
});
