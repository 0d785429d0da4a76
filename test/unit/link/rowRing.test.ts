import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordBatch } from '../../../src/protocol/streams/batches.js';
import { joinRecords } from '../../../src/trainer/link/joinRecords.js';
import { RowRing } from '../../../src/trainer/link/rowRing.js';
import { sampleFit, sampleRecords } from '../runFiles/sampleFit.js';

const summary = { ...sampleFit(), epochs: null };
const TOO_MANY = 10_000;
/** Less than a ring holds, and no divisor of it. */
const ROWS = 777;

function write(ring: RowRing, from: number, rows: number): boolean[] {
  return Array.from({ length: rows }, (_, row) => {
    const { epoch, time, loss, metrics, statistics } = sampleRecords(summary, from + row, 1);
    return ring.write(from + row, epoch[0] ?? 0, time[0] ?? 0, loss[0] ?? 0, metrics, statistics);
  });
}

describe('RowRing', () => {
  let directory: string;
  let writer: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'gradlens-ring-'));
    writer = join(directory, 'writer.cjs');
    const entry = join(dirname(fileURLToPath(import.meta.url)), 'ringWriter.ts');
    await build({ entryPoints: [entry], bundle: true, platform: 'node', format: 'cjs', outfile: writer });
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('gives rows back as they were written, also those that go over its end', () => {
    const ring = new RowRing(summary);
    const reader = new RowRing(summary, ring.buffer);
    expect(reader.drain()).toBeNull();
    for (let from = 0; from < 30_000; from += ROWS) {
      write(ring, from, ROWS);
      expect(reader.drain()).toEqual(sampleRecords(summary, from, ROWS));
    }
    expect(reader.drain()).toBeNull();
  });

  it('gives rows up to a count, and the rest later', () => {
    const ring = new RowRing(summary);
    write(ring, 0, 10);
    expect(ring.written).toBe(10);
    expect(ring.drain(4)).toEqual(sampleRecords(summary, 0, 4));
    expect(ring.drain(4)).toBeNull();
    expect(ring.drain(3)).toBeNull();
    expect(ring.drain(100)).toEqual(sampleRecords(summary, 4, 6));
  });

  it('tells the writer which row is the first since the reader looked', () => {
    const ring = new RowRing(summary);
    expect(write(ring, 0, 3)).toEqual([true, false, false]);
    ring.drain();
    expect(write(ring, 3, 2)).toEqual([true, false]);
  });

  it('counts on over 2^32 rows', () => {
    const ring = new RowRing(summary);
    new Int32Array(ring.buffer).fill(-5, 0, 2);
    write(ring, 0, 12);
    expect(ring.written).toBe(7);
    expect(ring.drain(2)).toEqual(sampleRecords(summary, 0, 7));
    expect(ring.drain()).toEqual(sampleRecords(summary, 7, 5));
  });

  it('is bounded, for small nets and for very large ones', () => {
    for (const variables of [0, 1, 40, 500, 5000]) {
      const { buffer } = new RowRing({ ...sampleFit(1, variables), epochs: null });
      expect(buffer.byteLength).toBeLessThanOrEqual(4 * 1024 * 1024 + 16);
    }
  });

  it('is no larger than its fit needs', () => {
    const bytes = (epochs: number | null) => new RowRing({ ...summary, epochs, batchesPerEpoch: 10 }).buffer.byteLength;
    expect(bytes(1)).toBeLessThan(16 * 200);
    expect(bytes(1)).toBeLessThan(bytes(8));
    expect(bytes(100_000)).toBe(bytes(null));
  });

  it('gives up waiting when nobody reads any more', () => {
    const ring = new RowRing(summary);
    for (let step = 0; !ring.isFull; step++) write(ring, step, 1);
    let looks = 0;
    expect(ring.waitForRoom(() => looks++ < 2)).toBe(false);
    expect(looks).toBe(3);
  });

  it('holds a writing thread that is faster than its reader, and loses nothing', async () => {
    const ring = new RowRing(summary);
    const rows = 4 * TOO_MANY;
    const worker = new Worker(writer, { workerData: { memory: ring.buffer, rows, start: 0 } });
    let running = true;
    worker.once('exit', () => {
      running = false;
    });
    const batches: RecordBatch[] = [];
    let sawFull = false;
    while (running) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      sawFull ||= ring.isFull;
      const batch = ring.isFull || !running || batches.length % 2 === 0 ? ring.drain() : ring.drain(batches.length * 7);
      if (batch) batches.push(batch);
    }
    const last = ring.drain();
    if (last) batches.push(last);
    expect(sawFull).toBe(true);
    const joined = joinRecords(batches);
    const expected = sampleRecords(summary, 0, rows);
    for (const column of ['step', 'epoch', 'time', 'loss', 'metrics', 'statistics'] as const) {
      const got = new Uint8Array(joined?.[column].buffer ?? new ArrayBuffer());
      expect(Buffer.compare(got, new Uint8Array(expected[column].buffer)), column).toBe(0);
    }
  });
});
