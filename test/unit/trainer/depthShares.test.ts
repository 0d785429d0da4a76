import { expect, test } from 'vitest';
import { partsOf, sharesOf } from '../../../src/trainer/depth/shares.js';
import { turnOf } from '../../../src/trainer/depth/turn.js';

/** Rows of two numbers, each unlike any other, and of a class in three: 60, 30, and 10 percent of them. */
const COUNT = 200;
const inputs = { values: Float32Array.from({ length: COUNT * 2 }, (_, at) => at), count: COUNT };
const classOf = (row: number): number => (row < 120 ? 0 : row < 180 ? 1 : 2);
const targets = {
  values: Float32Array.from({ length: COUNT * 3 }, (_, at) => Number(classOf(Math.floor(at / 3)) === at % 3)),
  count: COUNT,
};

test('Validation and every share have of each class their part, and no sample is in both', () => {
  const { training, validation, classes } = partsOf(inputs, targets);
  expect(classes).toBe(3);
  expect([training.length, validation.length]).toEqual([150, 50]);
  expect(new Set([...training, ...validation]).size).toBe(COUNT);
  const shares = sharesOf(training.length, [5, 10, 25, 50, 100]);
  for (const part of [validation, ...shares.map(({ samples }) => training.slice(0, samples))]) {
    const counts = [0, 0, 0];
    for (const row of part) counts[classOf(row)] = (counts[classOf(row)] ?? 0) + 1;
    for (const [at, share] of [0.6, 0.3, 0.1].entries())
      expect(Math.abs((counts[at] ?? 0) - share * part.length)).toBeLessThanOrEqual(1);
  }
  // Not in the order of the file.
  expect(training.slice(0, 8)).not.toEqual(training.slice(0, 8).toSorted((first, second) => first - second));
});

test('A sample that stands there twice is kept once, so that validation does not know it from training', () => {
  const twice = { values: Float32Array.of(...inputs.values, ...inputs.values), count: 2 * COUNT };
  const told = { values: Float32Array.of(...targets.values, ...targets.values), count: 2 * COUNT };
  const { training, validation } = partsOf(twice, told);
  expect(new Set([...training, ...validation].map((row) => row % COUNT)).size).toBe(COUNT);
  expect(training.length + validation.length).toBe(COUNT);
  // The same input with another target is another sample.
  const other = { values: told.values.map((value, at) => (at < COUNT * 3 ? value : 1 - value)), count: 2 * COUNT };
  expect(partsOf(twice, other).training.length).toBe(300);
});

test('Numbers have no classes, and shares that are too small or no larger are left out', () => {
  const numbers = { values: Float32Array.from({ length: COUNT }, (_, at) => Math.sin(at)), count: COUNT };
  expect(partsOf(inputs, numbers).classes).toBe(0);
  expect(sharesOf(48, [5, 10, 25, 50, 100]).map(({ samples }) => samples)).toEqual([5, 12, 24, 48]);
  expect(sharesOf(8, [49, 50, 51, 100]).map(({ samples }) => samples)).toEqual([4, 8]);
});

test('A validation loss has turned at its lowest, where it ends clearly above that while the training loss falls', () => {
  const falls = [1, 0.8, 0.6, 0.4, 0.2, 0.1, 0.05, 0.02];
  const then = (value: number) => [value, value, value, value, value];
  expect(turnOf(falls, [1, 0.7, 0.5, 0.5, 0.6, 0.6, 0.7, 0.8], 1)).toEqual({ best: 2, hasTurned: true });
  expect(turnOf(falls, [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3], 1)).toEqual({ best: 7, hasTurned: false });
  // Within 3% of what guessing gives, and one measurement alone.
  expect(turnOf(falls, [1, 0.6, 0.3, ...then(0.32)], 1).hasTurned).toBe(false);
  expect(turnOf(falls, [1, 0.6, 0.5, 0.5, 0.5, 0.5, 0.5, 0.6], 1).hasTurned).toBe(false);
  // Too short after the lowest to tell.
  expect(turnOf(falls, [1, 0.7, 0.6, 0.5, 0.9, 0.9, 0.9, 0.9], 1).hasTurned).toBe(false);
  // Within 5% of the lowest, where that is far above guessing.
  expect(turnOf(falls, [9, 5, 4, ...then(4.1)], 1).hasTurned).toBe(false);
  // Training fails with it.
  expect(turnOf([1, 0.5, 0.4, ...then(3)], [1, 0.7, 0.5, ...then(3)], 1).hasTurned).toBe(false);
  expect(turnOf([1, Number.NaN, Number.NaN], [1, Number.NaN, Number.NaN], 1)).toEqual({ best: 0, hasTurned: false });
  expect(turnOf([Number.NaN], [Number.NaN], 1)).toEqual({ best: null, hasTurned: false });
});
