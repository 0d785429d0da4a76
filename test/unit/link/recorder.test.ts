import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FitSummary } from '../../../src/protocol/fit.js';
import { EVENTS_FILE } from '../../../src/protocol/runFile.js';
import { batchStream } from '../../../src/protocol/streams/batches.js';
import { streamFile } from '../../../src/protocol/streams/stream.js';
import { parseEvents } from '../../../src/runFiles/events.js';
import { readRecords } from '../../../src/runFiles/recordsReader.js';
import { HostQueue } from '../../../src/trainer/link/hostQueue.js';
import { joinRecords } from '../../../src/trainer/link/joinRecords.js';
import type { LinkEvent } from '../../../src/trainer/link/messages.js';
import { Recorder } from '../../../src/trainer/link/recorder.js';
import { RowRing } from '../../../src/trainer/link/rowRing.js';
import { RunStorage } from '../../../src/trainer/link/runStorage.js';
import { bytesSource } from '../runFiles/bytesSource.js';
import { sampleFit, sampleRecords } from '../runFiles/sampleFit.js';

const given = sampleFit();
const moved: FitSummary = { ...given, name: 'net' };

let runDirectory: string;
beforeEach(() => {
  runDirectory = mkdtempSync(join(tmpdir(), 'gradlens-recorder-'));
});
afterEach(() => rmSync(runDirectory, { recursive: true, force: true }));

/** A recorder whose fit has ten rows, and whose locations come when the promise does. */
function recorderOf(located: Promise<FitSummary>) {
  const sent: LinkEvent[] = [];
  const send = (event: LinkEvent) => {
    sent.push(event);
    return true;
  };
  const queue = new HostQueue({ send, flushed: () => Promise.resolve() }, () => {});
  const listeners = { onWritten() {}, onProblem() {}, onFull() {} };
  const storage = new RunStorage({ runDirectory, maxRunBytes: 1e9 }, listeners);
  const locations = { ofFit: () => located, toCall: () => Promise.resolve(null) };
  const recorder = new Recorder({ storage, queue, locations, onProgress() {} });
  const ring = new RowRing(given);
  recorder.receive({ type: 'fit', summary: given, ring: ring.buffer });
  for (let step = 0; step < 10; step++) {
    const { epoch, time, loss, metrics, statistics } = sampleRecords(given, step, 1);
    ring.write(step, epoch[0] ?? 0, time[0] ?? 0, loss[0] ?? 0, metrics, statistics);
  }
  recorder.receive({ type: 'event', event: { name: 'phase', payload: 'training' }, rows: null });
  return { recorder, sent };
}

const fileRows = () => {
  const bytes = readFileSync(join(runDirectory, streamFile(batchStream, 1)));
  return joinRecords([...readRecords(batchStream, bytesSource(bytes), given)]);
};
const storedNames = () => {
  const events = parseEvents(readFileSync(join(runDirectory, EVENTS_FILE), 'utf8'));
  return events.map(({ name, payload }) => (name === 'fitStarted' ? payload.name : name));
};

it('Records rows before it is known where their layers stand, and tells of them in order', async () => {
  const located = Promise.withResolvers<FitSummary>();
  const { recorder, sent } = recorderOf(located.promise);
  expect(sent).toEqual([]);
  const finished = recorder.finish();
  located.resolve(moved);
  await finished;
  expect(fileRows()).toEqual(sampleRecords(given, 0, 10));
  expect(storedNames()).toEqual(['net', 'phase']);
  expect(sent.map(({ name }) => name)).toEqual(['fitStarted', 'records', 'phase']);
  expect(sent[0]?.payload).toEqual(moved);
});

it('Has all rows in the files where the host is gone before that is known', () => {
  const { recorder } = recorderOf(new Promise(() => {}));
  recorder.finishAtOnce();
  expect(fileRows()).toEqual(sampleRecords(given, 0, 10));
  expect(storedNames()).toEqual([given.name, 'phase']);
});

it('Goes on without where it cannot be found', async () => {
  const { recorder, sent } = recorderOf(Promise.reject(new Error('out of memory')));
  await recorder.finish();
  expect(storedNames()).toEqual([given.name, 'phase']);
  expect(sent[0]?.payload).toEqual(given);
});
