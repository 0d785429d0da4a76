import { describe, expect, it } from 'vitest';
import { rankCost } from '../../../src/trainer/tap/effectiveRank.js';
import { rankInSteps } from './rankInSteps.js';

const rankOf = (rows: readonly (readonly number[])[]) =>
  rankInSteps(Float32Array.from(rows.flat()), rows.length, rows[0]?.length ?? 0).rank;

const random = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, at) => Math.sin(row * 12.9898 + at * 78.233 + row * at)),
  );

const transposed = (rows: readonly (readonly number[])[]) =>
  (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? 0));

describe('the effective rank', () => {
  it('is 1 where all samples get multiples of the same outputs', () => {
    expect(rankOf([[1, 2, 3]])).toBeCloseTo(1, 9);
    expect(
      rankOf([
        [1, 2, 3],
        [2, 4, 6],
        [-1, -2, -3],
        [0, 0, 0],
      ]),
    ).toBeCloseTo(1, 6);
    expect(rankOf(Array.from({ length: 256 }, () => Array.from({ length: 200 }, (_, unit) => unit / 7)))).toBeCloseTo(
      1,
      3,
    );
  });

  it('is n of n orthogonal samples of one length, scaled or not', () => {
    const unit = (size: number, scale: number) =>
      Array.from({ length: size }, (_, row) => Array.from({ length: size }, (_, at) => (at === row ? scale : 0)));
    for (const size of [1, 2, 3, 17, 256]) expect(rankOf(unit(size, 1e-4))).toBeCloseTo(size, 6);
    const [a, b] = [0.6, 0.8];
    expect(
      rankOf([
        [a, b],
        [-b, a],
      ]),
    ).toBeCloseTo(2, 6);
  });

  it('is the exponential of the entropy of singular values: of 3 and 1, by hand', () => {
    // [[2, 1], [1, 2]] has the singular values 3 and 1.
    const byHand = Math.exp(-(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25)));
    expect(
      rankOf([
        [2, 1],
        [1, 2],
      ]),
    ).toBeCloseTo(byHand, 6);
    // Diagonal matrices have their entries.
    const entries = [5, 3, 1, 1];
    const expected = Math.exp(-entries.reduce((sum, value) => sum + (value / 10) * Math.log(value / 10), 0));
    expect(rankOf(entries.map((value, row) => entries.map((_, at) => (at === row ? -value : 0))))).toBeCloseTo(
      expected,
      6,
    );
  });

  it('does not depend on which are rows, nor on their order', () => {
    const rows = random(40, 23);
    const value = rankOf(rows);
    expect(value).toBeGreaterThan(5);
    expect(rankOf(transposed(rows))).toBeCloseTo(value, 6);
    expect(rankOf(rows.toReversed())).toBeCloseTo(value, 6);
  });

  it('does not exist of zeros, nor of what is not finite', () => {
    expect(
      rankOf([
        [0, 0],
        [0, 0],
      ]),
    ).toBeNaN();
    expect(
      rankOf([
        [1, Number.NaN],
        [0, 1],
      ]),
    ).toBeNaN();
    expect(
      rankOf([
        [1, Number.POSITIVE_INFINITY, 2],
        [0, 1, 1],
        [3, 1, 1],
      ]),
    ).toBeNaN();
  });

  it('is computed in steps that are short beside all of it, which cost about what is told before', () => {
    for (const [rows, columns] of [
      [256, 256],
      [256, 64],
      [8, 4],
    ] as const) {
      const { costs } = rankInSteps(Float32Array.from(random(rows, columns).flat()), rows, columns);
      const all = costs.reduce((sum, cost) => sum + cost, 0);
      expect(Math.max(...costs)).toBeLessThan(250_000);
      expect(all / rankCost(rows, columns)).toBeGreaterThan(0.5);
      expect(all / rankCost(rows, columns)).toBeLessThan(rows > 8 ? 2 : 10);
    }
  });
});
