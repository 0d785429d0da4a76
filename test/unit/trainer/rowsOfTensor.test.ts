import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { sampledRows } from '../../../src/trainer/fit/sampledRows.js';

const numbered = (rows: number, width: number) =>
  tf.tensor2d(Array.from({ length: rows }, (_, row) => Array.from({ length: width }, (_, at) => row * width + at)));

it('All rows of a stretch are read where there is room for them', () => {
  const tensor = numbered(10, 2);
  expect({ ...sampledRows(tensor, 100), values: [] }).toEqual({ values: [], rows: 10, width: 2, columns: 2 });
  const part = sampledRows(tensor, 100, { from: 3, to: 5 });
  expect([[...Array.from(part.values)], part.rows, part.width]).toEqual([[6, 7, 8, 9], 2, 2]);
  expect(Array.from(sampledRows(tensor, 100, { from: 8 }).values)).toEqual([16, 17, 18, 19]);
  tensor.dispose();
});

it('Of a longer stretch, rows from its first to its last are read, none from outside of it, and no tensor is left', () => {
  const tensor = numbered(1000, 1);
  const before = tf.memory().numTensors;
  const { values, rows } = sampledRows(tensor, 64, { from: 200, to: 800 });
  const read = Array.from(values);
  expect([rows, read.length, read[0], read.at(-1)]).toEqual([64, 64, 200, 799]);
  expect(tf.memory().numTensors).toBe(before);
  tensor.dispose();
});
