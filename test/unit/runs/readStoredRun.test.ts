import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EVENTS_FILE } from '../../../src/protocol/runFile.js';
import { batchStream } from '../../../src/protocol/streams/batches.js';
import { streamFile } from '../../../src/protocol/streams/stream.js';
import type { TrainerEventName, TrainerEventOf } from '../../../src/protocol/trainer.js';
import { encodeEvent } from '../../../src/runFiles/events.js';
import { recordsEncoder } from '../../../src/runFiles/recordsWriter.js';
import { readStoredFits, readStoredRun } from '../../../src/runs/stored/readStoredRun.js';
import { sampleFit, sampleRecords } from '../runFiles/sampleFit.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'gradlens-stored-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function record(fit: number, name = streamFile(batchStream, fit)): void {
  const summary = sampleFit(fit);
  const encoder = recordsEncoder(batchStream, summary);
  writeFileSync(join(directory, name), Buffer.concat([encoder.start, encoder.encode(sampleRecords(summary, 0, fit))]));
}

const event = <Name extends TrainerEventName>(name: Name, payload: TrainerEventOf<Name>) => encodeEvent(name, payload);
const problem = (message: string) =>
  ({ kind: 'model', severity: 'warning', message, location: null, stack: null }) as const;
const end = { fit: 2, outcome: 'stopped', epochs: 1, batches: 2, seconds: 3 } as const;

it('A run is read with its fits in order, whatever tells of them, and each with what is its own', () => {
  // The tenth is known by its file alone, and files of other names are no fit's.
  for (const fit of [1, 2, 10]) record(fit);
  record(3, 'old-fit-3.arrow');
  record(3, 'fit-3.arrow.bak');
  const told = [
    event('problem', problem('first')),
    event('fitStarted', { ...sampleFit(2), location: null }),
    event('epochEnded', { fit: 2, epoch: 0, step: 2, logs: { loss: Number.NaN } }),
    event('fitStarted', sampleFit(2)),
    event('stepMode', { fit: 2, step: 1, mode: 'eager', reason: 'a reason' }),
    event('dataSeen', { fit: 2, inputs: null, targets: null }),
    event('fitEnded', end),
    event('epochEnded', { fit: 7, epoch: 0, step: 2, logs: {} }),
    event('fitEnded', { ...end, fit: 7 }),
    event('fitStarted', sampleFit(1)),
    event('problem', problem('second')),
    event('ended', { outcome: 'failed', exitCode: 1 }),
    event('ended', { outcome: 'stopped', exitCode: 0 }),
    '["ended", {"outcome": "comp',
  ];
  writeFileSync(join(directory, EVENTS_FILE), told.join(''));
  const { answer } = readStoredRun({ kind: 'run', directory, maxBytes: 3 << 20 });
  expect(answer.problems).toEqual([problem('first'), problem('second')]);
  expect(answer.ended).toEqual({ outcome: 'stopped', exitCode: 0 });
  const bare = { epochs: [], end: null, stepMode: null, data: null };
  const fits = [
    { summary: sampleFit(1), ...bare },
    {
      summary: sampleFit(2),
      epochs: [{ fit: 2, epoch: 0, step: 2, logs: { loss: Number.NaN } }],
      end,
      stepMode: { fit: 2, step: 1, mode: 'eager', reason: 'a reason' },
      data: { fit: 2, inputs: null, targets: null },
    },
    { summary: sampleFit(10), ...bare },
  ];
  expect(readStoredFits(directory)).toEqual(fits);
  expect(answer.fits).toMatchObject(fits);
  expect(answer.fits.map(({ latest }) => latest?.step)).toEqual([0, 1, 9]);
});

it('A run of which nothing was written has nothing', () => {
  const { answer, transfer } = readStoredRun({ kind: 'run', directory, maxBytes: 1 << 20 });
  const output = { lines: [], dropped: 0 };
  expect([answer, transfer]).toEqual([{ fits: [], problems: [], ended: null, output }, []]);
  writeFileSync(join(directory, EVENTS_FILE), event('fitStarted', sampleFit(1)));
  const [fit] = readStoredRun({ kind: 'run', directory, maxBytes: 1 << 20 }).answer.fits;
  expect(fit).toMatchObject({ summary: { fit: 1 }, latest: null });
});
