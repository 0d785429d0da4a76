import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ZipEntry } from '../../../src/arrays/files/zipRecords.js';
import { TooLargeError, zipContent, zipEntries } from '../../../src/datasets/zip/zipFile.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-zip-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const content = Buffer.from('three words, three words, three words');
const NAME = 'a.npy';

interface Options {
  readonly isLarge?: boolean;
  readonly isStored?: boolean;
  /** Changes of what its records say. */
  readonly offset?: number;
  readonly size?: number;
  readonly recordAt?: number;
}

/** A zip of one file, of which nothing stands behind its end. */
function zip({ isLarge = false, isStored = false, offset = 0, size = 0, recordAt = 0 }: Options = {}): Buffer {
  const packed = isStored ? content : deflateRawSync(content);
  const header = (kind: number, length: number, at: number): Buffer => {
    const bytes = Buffer.alloc(length);
    bytes.writeUInt32LE(kind);
    bytes.writeUInt16LE(isStored ? 0 : 8, at);
    bytes.writeUInt32LE(crc32(content), at + 6);
    bytes.writeUInt32LE(packed.length, at + 10);
    bytes.writeUInt32LE(content.length, at + 14);
    bytes.writeUInt16LE(NAME.length, at + 18);
    return bytes;
  };
  const local = Buffer.concat([header(0x04034b50, 30, 8), Buffer.from(NAME), packed]);
  const central = Buffer.concat([header(0x02014b50, 46, 10), Buffer.from(NAME)]);
  if (!isLarge) {
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50);
    end.writeUInt32LE(central.length + size, 12);
    end.writeUInt32LE(local.length + offset, 16);
    return Buffer.concat([local, central, end]);
  }
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50);
  record.writeBigUInt64LE(BigInt(central.length + size), 40);
  record.writeBigUInt64LE(BigInt(local.length + offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50);
  locator.writeBigUInt64LE(BigInt(local.length + central.length + recordAt), 8);
  const end = Buffer.alloc(22, 0xff);
  end.writeUInt32LE(0x06054b50);
  return Buffer.concat([local, central, record, locator, end]);
}

/** Opens it as a file; a fault is told by its message. */
async function told<T>(bytes: Uint8Array, use: (entries: ZipEntry[], read: Read) => T | Promise<T>) {
  const path = join(folder, 'a.zip');
  await writeFile(path, bytes);
  const file = await open(path);
  try {
    const entries = await zipEntries(file, bytes.length);
    return await use(entries, async (entry, most = content.length) =>
      Buffer.from(await zipContent(file, bytes.length, entry, most)).toString(),
    );
  } catch (error) {
    return error instanceof TooLargeError ? 'too large' : (error as Error).message;
  } finally {
    await file.close();
  }
}
type Read = (entry: ZipEntry, most?: number) => Promise<string>;

const first = ([entry]: ZipEntry[]): ZipEntry => {
  if (!entry) throw new Error('an entry expected');
  return entry;
};

it.each([{}, { isStored: true }, { isLarge: true }, { isLarge: true, isStored: true }])(
  'reads the file in a zip: %j',
  async (options) => {
    expect(await told(zip(options), (entries, read) => read(first(entries)))).toBe(content.toString());
    expect(await told(zip(options), (entries) => entries.map(({ name, size }) => [name, size]))).toEqual([
      [NAME, content.length],
    ]);
  },
);

const behind = 'its directory points beyond its end';
const all = zip().length;

it.each<[string, Uint8Array, string]>([
  ['has no directory', zip().subarray(0, -1), 'its directory is missing'],
  ['begins its directory too late', zip({ offset: all }), behind],
  ['has a directory that is a byte too long for it', zip({ size: 22 + 1 }), behind],
  ['has a directory that ends with it', zip({ size: 22 }), 'its directory is damaged'],
  ['has a directory of more bytes than any', zip({ size: 2 ** 31 }), behind],
  ['begins its large directory too late', zip({ isLarge: true, offset: 2 ** 40 }), behind],
  [
    'has the end of a large directory where there is none',
    zip({ isLarge: true, recordAt: 1 }),
    'its directory is missing',
  ],
  ['has the end of a large directory just within it', zip({ isLarge: true, recordAt: 42 }), 'its directory is missing'],
  ['has the end of a large directory that goes beyond it', zip({ isLarge: true, recordAt: 43 }), behind],
])('says what is wrong with one that %s', async (_, bytes, message) => {
  expect(await told(bytes, () => 'read')).toBe(message);
});

it('refuses a directory of more than 16 MB, however large the zip is', async () => {
  const empty = Buffer.alloc(16 * 1024 * 1024 + 1);
  const end = zip().subarray(-22);
  const of = (size: number) => {
    const bytes = Buffer.concat([empty, end]);
    bytes.writeUInt32LE(size, empty.length + 12);
    bytes.writeUInt32LE(0, empty.length + 16);
    return told(bytes, () => 'read');
  };
  expect(await of(empty.length)).toBe(behind);
  expect(await of(empty.length - 1)).toBe('its directory is damaged');
});

it('takes a file of as many bytes as are wanted, and of no more', async () => {
  const read = (most: number) => told(zip(), (entries, content) => content(first(entries), most));
  expect(await read(content.length)).toBe(content.toString());
  expect(await read(content.length - 1)).toBe('too large');
});

it('says what is wrong with a file in it', async () => {
  const changed = (change: (entry: ZipEntry) => Partial<ZipEntry>, bytes = zip({ isStored: true })) =>
    told(bytes, (entries, read) => read({ ...first(entries), ...change(first(entries)) }, 1e9));
  const size = zip({ isStored: true }).length;
  expect(await changed(() => ({ offset: size - 29 }))).toBe('an entry points beyond its end');
  expect(await changed(() => ({ offset: size - 30 }))).toBe('an entry starts with something else');
  const left = size - 30 - NAME.length;
  expect(await changed(() => ({ packedSize: left + 1 }))).toBe('an entry is truncated');
  expect(await changed(() => ({ packedSize: left }))).toBe(`an entry has ${left} bytes, not ${content.length}`);
  expect(await changed(({ crc }) => ({ crc: crc ^ 1 }))).toBe('its checksum does not match');
  expect(await changed(() => ({ method: 12 }))).toBe('it uses compression method 12');
});

it('notices that a file became shorter while it was read', async () => {
  const path = join(folder, 'short.zip');
  const bytes = zip();
  await writeFile(path, bytes.subarray(0, -22));
  const file = await open(path);
  await expect(zipEntries(file, bytes.length)).rejects.toThrow('it is truncated');
  await file.close();
});
