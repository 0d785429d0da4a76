import { describe, expect, it } from 'vitest';
import { HISTOGRAM_BINS, HISTOGRAM_EDGES } from '../../../src/protocol/histogramBins.js';
import { histogramPicture } from '../../../webview/layers/histogramPicture.js';

/** Counts of one batch's values, as the trainer counts them. */
function counted(...values: readonly number[]): number[] {
  const bins = new Array<number>(HISTOGRAM_BINS).fill(0);
  const zero = (HISTOGRAM_BINS - 1) / 2;
  for (const value of values) {
    const size = HISTOGRAM_EDGES.findLastIndex((edge) => edge <= Math.abs(value));
    const bin = zero + Math.sign(value) * (Math.min(size, HISTOGRAM_EDGES.length - 2) + 1);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return bins;
}

const pictureOf = (...batches: readonly number[][]) => histogramPicture(Float32Array.from(batches.flat()));

describe('a picture of histograms', () => {
  it('has every element in the row of its size, large positive ones on top', () => {
    const values = [0.02, 3e-3, 3e-4, -3e-4, -3e-4, -0.05, 0, 2e-9];
    const { rows, shares } = pictureOf(counted(...values));
    const found = rows.flatMap((band, row) => {
      const inside = values.filter((value) =>
        band.sign === 0
          ? Math.abs(value) < band.high
          : Math.sign(value) === band.sign && Math.abs(value) >= band.low && Math.abs(value) < band.high,
      );
      expect(shares[row], `row ${row}`).toBeCloseTo(inside.length / values.length, 6);
      return inside;
    });
    expect(new Set(found)).toEqual(new Set(values));
    const sizes = rows.map(({ sign, high }) => sign * high);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });

  it('leaves sizes that hardly any element has to the band around zero, and none beyond the largest', () => {
    const bulk = Array.from({ length: 995 }, () => 2e-3);
    const { rows } = pictureOf(counted(...bulk, ...Array.from({ length: 5 }, () => 1e-8)), counted(...bulk, 0.3));
    expect([rows[0]?.high, rows.find(({ sign }) => sign === 0)?.high]).toEqual([1, 1e-3]);
    const few = pictureOf(counted(2e-3)).rows;
    expect([few[0]?.high, few.find(({ sign }) => sign === 0)?.high]).toEqual([0.01, 1e-5]);
  });

  it('knows the size that half of the elements stay below', () => {
    const of = (...values: readonly number[]) => pictureOf(counted(...values)).medians[0];
    expect(of(0, 0, 0, 1)).toBe(1e-12);
    expect(of(1e-5, 2e-2, -2e-2, 2e-2, 5)).toBeGreaterThan(1e-2);
    expect(of(1e-5, 2e-2, -2e-2, 2e-2, 5)).toBeLessThan(10 ** -1.5);
  });

  it('tells a batch without numbers from one whose gradient is zero', () => {
    const { shares, rows, totals, medians, columns } = pictureOf(counted(), counted(0, 0));
    const around = rows.findIndex(({ sign }) => sign === 0);
    expect([totals, medians, shares[around * columns], shares[around * columns + 1]]).toEqual([
      [0, 2],
      [Number.NaN, 1e-12],
      Number.NaN,
      1,
    ]);
  });

  it('shows the smallest sizes there are where all elements are smaller', () => {
    const { rows, most } = pictureOf(counted(0, 0));
    expect([rows[0]?.high, rows.find(({ sign }) => sign === 0)?.high, most]).toEqual([1e-9, 1e-12, 1]);
  });

  it('takes what is infinite as larger than all else', () => {
    const { rows, shares } = pictureOf(counted(Number.POSITIVE_INFINITY, 1e-2));
    expect([rows[0]?.high, shares[0]]).toEqual([1000, 0.5]);
  });
});
