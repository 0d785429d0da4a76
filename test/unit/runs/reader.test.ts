import { appendFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FitSummary } from '../../../src/protocol/fit.js';
import { EVENTS_FILE, SOURCES_FILE } from '../../../src/protocol/runFile.js';
import { activationStream } from '../../../src/protocol/streams/activations.js';
import { batchStream } from '../../../src/protocol/streams/batches.js';
import { oneSample, streamFile } from '../../../src/protocol/streams/stream.js';
import { encodeEvent } from '../../../src/runFiles/events.js';
import { recordsEncoder } from '../../../src/runFiles/recordsWriter.js';
import { encodeSource } from '../../../src/runFiles/sources.js';
import { RecordedFit } from '../../../src/runs/live/recordedFit.js';
import { SeriesPyramid } from '../../../src/runs/series/seriesPyramid.js';
import { readDetail } from '../../../src/runs/stored/readDetail.js';
import { readStoredRun } from '../../../src/runs/stored/readStoredRun.js';
import { RunReader } from '../../../src/runs/stored/runReader.js';
import { bundleWorker } from '../bundleWorker.js';
import { shortOutputs } from '../runFiles/outputValues.js';
import { sampleFit, sampleRecords } from '../runFiles/sampleFit.js';

const MAX_BYTES = 8 * 1024 * 1024;
let built: string;
let workerFile: string;
let directory: string;
let reader: RunReader;

beforeAll(async () => {
  built = mkdtempSync(join(tmpdir(), 'gradlens-reader-'));
  workerFile = join(built, 'runReader.cjs');
  await bundleWorker('runs/stored/readerWorker.ts', workerFile);
});
afterAll(() => rmSync(built, { recursive: true, force: true }));
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'gradlens-run-'));
  reader = new RunReader(workerFile, () => {});
});
afterEach(() => {
  reader.dispose();
  rmSync(directory, { recursive: true, force: true });
});

const epoch = (fit: number, number: number) => ({
  fit,
  epoch: number,
  step: number * 10 + 10,
  logs: { loss: Number.NaN },
});

function writeRun(fit: FitSummary, pieces: number, rows = 100): void {
  const encoder = recordsEncoder(batchStream, fit);
  const file = join(directory, streamFile(batchStream, fit.fit));
  writeFileSync(file, encoder.start);
  for (let piece = 0; piece < pieces; piece++) {
    appendFileSync(file, encoder.encode(sampleRecords(fit, piece * rows, rows)));
  }
  appendFileSync(
    join(directory, EVENTS_FILE),
    encodeEvent('fitStarted', fit) + encodeEvent('epochEnded', epoch(fit.fit, 0)),
  );
}

/** What the thread reads, which is what is read without it. */
async function readRun() {
  const { fits, ...rest } = readStoredRun({ kind: 'run', directory, maxBytes: MAX_BYTES }).answer;
  const read = await reader.readRun(directory, MAX_BYTES);
  expect({ ...read, fits: read.fits.map(({ series, ...fit }) => ({ ...fit, length: series.length })) }).toEqual({
    ...rest,
    fits: fits.map(({ snapshot, ...fit }) => ({ ...fit, length: snapshot.levels[0]?.count ?? 0 })),
  });
  return read;
}

const NOTHING = { fits: [], problems: [], ended: null, output: { lines: [], dropped: 0 } };

