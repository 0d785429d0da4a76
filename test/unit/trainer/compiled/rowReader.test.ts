import { describe, expect, it } from 'vitest';
import { STATISTIC_COUNT, STATISTICS, type Statistic, statisticIndex } from '../../../../src/protocol/statistics.js';
import { RowReader } from '../../../../src/trainer/compiled/graph/rowLayout.js';

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

/** What groupStatistics computes on the backend, in JavaScript. */
function statisticsOf(
  gradient: readonly number[],
  last: readonly number[],
  before: readonly number[],
  after: readonly number[],
) {
  const norm = (values: readonly number[]) => Math.hypot(...values);
  const mean = gradient.reduce((sum, value) => sum + value, 0) / gradient.length;
  const values: Record<Statistic, number> = {
    gradNorm: norm(gradient),
    gradMeanAbs: gradient.reduce((sum, value) => sum + Math.abs(value), 0) / gradient.length,
    gradMean: mean,
    gradStd: norm(gradient.map((value) => value - mean)) / Math.sqrt(gradient.length),
    gradMin: Math.min(...gradient),
    gradMax: Math.max(...gradient),
    gradZeros: gradient.filter((value) => value === 0).length / gradient.length,
    gradCosine: dot(gradient, last) / (norm(gradient) * norm(last)),
    gradNaNs: 0,
    gradInfs: 0,
    weightNorm: norm(after),
    updateNorm: norm(after.map((value, index) => value - (before[index] ?? 0))),
  };
  return STATISTICS.map((name) => values[name]);
}

/** The nine sums of a variable, as the graph adds them up: squares halved. */
function sumsOf(
  gradient: readonly number[],
  last: readonly number[],
  before: readonly number[],
  after: readonly number[],
) {
  const squares = (values: readonly number[]) => values.reduce((sum, value) => sum + value * value, 0) / 2;
  return [
    gradient.reduce((sum, value) => sum + value, 0),
    squares(gradient),
    gradient.reduce((sum, value) => sum + Math.abs(value), 0),
    Math.min(...gradient),
    Math.max(...gradient),
    gradient.filter((value) => value !== 0).length / 2,
    squares(after),
    squares(after.map((value, index) => value - (before[index] ?? 0))),
    dot(gradient, last),
  ];
}

const gradients = [
  [0.5, 0, -0.25],
  [1, -2, 0, 4],
  [0, 0, 3, -1],
];
const last = [
  [0.5, 1, 0],
  [-1, 2, 0.5, -4],
  [1, 1, 2, 3],
];
const before = [
  [1, 2, 3],
  [0.5, 0.5, 0.5, 0.5],
  [-1, 0, 1, 2],
];
const after = [
  [0.9, 2, 3.1],
  [0.4, 0.6, 0.5, 0.1],
  [-1, 0, 0.5, 2.5],
];
const at = <T>(values: readonly T[], index: number): T => values[index] as T;
const expected = (index: number) =>
  statisticsOf(at(gradients, index), at(last, index), at(before, index), at(after, index));
const read = (statistics: Float32Array, variable: number) => [
  ...statistics.slice(variable * STATISTIC_COUNT, (variable + 1) * STATISTIC_COUNT),
];

describe('a row of a compiled step', () => {
  const layout = {
    parts: [
      { kind: 'raw', variables: [0], sizes: [3] },
      { kind: 'sums', variables: [1, 2], size: 4 },
    ],
  } as const;
  const sums = [1, 2].map((index) =>
    sumsOf(at(gradients, index), at(last, index), at(before, index), at(after, index)),
  );
  const stacked = at(sums, 0).flatMap((value, index) => [value, at(at(sums, 1), index)]);
  const row = Float32Array.from([...at(gradients, 0), ...at(after, 0), ...stacked]);

  it('gives the statistics of variables that it has whole, and of those that it has sums of', () => {
    const reader = new RowReader(layout, 3, new Set());
    reader.setWeights(0, Float32Array.from(at(before, 0)));
    reader.setLastGradient(0, Float32Array.from(at(last, 0)));
    for (const variable of [1, 2]) reader.setLastNorm(variable, Math.hypot(...at(last, variable)));
    const statistics = reader.read(row);
    for (const variable of [0, 1, 2]) {
      for (const [index, value] of read(statistics, variable).entries()) {
        expect(value, `${STATISTICS[index]} of ${variable}`).toBeCloseTo(at(expected(variable), index), 5);
      }
    }
    expect(reader.rough).toBe(false);
  });

  it('takes the weights of one row for those before the next', () => {
    const reader = new RowReader(layout, 3, new Set());
    reader.setWeights(0, Float32Array.from(at(before, 0)));
    reader.read(row);
    expect(reader.read(row)[statisticIndex(0, 'updateNorm')]).toBe(0);
  });

  it('compares the gradients of one row with those of the row before', () => {
    const reader = new RowReader(layout, 3, new Set());
    const cosines = () => {
      const statistics = reader.read(row);
      return [0, 1].map((variable) => statistics[statisticIndex(variable, 'gradCosine')]);
    };
    expect(cosines()).toEqual([Number.NaN, Number.NaN]);
    // Of a variable that is told by sums, the product with the last gradient is the graph's.
    const [whole, summed] = cosines();
    expect(whole).toBeCloseTo(1, 6);
    expect(summed).toBeCloseTo(dot(at(gradients, 1), at(last, 1)) / dot(at(gradients, 1), at(gradients, 1)), 6);
  });

  it('tells nothing of a gradient that is not there', () => {
    const statistics = new RowReader(layout, 3, new Set([1])).read(row);
    expect(statistics[statisticIndex(1, 'gradNorm')]).toBeNaN();
    expect(statistics[statisticIndex(1, 'gradNaNs')]).toBeNaN();
    expect(statistics[statisticIndex(1, 'weightNorm')]).toBeCloseTo(
      at(expected(1), STATISTICS.indexOf('weightNorm')),
      5,
    );
  });

  it('says that sums are too rough where squares vanish, or where the mean is nearly all there is', () => {
    const readerOf = (gradient: readonly number[]) => {
      const reader = new RowReader({ parts: [{ kind: 'sums', variables: [0], size: 4 }] }, 1, new Set());
      reader.read(Float32Array.from(sumsOf(gradient, [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0])));
      return reader.rough;
    };
    expect(readerOf([1, -1, 2, 0])).toBe(false);
    expect(readerOf([0, 0, 0, 0])).toBe(false);
    expect(readerOf([1e-25, -1e-25, 0, 0])).toBe(true);
    expect(readerOf([1, 1.0001, 0.9999, 1])).toBe(true);
  });

  it('says so of a step before its first row, from the statistics of the one before', () => {
    const statistics = (gradNorm: number, gradMean: number) => {
      const values = new Float32Array(3 * STATISTIC_COUNT).fill(Number.NaN);
      for (const variable of [0, 1]) {
        values[statisticIndex(variable, 'gradNorm')] = gradNorm;
        values[statisticIndex(variable, 'gradMean')] = gradMean;
        values[statisticIndex(variable, 'gradMeanAbs')] = gradNorm / 2;
      }
      return values;
    };
    const reader = new RowReader(layout, 3, new Set());
    expect(reader.isRoughFor(statistics(1, 0.1))).toBe(false);
    expect(reader.isRoughFor(statistics(0, 0))).toBe(false);
    expect(reader.isRoughFor(statistics(1e-25, 0))).toBe(true);
    expect(reader.isRoughFor(statistics(1, 0.5))).toBe(true);
  });
});
