import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDataset } from '../../../src/datasets/openDataset.js';
import type { DataLimits, DataSpec } from '../../../src/protocol/data.js';
import { shapes } from './shapes.js';

const examples = join(import.meta.dirname, '../../../examples/datasets');
const fixtures = join(import.meta.dirname, '../../fixtures/datasets');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-damaged-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function open(spec: DataSpec, limits?: DataLimits): Promise<void> {
  const dataset = await openDataset(spec, folder, shapes(), { store: folder, ...(limits ? { limits } : {}) });
  await dataset.close();
}

async function openTable(
  name: string,
  bytes: Uint8Array | string,
  target = 'kind',
  limits?: DataLimits,
): Promise<void> {
  await writeFile(join(folder, name), bytes);
  await open({ kind: 'table', path: name, target: [target] }, limits);
}

async function openPicture(name: string, bytes: Uint8Array, limits?: DataLimits): Promise<void> {
  const classes = join(folder, `of-${name}`, 'a');
  await mkdir(classes, { recursive: true });
  await writeFile(join(classes, name), bytes);
  await open({ kind: 'images', path: `of-${name}` }, limits);
}

function changed(bytes: Uint8Array, at: number, value?: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = value ?? (copy[at] ?? 0) ^ 0x10;
  return copy;
}

describe('a table that is damaged', () => {
  it('by one byte of an Arrow file does not keep its reader busy for ever', async () => {
    const arrow = await readFile(join(examples, 'fruit.arrow'));
    await expect(openTable('one.arrow', changed(arrow, 359, 0x48))).rejects.toThrow(
      /one\.arrow cannot be read as Arrow/,
    );
  });

  it('in what it says of its rows is refused before they are read', async () => {
    const parquet = await readFile(join(examples, 'fruit.parquet'));
    const footer = parquet.length - 8 - parquet.readUInt32LE(parquet.length - 8);
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const name = `rows-${index}.parquet`;
        return openTable(name, changed(parquet, footer + 4 + index * 3, 0xfe)).then(
          () => 'read',
          (error: Error) => error.constructor.name,
        );
      }),
    );
    expect(answers.filter((answer) => answer !== 'read' && answer !== 'HumanError')).toEqual([]);
    expect(answers).toContain('HumanError');
  });

  it('in the middle of a packed CSV is said with the line', async () => {
    const rows = Array.from({ length: 20_000 }, (_, row) => `${Math.sin(row)},${Math.cos(row)},${row % 3}`);
    const packed = gzipSync(['a,b,kind', ...rows].join('\n'));
    const half = Math.floor(packed.length / 2);
    await expect(openTable('flipped.csv.gz', changed(packed, half))).rejects.toThrow(
      /flipped\.csv\.gz, (row|line) [\d,]+/,
    );
    await expect(openTable('cut.csv.gz', packed.subarray(0, half))).rejects.toThrow(
      /cut\.csv\.gz, line [\d,]+: it cannot be unpacked/,
    );
    await expect(openTable('start.csv.gz', changed(packed, 12, 0xff))).rejects.toThrow(/start\.csv\.gz/);
  });

  it('is said with the record where it is nested without end', async () => {
    const deep = `${'['.repeat(5000)}1${']'.repeat(5000)}`;
    await expect(openTable('deep.json', `[{"a":1,"kind":0},{"a":${deep},"kind":1}]`)).rejects.toThrow(
      /deep\.json, record 2: it is nested more than 32 levels deep/,
    );
    await expect(openTable('deep.ndjson', `{"a":1,"kind":0}\n{"a":${deep},"kind":1}\n`)).rejects.toThrow(
      /deep\.ndjson, line 2: it is nested more than 32 levels deep/,
    );
    await expect(openTable('deepest.json', '['.repeat(1_000_000))).rejects.toThrow(/deepest\.json is/);
  });

  it('or of a kind that no model learns from says so: too many columns, a line without end', async () => {
    const columns = Array.from({ length: 100_001 }, (_, column) => column);
    const wide = `${columns.map((column) => `c${column}`).join(',')}\n${columns.join(',')}\n${columns.join(',')}\n`;
    await expect(openTable('wide.csv', wide, 'c0')).rejects.toThrow(
      'wide.csv has 100,001 columns, and the limit is 100,000',
    );
    await expect(openTable('line.csv', `a,kind\n${'x'.repeat(36_000_000)}`)).rejects.toThrow(
      /line\.csv, line 2 is longer than 32 MB/,
    );
  });

  it('or unpacks to more than it may names the setting', async () => {
    const packed = gzipSync(`a,kind\n${`1,${'k'.repeat(397)}\n`.repeat(11_000)}`);
    const limits = { unpackedMB: 0.25, megapixels: 1 };
    await expect(openTable('bomb.csv.gz', packed, 'kind', limits)).rejects.toThrow(
      /bomb\.csv\.gz unpacks to more than 4 MB.*gradlens\.maxUnpackedSize/,
    );
    const feather = await readFile(join(fixtures, 'table.zstd.feather'));
    await expect(openTable('small.feather', feather, 'label', { unpackedMB: 1e-6, megapixels: 1 })).rejects.toThrow(
      /gradlens\.maxUnpackedSize/,
    );
  });
});

