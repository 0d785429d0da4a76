import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import type { Tensor } from '../../../src/tfjs/tfjs.js';
import { areWindows } from '../../../src/trainer/fit/seriesWindows.js';

const ROWS = 60;
/** No two steps alike, and none in order. */
const step = (at: number): number => Math.sin(at * at) + at / 1000;

const tensor = (rows: readonly (readonly number[])[]): Tensor => tf.tensor2d(rows.map((row) => [...row])) as never;
const samples = (of: (row: number) => readonly number[]): Tensor =>
  tensor(Array.from({ length: ROWS }, (_, row) => of(row)));
const window = (from: number, length: number): number[] => Array.from({ length }, (_, at) => step(from + at));

describe('samples are windows of one series', () => {
  it.each<[what: string, input: Tensor]>([
    ['that go on by a step', samples((row) => window(row, 8))],
    ['that go on by three of eight steps', samples((row) => window(3 * row, 8))],
    ['that go on by half of it', samples((row) => window(4 * row, 8))],
    ['whose latest step comes first', samples((row) => window(row, 8).reverse())],
    ['of a series with a gap', samples((row) => window(row < 30 ? row : row + 50, 8))],
    ['of two numbers a step', samples((row) => window(2 * row, 12))],
  ])('%s', (_, input) => expect(areWindows(input, null)).toBe(true));

  it('of one number, where its target is the next one', () => {
    const next = samples((row) => [step(row + 1)]);
    expect(
      areWindows(
        samples((row) => [step(row)]),
        next,
      ),
    ).toBe(true);
    expect(
      areWindows(
        samples((row) => [step(row)]),
        null,
      ),
    ).toBe(false);
  });
});

describe('samples are no windows', () => {
  it.each<[what: string, input: Tensor]>([
    ['that have nothing in common', samples((row) => window(100 * row, 8))],
    ['that go on by more than half of it', samples((row) => window(5 * row, 8))],
    ['that are all the same', samples(() => window(0, 8))],
    ['that are zeros but for the first', samples((row) => [row, 0, 0, 0, 0, 0])],
    [
      'that are not known in part',
      samples((row) => window(row, 8).map((value, at) => (at === 4 ? Number.NaN : value))),
    ],
    // To look for each shift by itself takes minutes here.
    [
      'that are wide and mostly zeros',
      samples((row) => Array.from({ length: 20_000 }, (_, at) => (at === 10_000 + ((row * 7919) % 9973) ? 1 : 0))),
    ],
  ])('%s', (_, input) => expect(areWindows(input, null)).toBe(false));
});
