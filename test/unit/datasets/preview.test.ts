import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDataset } from '../../../src/datasets/openDataset.js';
import { previewDataset } from '../../../src/datasets/preview/previewDataset.js';
import { DataPreviewer } from '../../../src/datasets/preview/previewer.js';
import { HumanError } from '../../../src/errors/humanError.js';
import type { DataSpec } from '../../../src/protocol/data.js';
import { bundleWorker } from '../bundleWorker.js';
import { shapes } from './shapes.js';

const fixtures = join(import.meta.dirname, '../../fixtures/datasets');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-preview-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function preview(text: string, name = 'data.csv') {
  await writeFile(join(folder, name), text);
  return previewDataset(name, folder);
}

describe('a preview of a table', () => {
  it('says format, columns, target, classes and first rows', async () => {
    const found = await preview('Id;width;born;species\n1;500;2020-01-02;b\n2;;2020-01-03;a\n3;700;2020-01-04;b\n');
    expect(found.spec).toEqual({
      kind: 'table',
      path: 'data.csv',
      format: 'csv',
      delimiter: ';',
      header: true,
      normalize: 'standard',
      target: ['species'],
      columns: { Id: 'skip' },
    });
    expect(found.columns?.map(({ name, kind, role, missing }) => [name, kind, role, missing])).toEqual([
      ['Id', 'number', 'skipped', 0],
      ['width', 'number', 'input', 1],
      ['born', 'date', 'skipped', 0],
      ['species', 'text', 'target', 0],
    ]);
    expect(found).toMatchObject({ rowCount: 3, classesAreComplete: true });
    expect(found.classes).toEqual([
      { label: 'a', count: 1 },
      { label: 'b', count: 2 },
    ]);
    expect(found.rows?.[1]).toEqual(['2', '', '2020-01-03', 'a']);
    expect(found.notes).toEqual([
      'Left out: "Id" (counts the rows), "born" (dates).',
      '"width" has no value in 1 row; rows without a number are left out.',
      'Inputs are scaled to mean 0 and standard deviation 1.',
    ]);
  });

  it('has a spec that can be trained on', async () => {
    const { spec } = await preview('a\tb\tc\n1\t2\t0\n3\t4\t1\n', 'data.tsv');
    expect(spec).toMatchObject({ format: 'tsv', target: ['c'] });
    const dataset = await openDataset(spec, folder, shapes());
    expect(dataset.description).toMatchObject({ rows: 2, inputNames: ['a', 'b'] });
  });

  it('reads no more of a large file than its beginning', async () => {
    const found = await preview(`a,y\n${'1,0\n'.repeat(5000)}1,2,3\n`);
    expect(found).toMatchObject({ rowCount: null, classesAreComplete: false, classes: [{ label: '0', count: 2000 }] });
    expect(found.rows).toHaveLength(20);
  });

  it('keeps what is given', async () => {
    await writeFile(join(folder, 'data.csv'), '1,2\n3,4\n');
    const given: DataSpec = { kind: 'table', path: 'data.csv', target: ['1'], header: false, normalize: 'none' };
    expect((await previewDataset(given, folder)).spec).toMatchObject(given);
  });

  it('of other formats knows the rows', async () => {
    const found = await previewDataset('table.snappy.parquet', fixtures);
    expect(found).toMatchObject({ rowCount: 200, spec: { format: 'parquet', target: ['ok'] } });
  });
});

describe('a preview of other data', () => {
  it('shows arrays, pictures and built-in data', async () => {
    const arrays = await previewDataset('both.npz', fixtures);
    expect(arrays).toMatchObject({ rowCount: 6, inputShape: [2, 4], classes: [{ label: '0', count: 2 }, {}, {}] });
    const pictures = await previewDataset('pictures', fixtures);
    expect(pictures.classes).toEqual([
      { label: 'blue', count: 2 },
      { label: 'red', count: 5 },
    ]);
    const iris = await previewDataset({ kind: 'builtin', name: 'iris' }, folder);
    expect(iris).toMatchObject({ name: 'Iris', inputShape: [4], rowCount: 150 });
    expect((await previewDataset({ kind: 'builtin', name: 'mnist' }, folder)).notes[1]).toContain(
      'downloaded once (10 MB)',
    );
    expect((await previewDataset({ kind: 'random' }, folder)).inputShape).toBeNull();
  });

  it('asks for the targets of a lone array', async () => {
    await expect(previewDataset('float32.npy', fixtures)).rejects.toThrow('which file has the targets?');
  });
});

describe('the previewer', () => {
  let previewer: DataPreviewer | undefined;
  let worker: string;
  const log: string[] = [];

  beforeAll(async () => {
    worker = join(folder, 'worker.cjs');
    await bundleWorker('datasets/worker.ts', worker);
  });

  afterEach(() => {
    previewer?.dispose();
    log.length = 0;
  });

  function open(file: string, limit?: number): DataPreviewer {
    previewer = new DataPreviewer(file, (line) => log.push(line), undefined, limit);
    return previewer;
  }

  it('answers from a worker, several at a time, errors for people included', async () => {
    const opened = open(worker);
    const [pictures, missing] = await Promise.allSettled([
      opened.preview('pictures', fixtures),
      opened.preview('nothing.csv', fixtures),
    ]);
    expect(pictures).toMatchObject({ status: 'fulfilled', value: { rowCount: 7 } });
    expect(missing).toMatchObject({ status: 'rejected', reason: expect.any(HumanError) });
    expect(log).toEqual([]);
  });

  it('replaces a worker that hangs or dies', async () => {
    const file = join(folder, 'obedient.cjs');
    const source = `const { parentPort } = require('node:worker_threads');
      parentPort.on('message', ({ id, call: { data } }) => {
        if (data === 'hang') for (;;);
        if (data === 'exit') process.exit(3);
        parentPort.postMessage({ id, answer: { name: data } });
      });`;
    await writeFile(file, source);
    const opened = open(file, 4000);
    await expect(opened.preview('exit', '/')).rejects.toThrow('exit code 3');
    expect(await opened.preview('fine', '/')).toEqual({ name: 'fine' });
    await expect(opened.preview('hang', '/')).rejects.toThrow('longer than 4 s');
    expect(await opened.preview('fine', '/')).toEqual({ name: 'fine' });
    expect(log).toHaveLength(2);
  });

  it('ends what waits when it is disposed', async () => {
    const opened = open(worker);
    const waiting = opened.preview('pictures', fixtures);
    opened.dispose();
    await expect(waiting).rejects.toThrow('was canceled');
    await expect(opened.preview('pictures', fixtures)).rejects.toThrow('was canceled');
  });
});
