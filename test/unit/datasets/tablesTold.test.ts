import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDataset } from '../../../src/datasets/openDataset.js';
import { previewDataset } from '../../../src/datasets/preview/previewDataset.js';
import type { DataSpec } from '../../../src/protocol/data.js';
import { arrowTables } from './arrowTables.js';
import { samplesOf, shapes } from './shapes.js';

type TableSpec = Extract<DataSpec, { kind: 'table' }>;
type Model = Parameters<typeof shapes>[0];

interface Case {
  /** With its ending. */
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly spec?: Partial<TableSpec>;
  readonly model?: Model;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-told-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const csv = (name: string, content: string | Uint8Array, spec?: Partial<TableSpec>, model?: Model): Case => ({
  name: `${name}.csv`,
  content,
  ...(spec ? { spec } : {}),
  ...(model ? { model } : {}),
});
const json = (name: string, value: unknown, spec?: Partial<TableSpec>): Case => ({
  name: `${name}.json`,
  content: typeof value === 'string' ? value : JSON.stringify(value),
  ...(spec ? { spec } : {}),
});
const lines = (name: string, content: string | Uint8Array, spec?: Partial<TableSpec>): Case => ({
  name: `${name}.ndjson`,
  content,
  ...(spec ? { spec } : {}),
});

const many = (count: number, cell: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => cell(index));
const wide = [many(25, (index) => `c${index}`), many(25, String)].map((row) => row.join(',')).join('\n');
const texts = (count: number) => `t,n,y\n${many(count, (row) => `w${row},${row},1`).join('\n')}\n`;
const softmax: Model = { output: [3], loss: 'categoricalCrossentropy', lastActivation: 'softmax' };
const sigmoid: Model = { output: [1], loss: 'binaryCrossentropy', lastActivation: 'sigmoid' };
const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);

