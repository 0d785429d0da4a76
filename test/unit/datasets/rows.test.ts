import { describe, expect, it } from 'vitest';
import { byteRows } from '../../../src/datasets/rows/byteRows.js';
import { type MemoryData, memoryRows, rangeOf } from '../../../src/datasets/rows/memoryRows.js';
import { openRows } from '../../../src/datasets/rows/openRows.js';
import type { RowSource } from '../../../src/datasets/rows/rowSource.js';
import { fits, shapeOfSize, shapeText, sizeOf } from '../../../src/datasets/rows/shapes.js';
import { DEFAULT_SEED } from '../../../src/datasets/sampling/seededRandom.js';
import { Statistics } from '../../../src/datasets/scale.js';
import type { TargetDescription } from '../../../src/datasets/types.js';
import { samplesOf, shapes } from './shapes.js';

describe('a shape', () => {
  it('has a size and a text', () => {
    expect([sizeOf([]), sizeOf([3]), sizeOf([2, 3, 4]), sizeOf([2, 0])]).toEqual([1, 3, 24, 0]);
    expect([shapeText([]), shapeText([28, null, 1])]).toEqual(['[]', '[28, ?, 1]']);
  });

  it.each<[(number | null)[], number, number[] | null]>([
    [[2, 3], 6, [2, 3]],
    [[2, 3], 7, null],
    [[], 1, []],
    [[null], 6, [6]],
    [[null, 3], 6, [2, 3]],
    [[2, null, 1], 6, [2, 3, 1]],
    [[null, 4], 6, null],
    [[null, null], 6, null],
    [[null, 0], 6, null],
    [[null, 0], 0, null],
  ])('%j of %i numbers is %j', (open, size, shape) => expect(shapeOfSize(open, size)).toEqual(shape));

  it.each<[number[], (number | null)[], boolean]>([
    [[2, 3], [2, 3], true],
    [[2, 3], [null, 3], true],
    [[2, 3], [null, null], true],
    [[2, 3], [2, 4], false],
    [[2, 3], [3, 3], false],
    [[2], [2, null], false],
    [[2, 3], [2], false],
    [[], [], true],
  ])('%j for %j fits: %s', (shape, model, is) => expect(fits(shape, model)).toBe(is));
});

const numbers: TargetDescription = { kind: 'numbers', shape: [2] };
const data: MemoryData = {
  name: 'made',
  x: Float32Array.of(0, 10, 4, 30, 8, 20),
  y: Float32Array.of(1, 2, 3, 4, 5, 6),
  inputShape: [2],
  target: numbers,
};

async function readOf(source: RowSource, ...rows: number[]) {
  const [x, y] = [new Float32Array(rows.length * source.inputSize), new Float32Array(rows.length * source.targetSize)];
  await source.read(Uint32Array.from(rows), x, y);
  return { x: [...x], y: [...y] };
}

describe('samples in memory', () => {
  it.each<[string, Partial<MemoryData>, 'none' | 'minmax' | 'standard' | undefined, number[], [number, number]]>([
    ['as they are', {}, undefined, [8, 20, 0, 10], [0, 30]],
    ['as they are where that is asked for', {}, 'none', [8, 20, 0, 10], [0, 30]],
    ['with each column from 0 to 1', {}, 'minmax', [1, 0.5, 0, 0], [0, 1]],
    [
      'with columns of several axes scaled as one',
      { inputShape: [2, 1] },
      'minmax',
      [8 / 30, 20 / 30, 0, 10 / 30],
      [0, 1],
    ],
    ['with a column of one value at 0', { x: Float32Array.of(5, 1, 5, 3, 5, 2) }, 'minmax', [0, 0.5, 0, 0], [0, 1]],
  ])('are read %s', async (_, some, how, x, range) => {
    const source = memoryRows({ ...data, ...some }, how);
    const { y, ...found } = await readOf(source, 2, 0);
    expect(found.x).toEqual([...Float32Array.from(x)]);
    expect(y).toEqual([5, 6, 1, 2]);
    expect(source).toMatchObject({
      rows: 3,
      inputSize: 2,
      targetSize: 2,
      inputRange: range,
      inputNames: null,
      block: null,
    });
  });

  it('have a mean of 0 and a deviation of 1 where that is asked for', async () => {
    const { x } = await readOf(memoryRows(data, 'standard'), 0, 1, 2);
    const deviation = Math.sqrt(32 / 3);
    expect(x[0]).toBeCloseTo(-4 / deviation, 6);
    expect(x[2]).toBe(0);
    expect(x[3]).toBeCloseTo(10 / Math.sqrt(200 / 3), 6);
  });

  it('have as many targets as their kind is stored in', () => {
    const rowsOf = (target: TargetDescription) => memoryRows({ ...data, target }).rows;
    expect(rowsOf({ kind: 'classes', labels: ['a'], counts: null })).toBe(6);
    expect(rowsOf({ kind: 'tokens', length: 3, vocabulary: 9 })).toBe(2);
    expect(rowsOf({ kind: 'numbers', shape: [3, 2] })).toBe(1);
  });

  it('have no range where there are none, and no deviation', () => {
    expect(rangeOf(new Float32Array())).toBeNull();
    expect(rangeOf(Float32Array.of(3, -2, 5))).toEqual([-2, 5]);
    expect(new Statistics().deviation).toBe(0);
  });
});

