import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrayTarget } from '../../../src/datasets/arrays/arrayTarget.js';
import { loadArray } from '../../../src/datasets/arrays/loadArray.js';
import { npyHeader } from '../../../src/datasets/arrays/npyHeader.js';
import { DEFAULT_DATA_LIMITS } from '../../../src/protocol/data.js';
import { shapes } from './shapes.js';

type Model = Parameters<typeof shapes>[0];

describe('the targets of an array', () => {
  const of = (
    shape: number[],
    values: readonly number[] | readonly string[],
    model: Model = {},
    targetAs?: 'number' | 'index',
  ) => {
    const stored = typeof values[0] === 'string' ? (values as string[]) : Float32Array.from(values as number[]);
    const { target, y } = arrayTarget(
      { name: 'y.npy', shape, values: stored, bytes: false },
      { targetAs },
      shapes(model),
    );
    return { target, y: [...y] };
  };
  const softmax = { loss: 'categoricalCrossentropy', output: [3] };

  it.each<[string, number[], number[], Model, object]>([
    ['numbers', [3], [1, 2, 4], {}, { kind: 'numbers', shape: [1], range: [1, 4] }],
    ['classes', [3], [1, 2, 1], softmax, { kind: 'classes', labels: ['0', '1', '2'], counts: [0, 2, 1] }],
    ['classes in a column', [3, 1], [5, 7, 5], softmax, { kind: 'classes', labels: ['5', '7'], counts: [2, 1] }],
    ['fractions where classes are wanted', [3], [1, 2.5, 1], softmax, { kind: 'numbers', shape: [1], range: [1, 2.5] }],
    ['one-hot rows', [2, 3], [0, 0, 1, 1, 0, 0], {}, { kind: 'classes', labels: ['0', '1', '2'], counts: [1, 0, 1] }],
    ['rows with two ones', [2, 2], [1, 1, 1, 0], {}, { kind: 'numbers', shape: [2], range: [0, 1] }],
    ['rows with a two', [2, 2], [1, 0, 2, 0], {}, { kind: 'numbers', shape: [2], range: [0, 2] }],
    ['rows without a one', [2, 2], [1, 0, 0, 0], {}, { kind: 'numbers', shape: [2], range: [0, 1] }],
    [
      'tokens',
      [2, 3],
      [0, 5, 2, 1, 1, 0],
      { loss: 'sparseCategoricalCrossentropy', output: [3, 9] },
      { kind: 'tokens', length: 3, vocabulary: 6 },
    ],
    [
      'tokens in a column',
      [1, 2, 1],
      [4, 2],
      { loss: 'sparseCategoricalCrossentropy', output: [2, 9] },
      { kind: 'tokens', length: 2, vocabulary: 5 },
    ],
    [
      'steps of less than 0',
      [1, 2],
      [-1, 2],
      { loss: 'sparseCategoricalCrossentropy', output: [2, 9] },
      { kind: 'numbers', shape: [2], range: [-1, 2] },
    ],
    [
      'steps of fractions',
      [1, 2],
      [0.5, 2],
      { loss: 'sparseCategoricalCrossentropy', output: [2, 9] },
      { kind: 'numbers', shape: [2], range: [0.5, 2] },
    ],
    [
      'steps for a loss of numbers',
      [1, 2],
      [1, 2],
      { loss: 'meanSquaredError', output: [2, 9] },
      { kind: 'numbers', shape: [2], range: [1, 2] },
    ],
    [
      'pictures',
      [1, 2, 2],
      [1, 2, 3, 4],
      { loss: 'binaryCrossentropy', output: [2, 2, 1] },
      { kind: 'numbers', shape: [2, 2], range: [1, 4] },
    ],
  ])('are %s', (_, shape, values, model, target) => expect(of(shape, values, model).target).toEqual(target));

  it('are indices of classes', () => {
    expect(of([3, 1], [5, 7, 5], softmax).y).toEqual([0, 1, 0]);
    expect(of([2, 3], [0, 0, 1, 1, 0, 0]).y).toEqual([2, 0]);
    expect(of([4], ['b', 'a', 'b', 'c'])).toEqual({
      target: { kind: 'classes', labels: ['a', 'b', 'c'], counts: [1, 2, 1] },
      y: [1, 0, 1, 2],
    });
  });

  it('are what is asked for', () => {
    expect(of([3], [1, 2, 1], softmax, 'number').target).toMatchObject({ kind: 'numbers' });
    expect(of([2, 2], [1, 0, 0, 1], {}, 'number').target).toMatchObject({ kind: 'numbers', shape: [2] });
    expect(of([3], [1, 2, 1], {}, 'index').target).toMatchObject({ kind: 'classes' });
  });

  it('are no more than a thousand classes', () => {
    const count = (length: number) => Array.from({ length }, (_, value) => value);
    expect(of([1000], count(1000), softmax).target).toMatchObject({ labels: { length: 1000 } });
    expect(of([1001], count(1001), softmax).target).toMatchObject({ kind: 'numbers' });
    expect(of([1000], count(1000).map(String)).target).toMatchObject({ labels: { length: 1000 } });
    expect(() => of([1001], count(1001).map(String))).toThrow('y.npy has 1001 distinct strings, too many for classes.');
  });

  it('name the sample that is no number', () => {
    expect(() => of([2, 2], [1, 2, 3, Number.NaN])).toThrow(
      'y.npy, sample 1 (from 0) is NaN, which cannot be a target.',
    );
    expect(() => of([2, 2], [1, Number.POSITIVE_INFINITY, 3, 4])).toThrow('y.npy, sample 0 (from 0) is Infinity');
  });
});

