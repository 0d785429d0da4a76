import { hash } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EVENTS_FILE } from '../../../src/protocol/runFile.js';
import { batchStream, type RecordBatch } from '../../../src/protocol/streams/batches.js';
import { streamFile } from '../../../src/protocol/streams/stream.js';
import { type Records, SAMPLED_STREAMS } from '../../../src/protocol/streams/streams.js';
import type { TrainerProblem } from '../../../src/protocol/trainer.js';
import { parseEvents } from '../../../src/runFiles/events.js';
import { readRecords } from '../../../src/runFiles/recordsReader.js';
import { joinRecords } from '../../../src/trainer/link/joinRecords.js';
import { bytesSource } from '../runFiles/bytesSource.js';
import { sampleFit, sampleRecords } from '../runFiles/sampleFit.js';
import { buildTrainer, type StartedTrainer, type StartOptions, startTrainer } from './startTrainer.js';

let trainer: Awaited<ReturnType<typeof buildTrainer>>;
let runDirectory: string;
const started: StartedTrainer[] = [];

beforeAll(async () => {
  trainer = await buildTrainer();
});
afterAll(() => trainer.dispose());
afterEach(async () => {
  for (const run of started) run.dispose();
  await Promise.all(started.splice(0).map(({ ended }) => ended));
});

function start(options: StartOptions): StartedTrainer {
  runDirectory = mkdtempSync(join(tmpdir(), 'gradlens-run-'));
  const run = startTrainer(trainer.file, { ...options, options: { runDirectory, ...options.options } });
  started.push(run);
  return run;
}

const source = (name: string) => bytesSource(readFileSync(join(runDirectory, name)));
const joinedFile = (fit = sampleFit()) =>
  joinRecords([...readRecords(batchStream, source(streamFile(batchStream, fit.fit)), fit)]);
const eventsFile = () => parseEvents(readFileSync(join(runDirectory, EVENTS_FILE), 'utf8'));
/** Columns as hashes: comparing a million numbers one by one takes a test runner half a minute. */
const hashes = (batch: RecordBatch | null) =>
  Object.entries(batch ?? {}).map(([name, column]) => {
    return [name, ArrayBuffer.isView(column) ? hash('sha1', new Uint8Array(column.buffer)) : column];
  });
const rowCount = (batches: readonly RecordBatch[]) => batches.reduce((sum, { rows }) => sum + rows, 0);

/** More than the ring holds, so that it wraps around and the writer has to wait. */
const MANY = 20_000;

describe('joinRecords', () => {
  it('keeps every number, whatever the sizes', () => {
    for (const sizes of [[1], [3275, 19, 7], [1, 999, 2, 2], [7, 8191]]) {
      let from = 0;
      const batches = sizes.map((rows) => {
        from += rows;
        return sampleRecords(sampleFit(), from - rows, rows);
      });
      expect(hashes(joinRecords(batches))).toEqual(hashes(sampleRecords(sampleFit(), 0, from)));
    }
    expect(joinRecords([])).toBeNull();
  });
});

