import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeState } from '../../../src/dashboard/view/describeState.js';
import { runView } from '../../../src/dashboard/view/runView.js';
import { runStatus } from '../../../src/editor/text/runStatus.js';
import { RUN_FORMAT, RUN_HEADER_FILE } from '../../../src/protocol/runFile.js';
import { batchStream } from '../../../src/protocol/streams/batches.js';
import { streamFile } from '../../../src/protocol/streams/stream.js';
import { encodeSchema } from '../../../src/runFiles/arrowStream.js';
import { readRecords } from '../../../src/runFiles/recordsReader.js';
import { recordsEncoder } from '../../../src/runFiles/recordsWriter.js';
import { fileMetadata, formatFrom, openFitFile } from '../../../src/runFiles/schema.js';
import { createRuns } from '../../../src/runs/createRuns.js';
import { placeText } from '../../../src/runs/placeText.js';
import { DEFAULT_RUN_SETTINGS } from '../../../src/runs/settings.js';
import { readStoredRun } from '../../../src/runs/stored/readStoredRun.js';
import { bytesSource } from '../runFiles/bytesSource.js';
import { sampleFit, sampleRecords } from '../runFiles/sampleFit.js';

const ID = '20261130-063508-dbb35268';
const fixtures = join(import.meta.dirname, '../../fixtures/runFiles/firstFormat/runs');
const SENTENCE = /^This run was recorded by a newer GradLens \(format 3, this one reads up to 2\)\. Update GradLens/;

let store: string;
let folder: string;
beforeEach(() => {
  store = mkdtempSync(join(tmpdir(), 'gradlens-newer-'));
  folder = join(store, 'runs', ID);
  cpSync(join(fixtures, ID), folder, { recursive: true });
});
afterEach(() => rmSync(store, { recursive: true, force: true }));

const contents = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')]);

async function restored(maxRuns: number) {
  const asked: unknown[] = [];
  const runs = createRuns({
    storeDirectory: store,
    trainerEntry: '',
    readerWorker: join(store, 'none.js'),
    settings: () => ({ ...DEFAULT_RUN_SETTINGS, maxRuns }),
    mayDelete: async (headers) => asked.push(headers) > 0,
    log() {},
    onOutput() {},
  });
  await runs.restore();
  return { runs, asked };
}

describe('a run of a newer format', () => {
  it.each([
    ['a header like ours', { file: '/net.js', startedAt: 5 }],
    ['one that has nothing that is known', { file: { name: 1 }, backend: 'jax', end: 'late', ownerPid: 'me' }],
  ])('says so, with %s, and is left as it is', async (_name, other) => {
    writeFileSync(join(folder, RUN_HEADER_FILE), JSON.stringify({ id: ID, format: RUN_FORMAT + 1, ...other }));
    writeFileSync(join(folder, `${RUN_HEADER_FILE}.half`), '{');
    const before = contents();
    const { runs, asked } = await restored(0);
    const [run] = runs.all;
    if (!run) throw new Error('The run is not listed');
    await run.load();
    expect(run.loaded).toBe(true);
    expect(run.fits).toEqual([]);
    expect(run.state).toMatchObject({
      kind: 'ended',
      outcome: 'newer-format',
      message: expect.stringMatching(SENTENCE),
    });
    expect(describeState(run)).toMatchObject({ tone: 'warning', detail: expect.stringMatching(SENTENCE) });
    expect(runView(run, placeText)).toMatchObject({ backend: { label: '' }, controls: { saveModel: false } });
    expect(runStatus(run, null)).toBe('recorded by a newer GradLens');
    await runs.close();
    expect(asked).toEqual([]);
    expect(contents()).toEqual(before);
  });

  it('goes where a person deletes it', async () => {
    writeFileSync(join(folder, RUN_HEADER_FILE), JSON.stringify({ id: ID, format: RUN_FORMAT + 1 }));
    const { runs } = await restored(50);
    await runs.delete(ID);
    expect(readdirSync(join(store, 'runs'))).toEqual([]);
    await runs.close();
  });
});

describe('a file of a newer format', () => {
  const fit = sampleFit();
  const encoder = recordsEncoder(batchStream, fit);
  const rows = encoder.encode(sampleRecords(fit, 0, 3));
  const newer = Buffer.concat([
    encodeSchema(
      [{ name: 'step', type: 'int32', width: null }],
      new Map([...fileMetadata(batchStream, fit), ['gradlens.format', String(RUN_FORMAT + 1)]]),
    ),
    rows,
  ]);

  it('is told from those of today, which carry their version, and is not read', () => {
    expect(formatFrom(openFitFile(bytesSource(encoder.start))?.metadata)).toBe(RUN_FORMAT);
    expect([...readRecords(batchStream, bytesSource(newer), fit)]).toEqual([]);
    expect(openFitFile(bytesSource(newer))).toBeNull();
  });

  it('is said to be left out of the run that it lies in', () => {
    writeFileSync(join(folder, streamFile(batchStream, 1)), newer);
    const { answer } = readStoredRun({ kind: 'run', directory: folder, maxBytes: 1 << 20 });
    expect(answer.problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The file fit-1\.arrow of this run was recorded by a newer GradLens \(format 3/),
    ]);
    expect(answer.fits).toMatchObject([
      { summary: { fit: 1, name: 'xor' }, latest: null, samples: { activations: { count: 1 } } },
    ]);
  });
});
