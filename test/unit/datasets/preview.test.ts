import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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

  const rolesOf = async (text: string) => {
    const { columns } = await preview(text);
    return (columns ?? []).map(({ name, kind, role }) => `${name} ${kind} ${role}`);
  };

  it.each<[string, string, string]>([
    ['by the surest name', 'y,Label,z\n1,2,3\n', 'Label'],
    ['whatever its blanks and letters', 'a, SPECIES ,z\n1,2,3\n', 'SPECIES'],
    ['else the last one that holds anything', 'a,b,when,none\n1,2,2020-01-02,\n3,4,2020-01-03,\n', 'b'],
    ['else the last one', 'when,none\n2020-01-02,\n2020-01-03,\n', 'none'],
  ])('guesses the target %s', async (_, text, target) => {
    expect((await preview(text)).spec).toMatchObject({ target: [target] });
  });

  it('leaves out what only counts the rows, and nothing that says more', async () => {
    expect(await rolesOf('id,row_id,Index ,width,y\n1,7,1,1,0\n2,8,2,2,1\n')).toEqual([
      ...[
        'id number skipped',
        'row_id number skipped',
        'Index number skipped',
        'width number input',
        'y number target',
      ],
    ]);
    // The same twice, one that lacks a value, one row alone, and a word.
    expect(await rolesOf('id,nr,y\n1,1,0\n1,,1\n')).toEqual(['id number input', 'nr number input', 'y number target']);
    expect(await rolesOf('id,y\n1,0\n')).toEqual(['id number input', 'y number target']);
    expect(await rolesOf('id,y\na,0\nb,1\n')).toEqual(['id text input', 'y number target']);
    expect((await preview('a,id\n5,1\n6,2\n')).columns?.at(-1)).toMatchObject({ name: 'id', role: 'target' });
  });

  it('counts classes in their order, of whole numbers up to twenty', async () => {
    const classesOf = async (values: readonly (number | string)[]) =>
      (await preview(`a,y\n${values.map((value) => `1,${value}\n`).join('')}`)).classes?.map(
        ({ label, count }) => `${label}:${count}`,
      ) ?? null;
    expect(await classesOf([10, 9, 10, '', 2])).toEqual(['2:1', '9:1', '10:2']);
    expect(await classesOf(['b', 'a10', 'a9', ' b'])).toEqual(['a9:1', 'a10:1', 'b:2']);
    expect(await classesOf(['true', 'false', 'true'])).toEqual(['false:1', 'true:2']);
    expect(await classesOf([1, 2.5, 1])).toBeNull();
    expect(await classesOf(Array.from({ length: 20 }, (_, value) => value))).toHaveLength(20);
    expect(await classesOf(Array.from({ length: 21 }, (_, value) => value))).toBeNull();
    await writeFile(join(folder, 'data.csv'), 'a,b\n1,0\n2,1\n');
    const two = await previewDataset({ kind: 'table', path: 'data.csv', target: ['a', 'b'] }, folder);
    expect([two.classes, two.columns?.map(({ role }) => role)]).toEqual([null, ['target', 'target']]);
  });

  it('says what it leaves out and what is missing', async () => {
    const spec: DataSpec = { kind: 'table', path: 'data.csv', target: ['y'] };
    await writeFile(
      join(folder, 'data.csv'),
      'a,none,when,b,y\n1,,2020-01-02,,0\n,,2020-01-03,-10,1\n,,2020-01-04,10,1\n',
    );
    const notes = async (more: object) => (await previewDataset({ ...spec, ...more } as DataSpec, folder)).notes;
    expect(await notes({})).toEqual([
      'Left out: "none" (empty), "when" (dates).',
      '"a" has no value in 2 rows; rows without a number are left out.',
      '"b" has no value in 1 row; rows without a number are left out.',
    ]);
    expect(await notes({ missing: 'mean', normalize: 'standard', columns: { b: 'skip', when: 'onehot' } })).toEqual([
      'Left out: "none" (empty), "b" (counts the rows).',
      '"a" has no value in 2 rows.',
      'Inputs are scaled to mean 0 and standard deviation 1.',
    ]);
    const long = await preview(`a,y\n,0\n${'1,0\n'.repeat(2000)}`);
    expect(long.notes).toEqual(['"a" has no value in 1 of the first 2,000 rows; rows without a number are left out.']);
    expect(await preview('a,y\n10,0\n-10,1\n')).toMatchObject({ notes: [], spec: { target: ['y'] } });
    expect((await preview('a,y\n-10.5,0\n1,1\n')).spec).toMatchObject({ normalize: 'standard' });
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

  it('says how large pictures become, what is downloaded, and that noise follows the model', async () => {
    const of = (spec: DataSpec) => previewDataset(spec, fixtures);
    const pictures: DataSpec = { kind: 'images', path: 'pictures', size: [8, 6] };
    expect(await of(pictures)).toMatchObject({ name: 'pictures', rowCount: 7, inputShape: [8, 6, 3], notes: [] });
    expect((await of({ ...pictures, grayscale: true })).inputShape).toEqual([8, 6, 1]);
    expect((await of({ kind: 'images', path: 'pictures' })).inputShape).toBeNull();
    expect(await of({ kind: 'builtin', name: 'iris', samples: 30 })).toMatchObject({
      rowCount: 30,
      notes: { length: 1 },
    });
    expect(await of({ kind: 'random' })).toEqual({
      spec: { kind: 'random' },
      name: 'Random',
      rowCount: null,
      inputShape: null,
      columns: null,
      rows: null,
      classes: null,
      classesAreComplete: true,
      notes: ['Noise in exactly the model’s shapes.'],
    });
  });

  it('counts the classes of arrays, and says the shape of other targets', async () => {
    const arrays = await previewDataset('both.npz', fixtures);
    expect(arrays).toMatchObject({ spec: { kind: 'arrays', x: 'both.npz', y: 'both.npz' }, name: 'both.npz, "x"' });
    expect(arrays.classes?.map(({ label, count }) => [label, count])).toEqual([
      ['0', 2],
      ['1', 2],
      ['2', 2],
    ]);
    expect(arrays.notes).toEqual(['Each target has shape [1].']);
  });

  it('finds the file with the targets by the name of the one with the inputs', async () => {
    const npy = await readFile(join(fixtures, 'float32.npy'));
    for (const [inputs, targets] of [
      ['x_train.npy', 'y_train.npy'],
      ['X_test.npy', 'Y_test.npy'],
      ['features.npy', 'labels.npy'],
      ['my_images.npy', 'my_targets.npy'],
    ] as const) {
      await writeFile(join(folder, inputs), npy);
      await writeFile(join(folder, targets), npy);
      expect((await previewDataset(inputs, folder)).spec).toEqual({ kind: 'arrays', x: inputs, y: targets });
      await rm(join(folder, targets));
      await expect(previewDataset(inputs, folder)).rejects.toThrow(`${inputs} has the inputs`);
    }
    await expect(previewDataset('nothing.csv', folder)).rejects.toThrow(
      `There is no file or folder ${join(folder, 'nothing.csv')}.`,
    );
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
