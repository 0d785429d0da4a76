import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { FloatStore, type StoreLimits } from '../../../src/datasets/rows/floatStore.js';
import { storedFloats } from '../../../src/datasets/rows/storedFloats.js';
import { BLOCKS_TOGETHER } from '../../../src/datasets/sampling/rowOrder.js';

const MB = 1024 * 1024;
let parent: string;
let folder: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'gradlens-rows-'));
  folder = join(parent, 'made', 'when needed');
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => rm(parent, { recursive: true, force: true }));

/** Sixteen rows of it are a piece of a megabyte; two are a block of a file. */
const WIDTH = 1 << 14;

/** Row 3 is its number, then 3.5. */
async function filled(rows: number, limits: StoreLimits): Promise<FloatStore> {
  const store = new FloatStore(WIDTH, limits);
  for (let row = 0; row < rows; row++) {
    // A row that turns out to be none leaves no trace.
    store.next().fill(-1);
    store.drop();
    store
      .next()
      .fill(row + 0.5)
      .set([row]);
    await store.flush();
  }
  return store;
}

/** What `rows` are handed as: their place, their ends, and their width. */
async function handed(stored: { each: Awaited<ReturnType<typeof storedFloats>>['each'] }, rows: readonly number[]) {
  const seen: number[][] = [];
  await stored.each(Uint32Array.from(rows), (row, index) =>
    seen.push([index, row[0] ?? 0, row.at(-1) ?? 0, row.length]),
  );
  return seen;
}

const wanted = (rows: readonly number[]) => rows.map((row, index) => [index, row, row + 0.5, WIDTH]);
const fromAnywhere = [34, 0, 15, 16, 31, 32, 33, 1, 0];

describe('rows of numbers', () => {
  it.each([
    [1, 1 << 18],
    [3, 87_381],
    [1 << 18, 1],
    [(1 << 18) + 1, 1],
    [0, 1 << 18],
  ])('of width %i are kept %i at a time', (width, rows) => {
    expect(new FloatStore(width, { folder, memory: 0 }).pieceRows).toBe(rows);
  });

  it('stay in memory up to its last byte', async () => {
    const stored = await storedFloats(await filled(35, { folder, memory: 3 * MB }));
    expect([stored.rows, stored.block]).toEqual([35, null]);
    expect(await handed(stored, fromAnywhere)).toEqual(wanted(fromAnywhere));
    await stored.close();
    expect(await readdir(parent)).toEqual([]);
  });

  it.each([3 * MB - 1, 2 * MB - 1, 0])('are in a file where memory has %i bytes', async (memory) => {
    const stored = await storedFloats(await filled(35, { folder, memory }));
    expect([stored.rows, stored.block]).toEqual([35, 2]);
    expect(await handed(stored, fromAnywhere)).toEqual(wanted(fromAnywhere));
    // Windows keeps its name until it is closed.
    if (process.platform !== 'win32') expect(await readdir(folder)).toEqual([]);
    await stored.close();
    expect(await readdir(folder)).toEqual([]);
    await expect(handed(stored, [5])).rejects.toThrow();
  });

  it('of a file are read in blocks, of which the last used are kept', async () => {
    const rows = 144;
    const store = await filled(rows, { folder, memory: 0 });
    const { file } = await store.finish();
    if (!file) throw new Error('a file expected');
    const read = vi.spyOn(file, 'read');
    const stored = await storedFloats(store);
    const readsOf = async (...blocks: number[]) => {
      read.mockClear();
      const places = blocks.map((block) => 2 * block + 1);
      expect(await handed(stored, places)).toEqual(wanted(places));
      return read.mock.calls.length;
    };
    const kept = 2 * (BLOCKS_TOGETHER + 1);
    expect(kept).toBeLessThan(rows / 2);
    const all = Array.from({ length: kept }, (_, block) => block);
    expect(await readsOf(...all)).toBe(kept);
    expect(await readsOf(...all)).toBe(0);
    // Block 0 is used again, so that 1 is the one to go.
    expect(await readsOf(0, kept)).toBe(1);
    expect(await readsOf(0, ...all.slice(2))).toBe(0);
    expect(await readsOf(1)).toBe(1);
    await file.truncate((rows - 1) * WIDTH * 4 + 8);
    await expect(handed(stored, [rows - 2])).rejects.toThrow('the file with the rows is truncated');
    await stored.close();
  });

  it('that cannot be written say where, and what to do', async () => {
    const store = await filled(16, { folder, memory: 0 });
    await (await store.finish()).file?.close();
    for (let row = 0; row < 16; row++) store.next();
    await expect(store.flush()).rejects.toThrow(
      /^The data does not fit in memory and cannot be written to .*when needed: .+\. Free some space, or set the environment variable GRADLENS_STORE to another folder\.$/,
    );
  });

  it('that are given up leave nothing', async () => {
    const store = await filled(16, { folder, memory: 0 });
    await store.discard();
    expect(await readdir(folder)).toEqual([]);
    await expect((await store.finish()).file?.stat()).rejects.toThrow();
    const inMemory = await filled(16, { folder, memory: 8 * MB });
    await inMemory.discard();
    expect((await inMemory.finish()).pieces).toEqual([]);
  });

  it('never take a file that is there for theirs', async () => {
    const { path } = await (await filled(16, { folder, memory: 0 })).finish();
    const number = Number(/-(\d+)\.f32$/.exec(path)?.[1]);
    const next = path.replace(/\d+\.f32$/, `${number + 1}.f32`);
    await writeFile(next, 'of another');
    await expect(filled(16, { folder, memory: 0 })).rejects.toThrow('EEXIST');
    expect(await readFile(next, 'utf8')).toBe('of another');
    await rm(next);
  });
});
