import { describe, expect, it } from 'vitest';
import { openDataset } from '../../../src/datasets/openDataset.js';
import { batchesOf, samplesOf, shapes } from './shapes.js';

const open = (some: Parameters<typeof shapes>[0], batchSize?: number) =>
  openDataset({ kind: 'random', ...(batchSize ? { batchSize } : {}) }, '/', shapes(some));

describe('random data', () => {
  it('is 20 batches of the model’s shapes, the same numbers again in each epoch', async () => {
    const dataset = await open({ input: [28, 28, 1], output: [10], loss: 'categoricalCrossentropy' }, 8);
    expect(dataset.description).toMatchObject({ rows: 160, inputShape: [28, 28, 1], inputRange: [0, 1] });
    expect(dataset.description.target).toMatchObject({ kind: 'classes', labels: { length: 10 } });
    const batches = await batchesOf(dataset, 8);
    expect(batches).toHaveLength(20);
    expect(batches[0]).toMatchObject({ rows: 8, x: { length: 8 * 784 }, y: { length: 8 } });
    const sum = (numbers: number[]) => numbers.reduce((total, value) => total + value, 0);
    const [first, second] = [await samplesOf(dataset, 0), await samplesOf(dataset, 1)];
    expect(first.x).not.toEqual(second.x);
    expect(sum(first.x)).toBeCloseTo(sum(second.x), 3);
    expect(new Set(first.y).size).toBe(10);
  });

  it('is token ids for an embedding, with a token for each step where the model has an output for each', async () => {
    const dataset = await open({
      input: [null],
      output: [null, 50],
      vocabulary: 40,
      loss: 'sparseCategoricalCrossentropy',
    });
    expect(dataset.description.target).toEqual({ kind: 'tokens', length: 16, vocabulary: 50 });
    const { x, y } = await samplesOf(dataset);
    expect(x.every((id) => Number.isInteger(id) && id >= 0 && id < 40)).toBe(true);
    expect(y).toHaveLength(640 * 16);
  });

  it.each([
    [
      { output: [1], loss: 'binaryCrossentropy' },
      { kind: 'classes', labels: ['0', '1'], counts: null },
    ],
    [
      { output: [1], lastActivation: 'sigmoid' },
      { kind: 'classes', labels: ['0', '1'], counts: null },
    ],
    [
      { output: [3], loss: 'binaryCrossentropy' },
      { kind: 'numbers', shape: [3] },
    ],
    [
      { output: [28, 28, 1], loss: 'meanSquaredError' },
      { kind: 'numbers', shape: [28, 28, 1] },
    ],
    [
      { output: [4, 4, 5], lastActivation: 'softmax' },
      { kind: 'numbers', shape: [4, 4, 5] },
    ],
    [
      { output: [4, 4, 5], loss: 'sparseCategoricalCrossentropy' },
      { kind: 'numbers', shape: [4, 4, 1] },
    ],
  ])('has the targets that %j takes', async (model, target) => {
    const dataset = await open({ input: [4], ...model });
    expect(dataset.description.target).toEqual(target);
  });

  it('stays where the last activation can reach', async () => {
    const dataset = await open({ input: [2], output: [2], loss: 'meanSquaredError', lastActivation: 'tanh' });
    const { y } = await samplesOf(dataset);
    expect(Math.min(...y)).toBeGreaterThan(-1);
    expect(Math.min(...y)).toBeLessThan(-0.9);
    expect(Math.max(...y)).toBeLessThan(1);
  });

  it('says what is missing where the model does not say what it takes', async () => {
    await expect(open({ input: null })).rejects.toThrow('the first layer has no input shape');
  });

  type Model = Parameters<typeof shapes>[0];
  const spread = (numbers: readonly number[]) => {
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length;
    return { mean, deviation: Math.sqrt(squares), low: Math.min(...numbers), high: Math.max(...numbers) };
  };

  it.each<[string, Model, [number, number] | null, { mean: number; deviation: number }]>([
    ['pictures are from 0 to 1', { input: [4, 4, 4] }, [0, 1], { mean: 0.5, deviation: 0.29 }],
    ['more channels are normal', { input: [4, 4, 5] }, null, { mean: 0, deviation: 1 }],
    ['rows are normal', { input: [40] }, null, { mean: 0, deviation: 1 }],
    ['token ids are below the vocabulary', { input: [9], vocabulary: 3 }, [0, 2], { mean: 1, deviation: 0.82 }],
    ['an empty vocabulary has no ids', { input: [9], vocabulary: 0 }, [0, 0], { mean: 0, deviation: 0 }],
  ])('has inputs of which %s', async (_, model, inputRange, { mean, deviation }) => {
    const dataset = await open(model);
    expect(dataset.description).toMatchObject({ rows: 640, inputRange, inputNames: null });
    const found = spread((await samplesOf(dataset)).x);
    expect([found.mean, found.deviation].map((value) => Number(value.toFixed(1)) + 0)).toEqual([
      Number(mean.toFixed(1)),
      Number(deviation.toFixed(1)),
    ]);
  });

  it.each<[string, Model, number, number, boolean]>([
    ['all numbers', { loss: 'meanSquaredError' }, -Infinity, Infinity, false],
    ['positive ones', { loss: 'poisson' }, 0, Infinity, false],
    ['those of a tanh', { loss: 'meanSquaredError', lastActivation: 'tanh' }, -1, 1, false],
    ['those of a sigmoid', { loss: 'meanSquaredError', lastActivation: 'sigmoid' }, 0, 1, false],
    ['shares', { loss: 'meanSquaredError', lastActivation: 'softmax', output: [1] }, 0, 1, false],
    ['signs', { loss: 'hinge' }, -1, 1, true],
    ['0 and 1', { loss: 'binaryCrossentropy', output: [3] }, 0, 1, true],
  ])('has targets that are %s', async (_, model, low, high, isWhole) => {
    const { y } = await samplesOf(await open({ input: [4], output: [2], ...model }));
    const found = spread(y);
    for (const [value, bound] of [
      [found.low, low],
      [-found.high, -high],
    ] as const) {
      expect(value).toBeGreaterThanOrEqual(Number.isFinite(bound) ? bound : -10);
      expect(value).toBeLessThan(Number.isFinite(bound) ? bound + 0.1 : -2);
    }
    expect(y.every(Number.isInteger)).toBe(isWhole);
    if (isWhole) expect(new Set(y)).toEqual(new Set([low, high]));
  });

  it('has a class for each point of a picture, as the loss takes it', async () => {
    const model = { input: [4, 4, 1], output: [4, 4, 5] };
    const oneHot = (await samplesOf(await open({ ...model, loss: 'categoricalCrossentropy' }))).y;
    for (let at = 0; at < 400; at += 5)
      expect(
        oneHot
          .slice(at, at + 5)
          .sort()
          .join(''),
      ).toBe('00001');
    const index = (await samplesOf(await open({ ...model, loss: 'sparseCategoricalCrossentropy' }))).y;
    expect(new Set(index)).toEqual(new Set([0, 1, 2, 3, 4]));
  });

  it('fills in what the model leaves open, and its outputs follow its inputs', async () => {
    const shapesOf = async (model: Model) => {
      const { inputShape, target } = (await open(model)).description;
      return [inputShape, target.kind === 'numbers' && target.shape];
    };
    const loss = 'meanSquaredError';
    expect(await shapesOf({ input: [null, 3], output: [null, 2], loss })).toEqual([
      [16, 3],
      [16, 2],
    ]);
    expect(await shapesOf({ input: [null, 7, 1], output: [null, null, 1], loss })).toEqual([
      [64, 7, 1],
      [64, 7, 1],
    ]);
    expect(await shapesOf({ input: [3], output: [2, null], loss })).toEqual([[3], [2, 16]]);
  });

  it('is as much as is asked for, and other numbers with another seed', async () => {
    const of = (more: object) => openDataset({ kind: 'random', ...more }, '/', shapes({ input: [2] }));
    expect((await of({ batches: 3 })).description.rows).toBe(96);
    expect((await of({ batches: 3, batchSize: 5 })).description.rows).toBe(15);
    const [first, again, other] = await Promise.all(
      [{}, { seed: 1 }, { seed: 2 }].map(async (more) => samplesOf(await of(more))),
    );
    expect(first).toEqual(again);
    expect(first?.x).not.toEqual(other?.x);
  });
});