describe('pictures as bytes', () => {
  const pixels = Uint8Array.of(0, 100, 200, 50, 0, 200);
  const pictures = { name: 'gray', pixels, labels: Uint8Array.of(1, 0, 2), inputShape: [2, 1], white: 200 };
  const target: TargetDescription = { kind: 'classes', labels: ['a', 'b', 'c'], counts: null };
  const all = { ...pictures, target };

  it.each<[undefined | 'none' | 'minmax', number[], [number, number]]>([
    [undefined, [0, 1, 0, 0.5], [0, 1]],
    ['minmax', [0, 1, 0, 0.5], [0, 1]],
    ['none', [0, 200, 0, 100], [0, 200]],
  ])('are read with %s', async (how, x, inputRange) => {
    const source = byteRows(all, how);
    expect(await readOf(source, 2, 0)).toEqual({ x, y: [2, 1] });
    expect(source).toMatchObject({ rows: 3, inputSize: 2, targetSize: 1, inputRange });
  });

  it('are scaled as one by their own mean and deviation', async () => {
    const { x } = await readOf(byteRows(all, 'standard'), 0, 1, 2);
    const mean = pixels.reduce((sum, value) => sum + value, 0) / 6;
    const deviation = Math.sqrt(pixels.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 6);
    for (const [place, value] of x.entries()) expect(value).toBeCloseTo(((pixels[place] ?? 0) - mean) / deviation, 5);
  });
});

describe('samples that are opened', () => {
  const opened = (some: Parameters<typeof openRows>[1], model = {}) =>
    openRows(memoryRows({ ...data, target: { kind: 'numbers', shape: [2], range: [1, 6] } }), some, shapes(model));

  it('take the shape that is asked for, else that of the model, where they can', () => {
    const inputShape = (...of: Parameters<typeof opened>) => opened(...of).description.inputShape;
    expect(inputShape({})).toEqual([2]);
    expect(inputShape({ reshape: [1, 2] }, { input: [2, 1] })).toEqual([1, 2]);
    expect(inputShape({}, { input: [null, 1] })).toEqual([2, 1]);
    expect(inputShape({}, { input: [null] })).toEqual([2]);
    expect(inputShape({}, { input: [3] })).toEqual([2]);
    expect(() => opened({ reshape: [3, 2] })).toThrow(
      'A sample of made has 2 numbers [2], but "reshape" [3, 2] needs 6. Change "reshape", or remove it.',
    );
  });

  it('have targets in the shape of the outputs, where they can', () => {
    const target = (output: (number | null)[]) => opened({}, { output }).description.target;
    expect(target([2, 1])).toEqual({ kind: 'numbers', shape: [2, 1], range: [1, 6] });
    expect(target([null])).toEqual({ kind: 'numbers', shape: [2], range: [1, 6] });
    expect(target([3])).toEqual({ kind: 'numbers', shape: [2], range: [1, 6] });
  });

  it('are shuffled unless they are not to be, and keep some for validation', async () => {
    expect((await samplesOf(opened({ shuffle: false }))).y).toEqual([1, 2, 3, 4, 5, 6]);
    const orders = async (seed?: number) => {
      const dataset = opened(seed === undefined ? {} : { seed });
      return Promise.all(Array.from({ length: 8 }, async (_, epoch) => (await samplesOf(dataset, epoch)).y.join()));
    };
    expect(new Set(await orders()).size).toBeGreaterThan(1);
    expect(await orders(DEFAULT_SEED)).toEqual(await orders());
    expect(await orders(DEFAULT_SEED + 1)).not.toEqual(await orders());
    const split = opened({ shuffle: false, validationSplit: 0.34 });
    expect(split.description).toMatchObject({ rows: 2, validationRows: 1 });
    const kept: number[] = [];
    for await (const { y } of split.validation({ batchSize: 2 }) ?? []) kept.push(...y);
    expect(kept).toEqual([5, 6]);
    expect(opened({}).validation({ batchSize: 2 })).toBeNull();
  });
});