/** A file as NumPy writes it, of bytes. */
function npy(dict: string, data: readonly number[], version = 1): Buffer {
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  if (version === 1) length.writeUInt16LE(dict.length);
  else length.writeUInt32LE(dict.length);
  const magic = Buffer.from([0x93, ...Buffer.from('NUMPY'), version, 0]);
  return Buffer.concat([magic, length, Buffer.from(dict), Buffer.from(data)]);
}
const dict = (descr: string, shape: string, fortran = 'False') =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }`;
const header = (text: string, version = 1) => npyHeader(npy(text, [0], version), 'x.npy');

describe('what an array says of itself', () => {
  it.each<[string, string, object]>([
    ['bytes', dict('|u1', '(3, 4)'), { type: { kind: 'u', bytes: 1 }, shape: [3, 4], fortranOrder: false }],
    ['the greatest first', dict('>f8', '(3,)'), { type: { kind: 'f', bytes: 8, little: false }, shape: [3] }],
    ['the least first', dict('<i4', '()'), { type: { kind: 'i', bytes: 4, little: true }, shape: [] }],
    ['no order', dict('f4', '(2,)', 'True'), { type: { kind: 'f', bytes: 4, little: true }, fortranOrder: true }],
    ['texts', dict('<U7', '(2,)'), { type: { kind: 'U', bytes: 28 } }],
    ['lengths of Python 2', dict('<f4', '(2L, 3L)'), { shape: [2, 3] }],
    [
      'other blanks',
      "{'descr'  :  '<f4','fortran_order'  :  True,'shape'  :  (2,)}",
      { shape: [2], fortranOrder: true },
    ],
    ['64 axes', dict('<f4', `(${'1,'.repeat(64)})`), { shape: { length: 64 } }],
  ])('has %s', (_, text, wanted) => {
    expect(header(text)).toMatchObject({ ...wanted, dataAt: 10 + text.length });
    expect(header(text, 2)).toMatchObject({ ...wanted, dataAt: 12 + text.length });
    expect(header(text, 3).dataAt).toBe(12 + text.length);
  });

  it.each<[string, string, string]>([
    ['65 axes', dict('<f4', `(${'1,'.repeat(65)})`), 'its header is damaged'],
    ['a shape of letters', dict('<f4', '(a,)'), 'its header is damaged'],
    ['more values than can be counted', dict('<f4', '(99999999, 99999999)'), 'its header is damaged'],
    ['no type', "{'shape': (1,)}", 'its header is damaged'],
    ['numbers of 3 bytes', dict('<f3', '(1,)'), 'contains numbers of 3 bytes'],
    ['booleans of 2 bytes', dict('<b2', '(1,)'), 'contains numbers of 2 bytes'],
    ['integers of 16 bytes', dict('<i16', '(1,)'), 'contains numbers of 16 bytes'],
    ['numbers of 10000000 bytes', dict('<f10000000', '(1,)'), 'its header is damaged'],
    ['texts of no length', dict('<U0', '(1,)'), 'its strings have length 0'],
    ['named fields', "{'descr': [('a', '<f4')], 'shape': (1,)}", 'is a table with named fields'],
    ['raw bytes', dict('|V8', '(1,)'), 'contains bytes, but a model needs numbers'],
  ])('is refused with %s', (_, text, message) => expect(() => header(text)).toThrow(message));

  it('is refused where it is cut', () => {
    const whole = npy(dict('|u1', '(1,)'), [7]);
    for (const length of [0, 5, 9])
      expect(() => npyHeader(whole.subarray(0, length), 'x.npy')).toThrow('is not a NumPy file');
    for (const length of [10, whole.length - 2])
      expect(() => npyHeader(whole.subarray(0, length), 'x.npy')).toThrow('its header is incomplete');
    expect(npyHeader(whole.subarray(0, whole.length - 1), 'x.npy').shape).toEqual([1]);
    expect(() => npyHeader(npy(dict('|u1', '(1,)'), [7], 2).subarray(0, 11), 'x.npy')).toThrow('is not a NumPy file');
  });
});

describe('an array of a file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gradlens-npz-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** A zip of arrays, each of its one byte, packed or stored. */
  function npz(names: readonly string[], change: (bytes: Buffer) => void = () => {}): Buffer {
    const locals: Buffer[] = [];
    const entries: Buffer[] = [];
    let offset = 0;
    names.forEach((name, index) => {
      const content = npy(dict('|u1', '(1,)'), [index + 1]);
      const packed = index % 2 === 0 ? deflateRawSync(content) : content;
      const fields = Buffer.alloc(26);
      fields.writeUInt16LE(index % 2 === 0 ? 8 : 0, 4);
      fields.writeUInt32LE(crc32(content), 10);
      fields.writeUInt32LE(packed.length, 14);
      fields.writeUInt32LE(content.length, 18);
      fields.writeUInt16LE(name.length, 22);
      const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields, Buffer.from(name), packed]);
      const place = Buffer.alloc(14);
      place.writeUInt32LE(offset, 10);
      entries.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 0, 0]), fields, place, Buffer.from(name)]));
      locals.push(local);
      offset += local.length;
    });
    const directory = Buffer.concat(entries);
    const end = Buffer.alloc(22);
    end.set([0x50, 0x4b, 5, 6]);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(offset, 16);
    const bytes = Buffer.concat([...locals, directory, end]);
    change(bytes);
    return bytes;
  }

  async function load(bytes: Uint8Array, role: 'x' | 'y', wanted?: string, limits = DEFAULT_DATA_LIMITS) {
    await writeFile(join(folder, 'a.npz'), bytes);
    const { name, values } = await loadArray(join(folder, 'a.npz'), role, wanted, limits);
    return [name, ...values];
  }

  it('is the only one, or the one that is meant by its name or by what is usual', async () => {
    expect(await load(npy(dict('|u1', '(2,)'), [5, 6]), 'x')).toEqual(['a.npz', 5, 6]);
    const files = npz(['other.npy', 'X_train.npy', 'labels.npy', 'y.npy', 'notes.txt']);
    expect(await load(files, 'x')).toEqual(['a.npz, "X_train"', 2]);
    expect(await load(files, 'y')).toEqual(['a.npz, "y"', 4]);
    expect(await load(files, 'y', 'labels')).toEqual(['a.npz, "labels"', 3]);
    await expect(load(files, 'y', 'notes')).rejects.toThrow(
      'a.npz has no array "notes". Its arrays are "other", "X_train", "labels", "y". Set "yName" to its name.',
    );
    await expect(load(npz(['a.npy', 'b.npy']), 'x')).rejects.toThrow(
      'Which array in a.npz has the inputs? Its arrays are "a", "b". Set "xName" to its name.',
    );
    await expect(load(npz(['a.txt']), 'y')).rejects.toThrow('Which array in a.npz has the targets? It has no arrays.');
  });

  it.each<[string, Buffer, string]>([
    ['without its end', npz(['x.npy']).subarray(0, -22), 'its directory is missing'],
    [
      'whose directory points beyond its end',
      npz(['x.npy'], (bytes) => bytes.writeUInt32LE(9999, bytes.length - 6)),
      'its directory points beyond its end',
    ],
    [
      'whose directory is too large',
      npz(['x.npy'], (bytes) => bytes.writeUInt32LE(1e9, bytes.length - 10)),
      'its directory points beyond its end',
    ],
    [
      'whose array points beyond its end',
      npz(['x.npy'], (bytes) => bytes.writeUInt32LE(9999, bytes.length - 22 - 5 - 4)),
      'an entry points beyond its end',
    ],
    [
      'whose array is longer than it',
      npz(['x.npy'], (bytes) => bytes.writeUInt32LE(9999, bytes.length - 22 - 51 + 20)),
      'an entry is truncated',
    ],
    [
      'of which a byte changed',
      npz(['a.npy', 'x.npy'], (bytes) => bytes.write('!', bytes.indexOf('x.npy') + 40)),
      'its checksum does not match',
    ],
  ])('of a zip %s is refused', async (_, bytes, message) => {
    await expect(load(bytes, 'x')).rejects.toThrow(message);
  });

  it('unpacks to no more than it may, and is not looked for where there is no file', async () => {
    const bytes = npy(dict('|u1', '(1,)'), [1]).length;
    const limits = (unpackedMB: number) => ({ ...DEFAULT_DATA_LIMITS, unpackedMB });
    expect(await load(npz(['x.npy']), 'x', undefined, limits(bytes / 2 ** 20))).toEqual(['a.npz, "x"', 1]);
    await expect(load(npz(['x.npy']), 'x', undefined, limits((bytes - 1) / 2 ** 20))).rejects.toThrow(
      'a.npz, "x" unpacks to more than',
    );
    await expect(load(Buffer.alloc(0), 'x')).rejects.toThrow('a.npz is empty.');
    await expect(loadArray(folder, 'x', undefined, DEFAULT_DATA_LIMITS)).rejects.toThrow(`There is no file ${folder}.`);
  });
});
