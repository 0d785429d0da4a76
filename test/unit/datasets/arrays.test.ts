import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { npyArray } from '../../../src/datasets/arrays/npyFile.js';
import { openDataset } from '../../../src/datasets/openDataset.js';
import type { ModelShapes } from '../../../src/datasets/types.js';
import type { DataSpec } from '../../../src/protocol/data.js';
import { samplesOf, shapes } from './shapes.js';

const fixtures = join(import.meta.dirname, '../../fixtures/datasets');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-arrays-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function open(x: string, y: string, model: Partial<ModelShapes> = {}, more: Partial<DataSpec> = {}) {
  const spec = { kind: 'arrays', x, y, shuffle: false, ...more } as DataSpec;
  const dataset = await openDataset(spec, fixtures, shapes(model));
  return { ...(await samplesOf(dataset)), description: dataset.description };
}

const softmax = { output: [3], loss: 'categoricalCrossentropy' };

describe('arrays of NumPy', () => {
  it('are inputs, and classes where the loss wants them', async () => {
    const { x, y, description } = await open('float32.npy', 'int64.npy', { input: [4], ...softmax });
    expect(x.slice(0, 5).map((value) => Number(value.toFixed(1)))).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
    expect(y).toEqual([0, 1, 2, 0, 1, 2]);
    expect(description).toMatchObject({ rows: 6, inputShape: [4] });
    expect(description.target).toEqual({ kind: 'classes', labels: ['0', '1', '2'], counts: [2, 2, 2] });
    expect((await open('float32.npy', 'int64.npy')).description.target).toEqual({
      kind: 'numbers',
      shape: [1],
      range: [0, 2],
    });
  });

  it('may be in column order, of either byte order, booleans, halves or text', async () => {
    expect((await open('fortran.npy', 'bool.npy')).x).toEqual(Array.from({ length: 24 }, (_, value) => value));
    expect((await open('float32.npy', 'bool.npy')).y).toEqual([1, 0, 1, 0, 1, 0]);
    expect((await open('bigEndian.npy', 'half.npy')).x).toEqual([0, 1, 2, 3, 4, 5]);
    expect((await open('bigEndian.npy', 'half.npy')).y).toEqual([0, 1, 2, 3, 4, 5]);
    const text = await open('float32.npy', 'text.npy');
    expect(text.description.target).toEqual({ kind: 'classes', labels: ['bird', 'cat', 'dog'], counts: [1, 3, 2] });
    expect(text.y).toEqual([1, 2, 1, 2, 1, 0]);
  });

  it('may lie in one npz; bytes of pictures become 0 to 1, and one-hot rows classes', async () => {
    const both = await open('both.npz', 'both.npz', { input: [2, 4, 1], ...softmax });
    expect(both.description).toMatchObject({ inputShape: [2, 4, 1], target: { kind: 'classes' } });
    expect(both.x.at(-1)).toBeCloseTo(47 / 255, 6);
    const raw = await open('both.npz', 'both.npz', {}, { normalize: 'none' });
    expect(raw.x.at(-1)).toBe(47);
    const keras = await open('keras.npz', 'keras.npz', softmax);
    expect(keras.y).toEqual([0, 1, 2, 0, 1, 2]);
    const named = await open('keras.npz', 'keras.npz', softmax, {
      xName: 'x_test',
      yName: 'y_test',
    } as Partial<DataSpec>);
    expect(named.y).toEqual([0, 1]);
  });

  it('of more axes stay as they are, as for an autoencoder; whole numbers for each step are tokens', async () => {
    const pictures = await open('both.npz', 'both.npz', { input: [2, 4], output: [2, 4], loss: 'meanSquaredError' }, {
      yName: 'x',
    } as Partial<DataSpec>);
    expect(pictures.description.target).toEqual({ kind: 'numbers', shape: [2, 4], range: [0, 47] });
    const steps = await open('fortran.npy', 'fortran.npy', {
      input: [4],
      output: [4, 30],
      loss: 'sparseCategoricalCrossentropy',
    });
    expect(steps.description.target).toEqual({ kind: 'tokens', length: 4, vocabulary: 24 });
  });

  it.each([
    ['objects.npy', 'int64.npy', 'contains Python objects'],
    ['text.npy', 'int64.npy', 'contains text, but inputs must be numbers'],
    ['float32.npy', 'keras.npz', 'has 6 samples'],
    ['nothing.npy', 'int64.npy', 'There is no file'],
    ['table.zstd.parquet', 'int64.npy', 'is not a NumPy file'],
  ])('%s with %s says why not', async (x, y, message) => {
    await expect(open(x, y, {}, { yName: 'y_test' } as Partial<DataSpec>)).rejects.toThrow(message);
  });

  it('asks which array of an npz is meant', async () => {
    await expect(open('keras.npz', 'keras.npz', {}, { xName: 'X' } as Partial<DataSpec>)).rejects.toThrow(
      'keras.npz has no array "X". Its arrays are "x_train", "y_train", "x_test", "y_test". Set "xName" to its name.',
    );
  });

  it('that are cut off say so', async () => {
    const whole = await readFile(join(fixtures, 'float32.npy'));
    for (const length of [4, 60, whole.length - 3, whole.length - 8]) {
      expect(() => npyArray(whole.subarray(0, length), 'x.npy'), String(length)).toThrow(/^x\.npy /);
    }
    const zip = await readFile(join(fixtures, 'both.npz'));
    await writeFile(join(folder, 'cut.npz'), zip.subarray(0, zip.length - 30));
    await expect(open(join(folder, 'cut.npz'), 'both.npz')).rejects.toThrow('cut.npz cannot be unpacked');
  });

  it('with a value that is not finite name it', async () => {
    const bytes = await readFile(join(fixtures, 'float32.npy'));
    bytes.writeFloatLE(Number.NaN, bytes.length - 8);
    await writeFile(join(folder, 'nan.npy'), bytes);
    await expect(open(join(folder, 'nan.npy'), 'int64.npy')).rejects.toThrow(
      'nan.npy, sample 5 (from 0), value 2 is NaN',
    );
  });
});