const cases: Case[] = [
  // Layout of the text
  csv('plain', 'a,b,y\n1,2,3\n4,5,6\n'),
  csv('without a last line end', 'a,b,y\r\n1,2,3\r\n4,5,6'),
  csv('mark within', 'a,y\n\ufeff1,2\n'),
  csv('old line ends', 'a,y\r1,2\r3,4\r'),
  csv('quoted late', `a,y\n${'1,2\n'.repeat(3)}"3",4\n"5\n6",7\n`, { columns: { a: 'index' } }),
  csv('quote within a value', 'a,y\nx"z,1\n"u",2\n', { columns: { a: 'onehot' } }),
  csv('quotes that are none', 'a,y\n"x",1\nz,2\n', { quote: '', columns: { a: 'onehot' } }),
  csv('comments', '# one\na,y\n# two\n1,2\n3,4\n'),
  csv('comments and quotes', '# one\na,y\n"1",2\n# two\n3,4\n'),
  csv('blanks and a quote', 'a b y\n1 2 3\n"4" 5 6\n', { columns: { a: 'onehot' } }),
  csv('packed', gzipSync('a,y\n1,2\n')),
  csv('packed nothing', gzipSync('')),
  csv('packed and cut', gzipSync('a,y\n1,2\n').subarray(0, 12)),
  csv('blank', ' \n\n'),
  csv('UTF-16', Buffer.from('\ufeffa,y\n1,2\n', 'utf16le')),
  { name: 'no ending', content: Buffer.from('a,y\n1,2\n', 'utf16le'), spec: { format: 'csv' } },
  csv('zeros', 'a,b,c,d,e,y\n1,\u0000,3,4,5,6\n'),
  csv('zip', 'PK\u0003\u0004'),
  csv('Latin-1', Buffer.from('a,y\nö,1\né,2\n', 'latin1')),
  csv('given', "1;'2;3'\n4;5\n", { delimiter: ';', quote: "'", header: false, target: ['1'], columns: { 2: 'index' } }),
  { name: 'tabs.tsv', content: 'a\tb,c\ty\n1\t2\t3\n' },
  { name: 'other.tsv', content: 'a|y\n1|3\n', spec: { delimiter: '|' } },
  // Rows that do not fit, and names
  csv('short row', 'a,b,y\n1,2,3\n1\n1,2,3\n'),
  csv('long row', 'a,b,y\n1,2,3\n\n1,2,3,4\n'),
  csv('short row behind a quote', 'a,b,y\n"1",2,3\n1,2\n'),
  csv('only a header', 'a,y\n', { header: true }),
  csv('only a header of names', 'a,y\n'),
  csv('open quote', 'a,y\n1,"2\n'),
  csv('same names', 'a,a,,y\n1,2,3,4\n'),
  csv('no header', '1,2\n3,4\n', { target: ['2'] }),
  csv('no header and no target', '1,2\n3,4\n'),
  csv('many columns', wide),
  csv('a name that is near', 'sepal,petal,Y\n1,2,3\n'),
  csv('unknown column to skip', 'a,y\n1,2\n', { columns: { b: 'skip' } }),
  // What columns are for
  csv('each kind', 'n,b,t,d,e,y\n1,true,u,2024-01-02,,1\n2,false,v,2024-01-03,,2\n'),
  csv('all left out', 'd,e,s,y\n2024-01-02,,1,1\n2024-01-03,,2,2\n', { columns: { s: 'skip' } }),
  csv('only the target', 'y\n1\n2\n'),
  csv('text as number', 'a,y\n1,2\nx,3\n', { columns: { a: 'number' } }),
  csv('index with gaps', 't,n,y\nb,1,1\n,2,1\na,3,1\n', { columns: { t: 'index' } }),
  csv('index of one', 't,y\na,1\na,1\n', { columns: { t: 'index' } }),
  csv('50 texts', texts(50)),
  csv('51 texts', texts(51)),
  csv('5001 texts as inputs', texts(5001), { columns: { t: 'onehot' } }),
  csv('20,000 texts as index', texts(20_000), { columns: { t: 'index' } }),
  csv('only text', `t,y\n${many(60, (row) => `w${row},${row}`).join('\n')}\n`),
  csv('one text', 't,y\na,1\na,2\n'),
  csv('not a number', `a,y\n${'1,1\n'.repeat(30)}${'x'.repeat(40)},1\n`),
  csv('not a number, at length', `a,y\n${'1,1\n'.repeat(30)}${'x'.repeat(41)},1\n`),
  csv('missing', 'a,b,y\n1,,1\nNA,2,2\n3,4,\n', { missing: 'mean' }),
  csv('missing as zero', 'a,b,y\n1,,1\nNA,2,2\n3,4,\n', { missing: 'zero' }),
  csv('missing, scaled', 'a,b,y\n1,,1\nNA,2,2\n3,4,5\n', { missing: 'mean', normalize: 'minmax' }),
  csv('missing fails', 'a,b,y\n1,2,3\n1,,3\n', { missing: 'fail' }),
  csv('missing everywhere', 'a,b,y\n1,,1\n,2,1\n,2,1\n'),
  csv('missing targets', 'a,y\n1,\n2,NA\n', { header: true }),
  // Targets
  csv('several targets', 'a,b,c\n1,2,9\n3,4,5\n', { target: ['c', 'a'] }, { output: [2] }),
  csv('several targets with text', 'a,b,c\n1,2,x\n3,4,y\n', { target: ['a', 'c'] }),
  csv('text target', 'a,y\n1,dog\n2,cat\n3,dog\n'),
  csv('text target as number', 'a,y\n1,dog\n2,cat\n', { targetAs: 'number' }),
  csv('1000 texts', `a,y\n${many(1000, (row) => `${row},w${row}`).join('\n')}\n`),
  csv('1001 texts', `a,y\n${many(1001, (row) => `${row},w${row}`).join('\n')}\n`),
  csv('numbers for classes', 'a,y\n1,3\n2,5\n3,4\n', {}, softmax),
  csv('numbers for classes that are numbers', 'a,y\n1,3\n2,5\n3,4\n', { targetAs: 'number' }, softmax),
  csv('numbers that are classes', 'a,y\n1,0\n2,2\n3,0\n', { targetAs: 'index' }),
  csv('fractions for classes', 'a,y\n1,0.5\n2,1\n', {}, softmax),
  csv('1000 numbers for classes', `a,y\n${many(1000, (row) => `1,${row}`).join('\n')}\n`, { targetAs: 'onehot' }),
  csv('1001 numbers for classes', `a,y\n${many(1001, (row) => `1,${row}`).join('\n')}\n`, { targetAs: 'onehot' }),
  csv('signs', 'a,y\n1,-1\n2,1\n', {}, sigmoid),
  csv('three numbers for a sigmoid', 'a,y\n1,2\n2,4\n3,7\n', {}, sigmoid),
  csv('a count for a sigmoid', 'a,y\n1,0\n2,1\n3,2\n', {}, sigmoid),
  // JSON
  json('records', [
    { a: 1, y: 2 },
    { y: 3, a: 4 },
  ]),
  json(
    'lists',
    [
      [1, 2],
      [3, 4],
    ],
    { target: ['1'] },
  ),
  json('values', [1, 2], { target: ['1'] }),
  json('columns', { a: [1, 3], y: [2, 4] }),
  json('columns of other lengths', { a: [1, 3], y: [2] }),
  json('records within', { version: 1, rows: [{ a: 1, y: 2 }] }),
  json('two lists within', { a: [{ y: 1 }], y: [1], z: 0 }),
  json('values within', { rows: [1, 2], z: 0 }),
  json(
    'kinds',
    [
      { a: null, b: true, c: '2', d: [1, 2], e: { f: 1 }, length: 3, y: 2 },
      { a: 1, b: false, c: '3', d: [3, 4], e: { f: 2 }, length: 4, y: 2 },
    ],
    { missing: 'zero' },
  ),
  json('with a mark', '\ufeff[{"a":1,"y":2}]'),
  json('with marks', '\ufeff\ufeff[{"a":1,"y":2}]'),
  json('none', []),
  json('a text', '"a"'),
  json('broken', '[{"a":1,}]'),
  json('32 levels', [{ a: deep(31), y: 1 }]),
  json('33 levels', [
    { a: 1, y: 1 },
    { a: deep(32), y: 1 },
  ]),
  json('too many values', [{ y: 1, a: many(100_001, () => '1') }]),
  { name: 'packed.json', content: gzipSync('[]') },
  lines('one a line', '{"a":1,"y":2}\n\n{"a":3,"y":4}'),
  lines('other line ends', '{"a":1,"y":2}\r\n{"a":3,"y":4}\r\n'),
  lines('marked', '\ufeff{"a":1,"y":"\ufeff"}\n{"a":3,"y":"b\ufeff"}'),
  lines('lists a line', '[1,2]\n[3,4]', { target: ['1'] }),
  lines('packed lines', gzipSync('{"a":1,"y":2}\n')),
  lines('broken line', '{"a":1,"y":1}\n\n{"a":\n'),
  lines('33 levels a line', `{"a":1,"y":1}\n{"a":${JSON.stringify(deep(32))},"y":1}`),
  lines('just a thousand', many(1000, (row) => `{"a":${row},"y":1}`).join('\n')),
  lines(
    'a column that comes late',
    many(1001, (row) => (row < 1000 ? '{"a":1,"y":1}' : '{"a":1,"y":1,"z":1}')).join('\n'),
  ),
  ...arrowTables(),
  { name: 'no.arrow', content: 'ARROW1 and no more of it' },
  { name: 'old.feather', content: 'FEA1 and so on' },
  { name: 'no.parquet', content: 'PAR1 and no more of it' },
];