describe('the link of a trainer', () => {
  it('brings every row of a loop that never yields to the host and into the file, in order', async () => {
    const run = start({ scenario: 'train', rows: MANY });
    expect(await run.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    const expected = sampleRecords(sampleFit(), 0, MANY);
    expect(hashes(joinRecords(run.records()))).toEqual(hashes(expected));
    expect(hashes(joinedFile())).toEqual(hashes(expected));

    const names = run.events.map(({ name }) => name);
    expect(names[0]).toBe('fitStarted');
    expect(names.slice(-2)).toEqual(['fitEnded', 'ended']);
    expect(eventsFile()).toEqual(run.events.filter(({ name }) => name !== 'records'));
    for (const stream of Object.values(SAMPLED_STREAMS)) {
      const stored = joinRecords([...readRecords(stream, source(streamFile(stream, 1)), sampleFit())]);
      expect(stored?.step).toHaveLength(MANY / 100);
      expect(joinRecords(run.samples(stream.name))).toEqual(stored);
    }
  });

  it('tells of an epoch or a step mode after the rows that were written before it', async () => {
    const run = start({ scenario: 'train', rows: 2000 });
    await run.ended;
    let rows = 0;
    let epochs = 0;
    let modes = 0;
    for (const { name, payload } of run.events) {
      if (name === 'records' && (payload as Records).stream === 'batches') rows += (payload as Records).rows;
      if (name !== 'epochEnded' && name !== 'stepMode') continue;
      if (name === 'epochEnded') epochs++;
      else modes++;
      expect(rows).toBeGreaterThanOrEqual((payload as { step: number }).step);
    }
    expect(epochs).toBe(200);
    expect(modes).toBe(1);
  });

  it('keeps fits apart that train in turns', async () => {
    const run = start({ scenario: 'twoFits', rows: 9000 });
    await run.ended;
    for (const fit of [sampleFit(1), sampleFit(2, 1, [])]) {
      const expected = hashes(sampleRecords(fit, 0, 9000));
      expect(hashes(joinRecords(run.records(fit.fit)))).toEqual(expected);
      expect(hashes(joinedFile(fit))).toEqual(expected);
    }
  });

  it('reaches the host and the file while the main thread is blocked, and ends the process when the host goes', async () => {
    const run = start({ scenario: 'hang', rows: 100 });
    await run.waitFor(() => rowCount(run.records()) === 100);
    run.pipe.destroy();
    expect(await run.ended).toMatchObject({ code: null, signal: 'SIGKILL' });
    expect(joinedFile()).toEqual(sampleRecords(sampleFit(), 0, 100));
  });

  it('stops a synchronous loop', async () => {
    const run = start({ scenario: 'untilStop' });
    await run.waitFor(() => rowCount(run.records()) > 3);
    run.commands.stop();
    expect(await run.ended).toMatchObject({ code: 0 });
    expect(run.events.slice(-3).map(({ name }) => name)).toEqual(['stopSeen', 'fitEnded', 'ended']);
    expect(run.events.at(-2)?.payload).toMatchObject({ outcome: 'stopped', batches: rowCount(run.records()) });
  });

  it('holds a synchronous loop between two batches until it is resumed, and Stop ends a pause', async () => {
    const run = start({ scenario: 'untilStop' });
    await run.waitFor(() => rowCount(run.records()) > 3);
    run.commands.pause();
    let before = -1;
    while (before !== rowCount(run.records())) {
      before = rowCount(run.records());
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    run.commands.resume();
    await run.waitFor(() => rowCount(run.records()) > before + 3);
    run.commands.pause();
    run.commands.stop();
    expect(await run.ended).toMatchObject({ code: 0 });
  });

  it.each(['resume', 'stop'] as const)('keeps a paused process alive until %s', async (command) => {
    const run = start({ scenario: 'pause' });
    await run.waitFor((events) => events.some(({ name }) => name === 'fitStarted'));
    run.commands.pause();
    await run.waitFor((events) => events.some(({ payload }) => payload === 'paused'));
    expect(run.child.exitCode).toBeNull();
    run.commands[command]();
    expect(await run.ended).toMatchObject({ code: 0 });
    expect(run.events.at(-1)?.payload).toEqual({ outcome: command === 'stop' ? 'stopped' : 'completed', exitCode: 0 });
  });

  it('tells the main thread of Stop by event', async () => {
    const run = start({ scenario: 'listen' });
    await run.waitFor((events) => events.some(({ name }) => name === 'fitStarted'));
    run.commands.stop();
    expect(await run.ended).toMatchObject({ code: 0 });
    expect(run.events.at(-1)?.payload).toEqual({ outcome: 'stopped', exitCode: 0 });
  });

  it('does not keep a process alive that has come to its end', async () => {
    const run = start({ scenario: 'nothing' });
    expect(await run.ended).toEqual({ code: 0, signal: null, stdout: 'done', stderr: '' });
  });

  it('loses nothing on a host that reads late', async () => {
    const run = start({ scenario: 'train', rows: MANY, deaf: true });
    await new Promise((resolve) => setTimeout(resolve, 500));
    run.pipe.resume();
    expect(await run.ended).toMatchObject({ code: 0 });
    expect(hashes(joinRecords(run.records()))).toEqual(hashes(sampleRecords(sampleFit(), 0, MANY)));
    expect(run.events.filter(({ name }) => name === 'epochEnded')).toHaveLength(MANY / 10);
  });

  it('writes no more batches once the run is as large as it may be, and says so once', async () => {
    const run = start({ scenario: 'train', rows: MANY, options: { maxRunBytes: 500_000 } });
    await run.ended;
    expect(run.events.filter(({ name }) => name === 'storageFull')).toHaveLength(1);
    expect(rowCount(run.records())).toBe(MANY);
    const kept = joinedFile();
    expect(hashes(kept)).toEqual(hashes(sampleRecords(sampleFit(), 0, kept?.rows ?? 0)));
    expect(kept?.rows).toBeLessThan(MANY);
    expect(eventsFile().filter(({ name }) => name === 'epochEnded')).toHaveLength(MANY / 10);
  });

  it('cuts what is too long to be told, and keeps where it comes from', async () => {
    const run = start({ scenario: 'longProblem' });
    expect(await run.ended).toMatchObject({ code: 0, stderr: '' });
    const problems = run.events
      .filter(({ name }) => name === 'problem')
      .map(({ payload }) => payload as TrainerProblem);
    expect(problems).toHaveLength(2);
    for (const { message, stack } of problems) {
      expect(message).toMatch(/^x{2000}… \(83,886,080 characters; the log has more\)$/);
      expect(stack).toMatch(/^x{500000}\n…\nx+\n {4}at frame$/);
    }
    expect(run.events.at(-1)).toMatchObject({ name: 'ended' });
    const stored = eventsFile().filter(({ name }) => name === 'problem');
    expect(stored.map(({ payload }) => (payload as TrainerProblem).stack?.length)).toEqual([16_387, 16_387]);
  });

  it.each([
    ['does not exist', () => rmSync(runDirectory, { recursive: true })],
    [
      'is a file',
      () => {
        rmSync(runDirectory, { recursive: true });
        writeFileSync(runDirectory, '');
        chmodSync(runDirectory, 0o400);
      },
    ],
  ])('trains on where the folder %s, and says so once', async (_name, spoil) => {
    const run = start({ scenario: 'untilStop' });
    spoil();
    await run.waitFor((events) => events.some(({ name }) => name === 'problem'));
    const before = rowCount(run.records());
    await run.waitFor(() => rowCount(run.records()) > before + 50);
    run.commands.stop();
    expect(await run.ended).toMatchObject({ code: 0 });
    const problems = run.events.filter(({ name }) => name === 'problem').map(({ payload }) => payload);
    expect(problems).toEqual([
      expect.objectContaining({ kind: 'storage', severity: 'warning', message: expect.stringContaining(runDirectory) }),
    ]);
    expect(existsSync(join(runDirectory, EVENTS_FILE))).toBe(false);
  });
});
