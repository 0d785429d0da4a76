import { describe, expect, it } from 'vitest';
import { openDataset } from '../../../src/datasets/openDataset.js';
import type { DataSpec } from '../../../src/protocol/data.js';
import { samplesOf, shapes } from './shapes.js';

const open = (name: string, model: Parameters<typeof shapes>[0] = {}, more: Partial<DataSpec> = {}) =>
  openDataset({ kind: 'builtin', name, ...more } as DataSpec, '/', shapes(model));

describe('built-in data', () => {
  it('xor is 1 where exactly one bit is', async () => {
    const dataset = await open('xor', {}, { samples: 8, noise: 0, shuffle: false } as Partial<DataSpec>);
    const { x, y } = await samplesOf(dataset);
    const rows = y.map((label, row) => [x[2 * row], x[2 * row + 1], label]);
    expect(rows.every(([a, b, label]) => Number(a !== b) === label)).toBe(true);
    expect(new Set(rows.map(String)).size).toBe(4);
    expect(dataset.description.target).toEqual({ kind: 'classes', labels: ['0', '1'], counts: [4, 4] });
  });

  it.each([true, false])('is the same as a whole as batch by batch, shuffled: %s', async (shuffle) => {
    const dataset = await open('moons', {}, { shuffle, validationSplit: 0.2 });
    const whole = dataset.whole(1);
    const { x, y } = (await whole?.read()) ?? {};
    for (const epoch of [0, 3]) {
      const rows = [...(whole?.order(epoch) ?? [])];
      expect(await samplesOf(dataset, epoch)).toEqual({
        x: rows.flatMap((row) => [x?.[2 * row], x?.[2 * row + 1]]),
        y: rows.map((row) => y?.[row]),
      });
    }
  });

  it('is read batch by batch where its targets would take too much room as a whole', async () => {
    const { whole, description } = await open('moons');
    const most = 48_000_000 / (description.rows ?? 0) - 2;
    expect([whole(most), whole(most + 1)]).toEqual([expect.anything(), null]);
  });

  it.each(['moons', 'circles', 'spiral', 'blobs'])('%s has points of each class about equally often', async (name) => {
    const dataset = await open(name);
    const { x, y } = await samplesOf(dataset);
    const { target, rows } = dataset.description;
    if (target.kind !== 'classes') throw new Error('classes expected');
    expect(y).toHaveLength(rows ?? 0);
    expect(x).toHaveLength(2 * y.length);
    expect(target.counts).toEqual(target.labels.map((_, label) => y.filter((value) => value === label).length));
  });

  it('follows the model where it can: arms, clouds and inputs', async () => {
    expect((await open('spiral', { output: [5] })).description.target).toMatchObject({ labels: { length: 5 } });
    expect((await open('blobs', { input: [7], output: [4] })).description.inputShape).toEqual([7]);
    expect((await open('linear', { input: [3] })).description.inputShape).toEqual([3]);
    expect((await open('sine', { input: [30, 1] })).description.inputShape).toEqual([30, 1]);
  });

  it('sine is the sine', async () => {
    const { x, y } = await samplesOf(await open('sine', {}, { noise: 0 } as Partial<DataSpec>));
    for (const [row, value] of y.entries()) expect(value).toBeCloseTo(Math.sin(x[row] ?? 0), 5);
  });

  it('tokens count up; each step has the next one as its target, or the whole sequence has', async () => {
    const each = await open('tokens', { input: [6], output: [6, 9], vocabulary: 9 });
    expect(each.description.target).toEqual({ kind: 'tokens', length: 6, vocabulary: 9 });
    const { x, y } = await samplesOf(each);
    for (let row = 0; row < 100; row++) {
      expect(x.slice(6 * row + 1, 6 * row + 6)).toEqual(y.slice(6 * row, 6 * row + 5));
    }
    const last = await open('tokens', { input: [6], output: [9], vocabulary: 9 });
    expect(last.description.target).toMatchObject({ kind: 'classes', labels: { length: 9 } });
    const oneHot = await open('tokens', { input: [6, 9], output: [9] });
    expect(oneHot.description.inputShape).toEqual([6, 9]);
  });

  it('is the same for the same seed, and another for another', async () => {
    const [first, again, other] = await Promise.all(
      [1, 1, 2].map(async (seed) => samplesOf(await open('moons', {}, { seed }))),
    );
    expect(first).toEqual(again);
    expect(first).not.toEqual(other);
  });

  it('keeps the same share for validation, apart from what is trained on', async () => {
    const dataset = await open('moons', {}, { validationSplit: 0.2 });
    expect(dataset.description).toMatchObject({ rows: 400, validationRows: 100 });
    const seen = new Set((await samplesOf(dataset)).x);
    for await (const { x } of dataset.validation({ batchSize: 10 }) ?? []) {
      expect(x).toHaveLength(20);
      expect([...x].some((value) => seen.has(value))).toBe(false);
    }
  });

  it('offers the name that may have been meant', async () => {
    await expect(open('moon')).rejects.toThrow('Did you mean moons?');
    await expect(open('cifar')).rejects.toThrow('Choose from xor, moons');
  });

  it('lays inputs out as the model takes them, and refuses a reshape of another size', async () => {
    expect((await open('moons', { input: [2, 1] })).description.inputShape).toEqual([2, 1]);
    await expect(open('moons', {}, { reshape: [3] })).rejects.toThrow('A sample of moons has 2 numbers [2]');
  });
});
