import { expect, it } from 'vitest';
import { fits, shapeOfSize, shapeText, sizeOf } from '../../../src/datasets/rows/shapes.js';

it.each<[(number | null)[], number, number[] | null]>([
  [[28, 28, 1], 784, [28, 28, 1]],
  [[28, 28, 1], 785, null],
  [[28, null, 1], 784, [28, 28, 1]],
  [[null, 4], 10, null],
  [[null, 4], 12, [3, 4]],
  [[null], 7, [7]],
  [[null, null], 12, null],
  [[null, 0], 12, null],
  [[], 1, []],
])('%j takes %d numbers as %j', (wanted, size, shape) => expect(shapeOfSize(wanted, size)).toEqual(shape));

it('A shape has a size and words, and fits what leaves its places open', () => {
  expect([sizeOf([2, 3, 4]), sizeOf([]), shapeText([28, null, 1]), shapeText([])]).toEqual([24, 1, '[28, ?, 1]', '[]']);
  expect(fits([5, 3], [null, 3])).toBe(true);
  expect(fits([5, 3], [5, 4])).toBe(false);
  expect(fits([5], [5, null])).toBe(false);
  expect(fits([], [])).toBe(true);
});
