import { describe, expect, it } from 'vitest';
import { offsetAndScaleOf, sameOffsetAndScale } from '../../../../src/trainer/compiled/trace/offsetAndScale.js';

/** Uniform numbers in [0, 1) of a linear congruential generator. */
function draw(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  });
}

/** What tfjs makes of them: computed in double precision, kept in single. */
const made = (standard: Float32Array, offset: number, scale: number) =>
  standard.map((number) => Math.fround(offset + scale * number));

describe('the parameters by which random numbers were made', () => {
  it.each([
    [0, 1],
    [1, 0.5],
    [0, 0.4],
    [-0.05, 0.1],
    [1, Math.sqrt(0.2 / 0.8)],
    [1 / 3, Math.PI],
    [1000, 0.5],
    [0, 1e-7],
  ])('are found from whatever numbers: offset %f, scale %f', (offset, scale) => {
    for (const count of [2, 3, 10, 1000]) {
      const found = Array.from({ length: 200 }, (_, seed) => {
        const standard = draw(count, seed * 7919 + 1);
        return offsetAndScaleOf(standard, made(standard, offset, scale));
      });
      const first = found[0];
      for (const each of found) {
        if (!first || !each) throw new Error(`${count} numbers told nothing`);
        expect(Math.abs(each.offset - offset)).toBeLessThanOrEqual(2 * each.uncertainty);
        expect(Math.abs(each.scale - scale)).toBeLessThanOrEqual(2 * each.uncertainty);
        expect(sameOffsetAndScale(first, each)).toBe(true);
      }
    }
  });

  it('are written with as few digits as they have', () => {
    const standard = draw(1000, 1);
    expect(offsetAndScaleOf(standard, made(standard, 1, 0.5))).toMatchObject({ offset: 1, scale: 0.5 });
    expect(offsetAndScaleOf(standard, made(standard, 0, 0.001))).toMatchObject({ offset: 0, scale: 0.001 });
  });

  it('are told apart where they differ', () => {
    const standard = draw(1000, 1);
    const a = offsetAndScaleOf(standard, made(standard, 0, 0.5));
    const b = offsetAndScaleOf(standard, made(standard, 0, 0.5001));
    if (!a || !b) throw new Error('found none');
    expect(sameOffsetAndScale(a, b)).toBe(false);
  });

  it('do not exist for other numbers, for one number, and for NaN', () => {
    const standard = draw(100, 1);
    expect(offsetAndScaleOf(standard, draw(100, 2))).toBeNull();
    expect(offsetAndScaleOf(draw(1, 1), draw(1, 2))).toBeNull();
    expect(offsetAndScaleOf(standard, new Float32Array(100).fill(Number.NaN))).toBeNull();
  });
});
