import { describe, expect, it } from 'vitest';
import { InputFigures } from '../../../src/trainer/fit/inputFigures.js';
import type { Rows } from '../../../src/trainer/fit/sampledRows.js';
import { targetAmongInputs } from '../../../src/trainer/fit/targetAmongInputs.js';
import { TargetFigures } from '../../../src/trainer/fit/targetFigures.js';

const rowsOf = (samples: readonly (readonly number[])[], columns = samples[0]?.length ?? 1): Rows => {
  return { values: samples.flat(), rows: samples.length, width: samples[0]?.length ?? 0, columns };
};

describe('figures of inputs', () => {
  it('are those of all batches together, without what is not finite', () => {
    const figures = new InputFigures();
    figures.add(
      rowsOf([
        [1, 7],
        [2, 7],
      ]),
    );
    figures.add(
      rowsOf([
        [3, 7],
        [Number.NaN, Number.POSITIVE_INFINITY],
      ]),
    );
    expect(figures.figures()).toMatchObject({ samples: 4, min: 1, max: 7, notFinite: 2, constantFeatures: 0.5 });
    expect(figures.figures()?.mean).toBeCloseTo(27 / 6, 12);
    const squares = [1, 2, 3, 7, 7, 7].reduce((sum, value) => sum + (value - 27 / 6) ** 2, 0);
    expect(figures.figures()?.std).toBeCloseTo(Math.sqrt(squares / 6), 12);
  });

  it('keep their precision far from 0', () => {
    const figures = new InputFigures();
    figures.add(rowsOf(Array.from({ length: 1000 }, (_, index) => [1e8 + (index % 2)])));
    expect(figures.figures()?.std).toBeCloseTo(0.5, 6);
  });

  it('are none of no sample, nor of none that is finite', () => {
    const figures = new InputFigures();
    expect(figures.figures()).toBeNull();
    figures.add(rowsOf([[Number.NaN]]));
    expect(figures.figures()).toBeNull();
  });
});

describe('figures of targets', () => {
  const of = (samples: readonly (readonly number[])[], areClasses = false) => {
    const figures = new TargetFigures(areClasses);
    figures.add(rowsOf(samples));
    return figures.figures();
  };

  it('count samples with several ones where all columns are 0 or 1', () => {
    const rows = [
      [1, 1, 0],
      [0, 0, 0],
      [1, 0, 1],
      [0, 1, 0],
    ];
    expect(of(rows)).toMatchObject({ kind: 'numbers', severalOnes: 2 });
    expect(of([...rows, [0.5, 0, 0]])).not.toHaveProperty('severalOnes');
    expect(of([[0, 1, 0]])).not.toHaveProperty('severalOnes');
    expect(of([[1], [1]])).not.toHaveProperty('severalOnes');
  });

  it('tell one-hot classes and how many samples each has, most frequent first', () => {
    const targets = of([
      [1, 0, 0],
      [0, 0, 1],
      [0, 0, 1],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(targets).toMatchObject({
      kind: 'one-hot',
      classes: [3, 1, 1],
      labels: [2, 0, 1],
      samples: 5,
      min: 0,
      max: 1,
    });
  });

  it('tell numbers of classes only where the loss takes them so', () => {
    const samples = [[0], [4], [4], [2]];
    expect(of(samples, true)).toMatchObject({ kind: 'class-numbers', classes: [2, 1, 1], labels: [4, 0, 2] });
    expect(of(samples)).toMatchObject({ kind: 'numbers', classes: [] });
  });

  it('tell 0 and 1', () => {
    expect(of([[0], [1], [1]])).toMatchObject({ kind: 'binary', classes: [2, 1] });
    expect(
      of([
        [0, 1],
        [1, 1],
        [0, 0],
      ]),
    ).toMatchObject({ kind: 'numbers', classes: [] });
  });

  it('give what guessing the mean, and the median, costs: per column', () => {
    const targets = of([
      [0, 10],
      [2, 10],
      [4, 40],
    ]);
    expect(targets?.variance).toBeCloseTo((8 / 3 + 200) / 2, 10);
    expect(targets?.deviation).toBeCloseTo((4 / 3 + 10) / 2, 10);
  });

  it('count what is not finite, and leave it out', () => {
    expect(of([[1.5], [Number.NaN], [Number.POSITIVE_INFINITY]])).toMatchObject({ notFinite: 2, min: 1.5, max: 1.5 });
    expect(of([[Number.NaN]])).toBeNull();
  });

  it('stay bounded, and about right, over very many samples', () => {
    const figures = new TargetFigures(false);
    for (let batch = 0; batch < 100; batch++) {
      figures.add(rowsOf(Array.from({ length: 500 }, (_, index) => [(batch * 500 + index) / 50_000])));
    }
    // Sorted: the first ones, or the last ones, alone would give another mean.
    const targets = figures.figures();
    expect(targets?.samples).toBe(50_000);
    expect(targets?.mean).toBeCloseTo(0.5, 1);
    expect(targets?.variance).toBeCloseTo(1 / 12, 1);
  });
});

describe('a target among the inputs', () => {
  const answers = (count: number) => Array.from({ length: count }, (_, index) => [index % 3]);
  const table = (count: number, change = 0) =>
    answers(count).map(([answer = 0], index) => [index, answer + (index === count - 1 ? change : 0)]);

  it('is the feature that equals it in every sample', () => {
    expect(targetAmongInputs(rowsOf(table(20)), rowsOf(answers(20)))).toBe(1);
    expect(targetAmongInputs(rowsOf(table(20, 1)), rowsOf(answers(20)))).toBeNull();
  });

  it('is not told of few samples, of one feature, of sequences, of constants, and of columns', () => {
    expect(targetAmongInputs(rowsOf(table(19)), rowsOf(answers(19)))).toBeNull();
    expect(targetAmongInputs(rowsOf(answers(20)), rowsOf(answers(20)))).toBeNull();
    expect(targetAmongInputs(rowsOf(table(20), 1), rowsOf(answers(20)))).toBeNull();
    const ones = answers(20).map(() => [1, 1]);
    expect(targetAmongInputs(rowsOf(ones), rowsOf(ones.map(() => [1])))).toBeNull();
    expect(targetAmongInputs(rowsOf(table(20)), rowsOf(table(20)))).toBeNull();
    expect(targetAmongInputs(rowsOf(table(40)), rowsOf(answers(20)))).toBeNull();
  });
});