describe('arrays that are damaged', () => {
  const openNpz = async (bytes: Uint8Array, limits?: DataLimits) => {
    await writeFile(join(folder, 'x.npz'), bytes);
    await open({ kind: 'arrays', x: 'x.npz', y: 'x.npz' }, limits);
  };

  it('by one byte of a value are no other numbers but an error', async () => {
    const npz = await readFile(join(fixtures, 'both.npz'));
    const values = npz.indexOf('NUMPY') + 130;
    await expect(openNpz(changed(npz, values))).rejects.toThrow(
      /x\.npz, "\w+" cannot be unpacked: it is truncated or damaged/,
    );
  });

  it('or unpack to more than they may name the setting', async () => {
    const npz = await readFile(join(fixtures, 'both.npz'));
    await expect(openNpz(npz, { unpackedMB: 1e-5, megapixels: 1 })).rejects.toThrow(
      /unpacks to more than .* MB\..*GRADLENS_MAX_UNPACKED_SIZE/,
    );
  });

  it('or texts of no length do not keep their reader busy', async () => {
    const header = `{'descr': '<U0', 'fortran_order': False, 'shape': (3,), }`.padEnd(118);
    const npy = Buffer.concat([Buffer.from('\x93NUMPY\x01\x00\x76\x00', 'latin1'), Buffer.from(header)]);
    await writeFile(join(folder, 'empty.npy'), npy);
    await expect(open({ kind: 'arrays', x: 'empty.npy', y: 'empty.npy' })).rejects.toThrow('its strings have length 0');
  });
});

describe('a picture that is damaged', () => {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const bytes = Buffer.alloc(12 + data.length);
    bytes.writeUInt32BE(data.length, 0);
    bytes.write(type, 4, 'latin1');
    bytes.set(data, 8);
    bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), 8 + data.length);
    return bytes;
  };
  const png = (width: number, height: number, data: Uint8Array): Buffer => {
    const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    return Buffer.concat([
      signature,
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(data)),
      chunk('IEND', new Uint8Array()),
    ]);
  };
  const small = png(2, 2, Uint8Array.of(0, 1, 2, 0, 3, 4));

  it('is read while it is whole, and its checksums are looked at', async () => {
    await openPicture('whole.png', small);
    await expect(openPicture('flipped.png', changed(small, small.indexOf('IDAT') + 7))).rejects.toThrow(
      /flipped\.png cannot be decoded: the checksum of its IDAT/,
    );
    await expect(openPicture('cut.png', small.subarray(0, -8))).rejects.toThrow(
      /cut\.png cannot be decoded: it is truncated/,
    );
  });

  it('or is larger than its file lets expect is not decoded', async () => {
    await expect(openPicture('huge.png', png(60_000, 60_000, Uint8Array.of(0)))).rejects.toThrow(
      /60000 × 60000 pixels, and the limit is 36 million.*gradlens\.maxPixels/,
    );
    await expect(openPicture('short.png', png(100, 100, Uint8Array.of(0)))).rejects.toThrow('its data is truncated');
    await expect(openPicture('bomb.png', png(2, 2, new Uint8Array(1e7)))).rejects.toThrow(
      'its data is longer than its size allows',
    );
  });

  it('is said where a JPEG ends before its end', async () => {
    const jpeg = Buffer.from([
      0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0xff, 0xff, 0xff, 0xff, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1,
    ]);
    await expect(openPicture('huge.jpg', jpeg)).rejects.toThrow('65535 × 65535 pixels');
    await expect(openPicture('cut.jpg', jpeg.subarray(0, 4))).rejects.toThrow(
      /cut\.jpg cannot be decoded: it is truncated/,
    );
  });
});