const rounded = (values: readonly number[]) => values.slice(0, 12).map((value) => Number(value.toFixed(3)) + 0);
const short = (text: string) => (text.length > 400 ? `${text.slice(0, 400)}…` : text).replaceAll(folder, '');
/** The reason of `JSON.parse` is left out: it is another in each version of V8. */
const words = (error: unknown) => short((error as Error).message).replace(/(?<=is not valid JSON: ).*$/, '…');

/** What a model is given, or why it is given nothing. */
async function opened({ name, spec, model }: Case): Promise<string> {
  const full: TableSpec = { kind: 'table', path: name, target: ['y'], shuffle: false, ...spec };
  try {
    const dataset = await openDataset(full, folder, shapes(model), { store: folder });
    const { x, y } = await samplesOf(dataset);
    await dataset.close();
    const { inputNames, inputRange, rows, target } = dataset.description;
    const of = { rows, inputNames: inputNames?.slice(0, 8), inputs: inputNames?.length, inputRange };
    return `${short(JSON.stringify({ ...of, target }))}\n  ${JSON.stringify(rounded(x))} -> ${JSON.stringify(rounded(y))}`;
  } catch (error) {
    return words(error);
  }
}

/** What a person is shown. */
async function previewed({ name, spec }: Case): Promise<string> {
  try {
    const data = spec ? { kind: 'table' as const, path: name, target: [], ...spec } : name;
    const { columns, rows, notes, ...rest } = await previewDataset(data, folder);
    const kinds = columns
      ?.slice(0, 8)
      .map(({ name, kind, role, missing, distinct }) => [name, kind, role, missing, distinct].join(' '));
    return `${short(JSON.stringify(rest))}\n  ${JSON.stringify({ kinds, first: rows?.slice(0, 3), shown: rows?.length })}${notes.map((note) => `\n  ${note}`).join('')}`;
  } catch (error) {
    return words(error);
  }
}

it.each([
  ['What a model is given of a table', opened, 'tables'],
  ['What is shown of a table', previewed, 'tablePreviews'],
] as const)('%s', async (_, look, told) => {
  const all: string[] = [];
  for (const one of cases) {
    await writeFile(join(folder, one.name), one.content);
    const how = [one.spec, one.model].map((part) => (part ? ` ${JSON.stringify(part)}` : '')).join('');
    all.push(`${one.name}${how}\n  ${await look(one)}`);
  }
  await expect(`${all.join('\n')}\n`).toMatchFileSnapshot(`told/${told}.txt`);
});
