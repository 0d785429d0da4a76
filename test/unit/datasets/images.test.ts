import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resized } from '../../../src/datasets/images/resize.js';
import { openDataset } from '../../../src/datasets/openDataset.js';
import type { ModelShapes } from '../../../src/datasets/types.js';
import { HumanError } from '../../../src/errors/humanError.js';
import type { DataSpec } from '../../../src/protocol/data.js';
import { samplesOf, shapes } from './shapes.js';

const fixtures = join(import.meta.dirname, '../../fixtures/datasets');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-images-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function open(path: string, model: Partial<ModelShapes> = {}, more: Partial<DataSpec> = {}) {
  const spec = { kind: 'images', path, shuffle: false, ...more } as DataSpec;
  const dataset = await openDataset(spec, fixtures, shapes(model));
  return { ...(await samplesOf(dataset)), description: dataset.description };
}

describe('a folder of pictures', () => {
  it('has a class for each folder, and pictures of the model’s size from 0 to 1', async () => {
    const { x, y, description } = await open('pictures', { input: [4, 6, 3], output: [2] });
    expect(description).toMatchObject({ rows: 7, inputShape: [4, 6, 3], inputRange: [0, 1] });
    expect(description.target).toEqual({ kind: 'classes', labels: ['blue', 'red'], counts: [2, 5] });
    expect(y).toEqual([0, 0, 1, 1, 1, 1, 1]);
    for (const [place, value] of x.entries()) {
      const isBlue = place < 2 * 72;
      const lit = place % 3 === (isBlue ? 2 : 0);
      expect(value, String(place)).toBeCloseTo(lit ? 200 / 255 : 0, 1);
    }
  });

  it('is grey where the model takes one channel, whatever its files hold', async () => {
    const { x, description } = await open('grey', { input: [10, 12, 1] });
    expect(description.inputShape).toEqual([10, 12, 1]);
    const means = Array.from({ length: 5 }, (_, row) => (x[row * 120 + 60] ?? 0) * 255);
    const names = (await readdir(join(fixtures, 'grey/all'))).sort();
    for (const [row, name] of names.entries()) {
      expect(Math.abs((means[row] ?? 0) - (name === 'one.png' ? 255 : 100)), name).toBeLessThan(2);
    }
  });

  it('follows a flat input, the spec’s size, or the first picture', async () => {
    expect((await open('pictures', { input: [784] })).description.inputShape).toEqual([784]);
    expect((await open('pictures', { input: [3 * 64] })).description.inputShape).toEqual([192]);
    expect(
      (await open('pictures', {}, { size: [5, 7], grayscale: true } as Partial<DataSpec>)).description.inputShape,
    ).toEqual([5, 7, 1]);
    expect((await open('pictures')).description.inputShape).toEqual([20, 30, 3]);
  });

  it('is laid out for a flat input of its own size, gray or colored', async () => {
    const reshaped = { reshape: [600] } as Partial<DataSpec>;
    expect((await open('pictures', { input: [600] })).x).toEqual((await open('pictures', { input: [20, 30, 1] })).x);
    expect((await open('pictures', { input: [1800] })).x).toEqual((await open('pictures')).x);
    expect((await open('pictures', { input: [20, 30] })).x).toEqual((await open('pictures', { input: [600] })).x);
    await expect(open('pictures', { input: [601] }, reshaped)).rejects.toThrow('A sample of pictures has 1800 numbers');
    expect((await open('pictures', { input: [null] })).description.inputShape).toEqual([1800]);
  });

  it('may be left as it is, or scaled by its own mean and deviation', async () => {
    const some = { input: [2, 2, 1], output: [2] };
    const plain = await open('pictures', some);
    const bytes = await open('pictures', some, { normalize: 'none' });
    expect(bytes.description.inputRange).toEqual([0, 255]);
    expect(bytes.x.map((value) => Math.fround(value / 255))).toEqual(plain.x.map(Math.fround));
    const { x, description } = await open('pictures', some, { normalize: 'standard' });
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(x)).toBeCloseTo(0, 5);
    expect(mean(x.map((value) => value * value))).toBeCloseTo(1, 5);
    const deviation = Math.sqrt(mean(bytes.x.map((value) => (value - mean(bytes.x)) ** 2)));
    expect(description.inputRange?.[0]).toBeCloseTo(-mean(bytes.x) / deviation, 5);
    expect(description.inputRange?.[1]).toBeCloseTo((255 - mean(bytes.x)) / deviation, 5);
  });

  it('is decoded once, and let go of when it is closed', async () => {
    const path = join(folder, 'once');
    await cp(join(fixtures, 'pictures'), path, { recursive: true });
    const dataset = await openDataset({ kind: 'images', path, shuffle: false }, '/', shapes({ input: [2, 2, 3] }));
    const first = await samplesOf(dataset);
    await rm(path, { recursive: true });
    expect(await samplesOf(dataset)).toEqual(first);
    await dataset.close();
    await expect(samplesOf(dataset)).rejects.toThrow(
      /cannot be decoded: ENOENT.*Replace it, or remove it from the folder\.$/,
    );
  });

  it('names the file that does not decode', async () => {
    const path = join(folder, 'broken');
    await cp(join(fixtures, 'pictures'), path, { recursive: true });
    await writeFile(join(path, 'red', 'bad.png'), Buffer.from([0x89, 0x50, 1, 2, 3]));
    await expect(open(path)).rejects.toThrow(/red[/\\]bad\.png cannot be decoded/);
    await writeFile(join(path, 'red', 'bad.png'), 'no picture');
    await expect(open(path)).rejects.toThrow(/red[/\\]bad\.png cannot be decoded: it is neither a PNG nor a JPEG/);
    await writeFile(join(path, 'red', 'bad.png'), Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]));
    await expect(open(path)).rejects.toThrow(/red[/\\]bad\.png cannot be decoded/);
  });

  it.each<[string, string[], string]>([
    [
      'webp',
      ['a/notes.txt', 'a/one.webp'],
      'The subfolders of webp contain .webp files. GradLens reads PNG and JPEG; convert them.',
    ],
    [
      'texts',
      ['a/notes.txt', '.b/one.png', 'c/.one.png'],
      'The subfolders of texts contain no images. GradLens reads PNG and JPEG.',
    ],
    [
      'deeper',
      ['a/notes.txt', 'b/c/one.png'],
      'The subfolders of deeper contain folders but no images. If the classes are one level down, use deeper/b.',
    ],
    [
      'flat',
      ['one.PNG'],
      'flat cannot be used as data: its images are not sorted into classes. GradLens needs one subfolder per class, such as flat/cats and flat/dogs.',
    ],
    [
      'hidden',
      ['.a/one.png', 'notes.txt'],
      'hidden cannot be used as data: it has no subfolders. GradLens needs one subfolder per class, such as hidden/cats and hidden/dogs.',
    ],
  ])('says why it is none: %s', async (name, files, message) => {
    for (const file of files) {
      await mkdir(join(folder, name, dirname(file)), { recursive: true });
      await writeFile(join(folder, name, file), 'x');
    }
    await expect(open(join(folder, name))).rejects.toThrow(new HumanError(message));
  });

  it('says where there is none', async () => {
    const path = join(folder, 'nothing');
    await expect(open(path)).rejects.toThrow(new HumanError(`There is no folder ${path}.`));
  });
});

describe('resizing', () => {
  it('takes the mean of what falls together, and fills in between', () => {
    const picture = { width: 4, height: 1, channels: 1, pixels: Uint8Array.of(0, 0, 200, 200) };
    expect([...resized(picture, { height: 1, width: 4, channels: 1 })]).toEqual([0, 0, 200, 200]);
    const [left = 0, right = 0] = resized(picture, { height: 1, width: 2, channels: 1 });
    expect(left).toBeLessThan(60);
    expect(right).toBe(200 - left);
    const wide = [
      ...resized({ ...picture, width: 2, pixels: Uint8Array.of(0, 200) }, { height: 1, width: 4, channels: 1 }),
    ];
    expect(wide).toEqual([0, 50, 150, 200]);
  });
});
