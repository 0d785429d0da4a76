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
});