describe('RunReader', () => {
  it("takes the later summary of a fit, and the trainer's last word", async () => {
    const fit = sampleFit();
    const ended = { outcome: 'completed', exitCode: 0 } as const;
    const lines = [
      encodeEvent('fitStarted', fit),
      encodeEvent('epochEnded', epoch(1, 0)),
      encodeEvent('fitStarted', { ...fit, name: 'found later' }),
      encodeEvent('ended', ended),
    ];
    writeFileSync(join(directory, EVENTS_FILE), lines.join(''));
    const stored = await readRun();
    expect(stored.fits).toMatchObject([{ summary: { name: 'found later' }, epochs: [{ epoch: 0 }] }]);
    expect(stored.ended).toEqual(ended);
  });

  it('reads a run that was cut off, with everything that is whole', async () => {
    const fit = sampleFit();
    writeRun(fit, 3);
    truncateSync(
      join(directory, streamFile(batchStream, 1)),
      recordsEncoder(batchStream, fit).start.length + pieceLength(fit, 2) + 700,
    );
    appendFileSync(join(directory, EVENTS_FILE), '["epochEn');
    const { fits, problems } = await readRun();
    expect(problems).toEqual([]);
    expect(fits).toHaveLength(1);
    expect(fits[0]).toMatchObject({ summary: fit, epochs: [epoch(1, 0)], end: null });
    const expected = new SeriesPyramid(fit, { maxBytes: MAX_BYTES });
    expected.append(sampleRecords(fit, 0, 200));
    expect(fits[0]?.series.length).toBe(200);
    for (const key of ['loss', 'metric:acc', 'stat:2:updateNorm']) {
      expect(fits[0]?.series.read(key, 0, 200, 50)).toEqual(expected.read(key, 0, 200, 50));
    }
    const { step, loss, statistics } = sampleRecords(fit, 199, 1);
    expect(fits[0]?.latest).toMatchObject({ step: step[0], epoch: 19, loss: loss[0], statistics });
  });

  it('reads the activations of a trainer that was killed, as far as they are whole', async () => {
    const fit = sampleFit();
    writeRun(fit, 1);
    const encoder = recordsEncoder(activationStream, fit);
    const rows = [0, 50, 100].map((step) => ({ step, values: shortOutputs([[0.5, Number.NaN, step, 1]]) }));
    const records = rows.map(({ step, values }) => oneSample(activationStream, 1, step, values));
    const bytes = Buffer.concat([encoder.start, ...records.map((record) => encoder.encode(record))]);
    writeFileSync(join(directory, streamFile(activationStream, 1)), bytes.subarray(0, -9));
    const [read] = (await readRun()).fits;
    expect(read?.samples.activations).toEqual({
      count: 2,
      stride: 1,
      rows: rows.slice(0, 2),
      latest: rows[1],
      gaps: { first: 50, last: 50 },
    });
    const fitRead = new RecordedFit(fit, null);
    if (read) fitRead.fill(read);
    expect(fitRead.samples.activations.latest).toEqual(rows[1]);
  });

  it('reads fits, their ends and problems, also a fit that the events do not name', async () => {
    writeRun(sampleFit(2), 1);
    const end = { fit: 2, outcome: 'completed', epochs: 1, batches: 100, seconds: 2 } as const;
    const problem = { kind: 'storage', severity: 'warning', message: 'full', location: null, stack: null } as const;
    const mode = { fit: 2, step: 40, mode: 'eager', reason: 'custom layer Foo reads values' } as const;
    const told = [
      encodeEvent('stepMode', { ...mode, step: 5, mode: 'compiled', reason: null }),
      encodeEvent('stepMode', mode),
      encodeEvent('stepMode', { ...mode, fit: 7 }),
      encodeEvent('fitEnded', end),
      encodeEvent('problem', problem),
    ];
    appendFileSync(join(directory, EVENTS_FILE), told.join(''));
    const lost = sampleFit(1, 2, []);
    writeFileSync(
      join(directory, streamFile(batchStream, 1)),
      Buffer.concat([
        recordsEncoder(batchStream, lost).start,
        recordsEncoder(batchStream, lost).encode(sampleRecords(lost, 0, 5)),
      ]),
    );
    const { fits, problems } = await readRun();
    expect(problems).toEqual([problem]);
    expect(
      fits.map(({ summary, end: ended, stepMode, series }) => [summary.fit, ended, stepMode, series.length]),
    ).toEqual([
      [1, null, null, 5],
      [2, end, mode, 100],
    ]);
  });

  it('reads an empty folder and one with garbage as a run of nothing', async () => {
    expect(await readRun()).toEqual(NOTHING);
    writeFileSync(join(directory, streamFile(batchStream, 1)), 'garbage');
    writeFileSync(join(directory, EVENTS_FILE), '\u0000garbage');
    expect(await reader.readRun(directory, MAX_BYTES)).toEqual(NOTHING);
  });

  it('reads a stretch batch by batch, as a pyramid of everything has it', async () => {
    const fit = sampleFit();
    writeRun(fit, 20);
    const whole = new SeriesPyramid(fit, { maxBytes: 1e9 });
    whole.append(sampleRecords(fit, 0, 2000));
    for (const key of [
      'loss',
      'metric:acc',
      'metric:mse',
      'stat:0:gradNorm',
      'stat:2:updateNorm',
      'stat:1:gradZeros',
    ]) {
      for (const [from, to, buckets] of [
        [0, 2000, 2000],
        [995, 1010, 100],
        [3, 1999, 77],
        [1900, 2000, 7],
      ] as const) {
        const chunk = await reader.readDetail({ directory, fit: 1, key, from, to, buckets });
        expect(readDetail({ kind: 'detail', directory, fit: 1, key, from, to, buckets })).toEqual(chunk);
        const expected = whole.read(key, from, to, buckets);
        expect({ ...chunk, mean: null }).toEqual({ ...expected, mean: null });
        if (chunk.size === 1) expect(chunk.mean).toEqual(expected.mean);
      }
    }
    expect(
      (await reader.readDetail({ directory, fit: 1, key: 'metric:none', from: 0, to: 9, buckets: 9 })).min,
    ).toHaveLength(0);
    expect(
      (await reader.readDetail({ directory, fit: 1, key: 'loss', from: 1990, to: 5000, buckets: 9000 })).min,
    ).toHaveLength(10);
  });

  it('says what cannot be read, and goes on', async () => {
    await expect(reader.readRun(join(directory, 'none'), MAX_BYTES)).rejects.toThrow('ENOENT');
    await expect(reader.readDetail({ directory, fit: 7, key: 'loss', from: 0, to: 1, buckets: 1 })).rejects.toThrow(
      'ENOENT',
    );
    expect(await reader.readRun(directory, MAX_BYTES)).toEqual(NOTHING);
  });

  it('rejects what was asked of a thread that died, and starts another', async () => {
    const mortal = join(built, 'mortal.cjs');
    const once = join(directory, 'died');
    writeFileSync(
      mortal,
      `const fs = require('node:fs');
       if (fs.existsSync(${JSON.stringify(once)})) require(${JSON.stringify(workerFile)});
       else { fs.writeFileSync(${JSON.stringify(once)}, ''); throw new Error('out of luck'); }`,
    );
    const lines: string[] = [];
    const other = new RunReader(mortal, (line) => lines.push(line));
    await expect(other.readRun(directory, MAX_BYTES)).rejects.toThrow('ended unexpectedly');
    expect(lines.join()).toContain('out of luck');
    expect(await other.readRun(directory, MAX_BYTES)).toEqual(NOTHING);
    other.dispose();
  });

  it('says what changed between the texts of two runs, and nothing where one has none', async () => {
    const folder = (name: string, text: string | null) => {
      const own = join(directory, name);
      mkdirSync(own);
      if (text !== null) writeFileSync(join(own, SOURCES_FILE), encodeSource({ file: '/net.js', text }));
      return { directory: own, file: '/net.js', dataName: null, seed: null, share: 1, backend: 'wasm' };
    };
    const [before, after, older] = [folder('a', 'units: 8'), folder('b', 'units: 9'), folder('c', null)];
    expect(await reader.readChanges({ before, after })).toBe('line 1: units 8 to 9');
    expect(await reader.readChanges({ before: older, after })).toBeNull();
    expect(await reader.readSources(after.directory)).toEqual([{ file: '/net.js', text: 'units: 9' }]);
    expect(await reader.readSources(older.directory)).toEqual([]);
  });

  it('rejects what is under way and what comes after it was disposed', async () => {
    const asked = reader.readRun(directory, MAX_BYTES);
    reader.dispose();
    await expect(asked).rejects.toThrow('closed');
    await expect(reader.readRun(directory, MAX_BYTES)).rejects.toThrow('closed');
  });
});

function pieceLength(fit: FitSummary, pieces: number): number {
  return pieces * recordsEncoder(batchStream, fit).encode(sampleRecords(fit, 0, 100)).length;
}
