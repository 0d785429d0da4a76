import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDataset } from '../../../src/datasets/openDataset.js';
import { previewDataset } from '../../../src/datasets/preview/previewDataset.js';
import type { ModelShapes } from '../../../src/datasets/types.js';
import type { DataSpec } from '../../../src/protocol/data.js';
import { samplesOf, shapes } from './shapes.js';

type TableSpec = Extract<DataSpec, { kind: 'table' }>;

const fixtures = join(import.meta.dirname, '../../fixtures/datasets');
let folder: string;
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-tables-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Read {
  readonly names: readonly string[] | null;
  readonly rows: number[][];
  readonly y: number[];
  readonly description: Awaited<ReturnType<typeof openDataset>>['description'];
}

async function open(path: string, spec: Partial<TableSpec>, model: Partial<ModelShapes> = {}): Promise<Read> {
  const full: TableSpec = { kind: 'table', path, target: ['y'], shuffle: false, ...spec };
  const dataset = await openDataset(full, folder, shapes(model), { store: folder });
  const { x, y } = await samplesOf(dataset);
  const { description } = dataset;
  const width = description.inputShape.reduce((size, length) => size * length, 1);
  await dataset.close();
  const rows = Array.from({ length: description.rows ?? 0 }, (_, row) => x.slice(row * width, (row + 1) * width));
  return { names: description.inputNames, rows, y, description };
}

async function read(
  content: string | Uint8Array,
  spec: Partial<TableSpec> = {},
  model: Partial<ModelShapes> = {},
  ending = 'csv',
) {
  const name = `data${++files}.${ending}`;
  await writeFile(join(folder, name), content);
  return open(name, spec, model);
}

describe('a CSV file', () => {
  it('has numbers, text as one input for each value, booleans, and no dates', async () => {
    const { names, rows, y } = await read(
      'a,color,born,ok,y\n1,red,2020-01-02,true,10\n2.5,green,2021-03-04,false,20\n-3e2,red,2022-05-06,true,30\n',
    );
    expect(names).toEqual(['a', 'color=green', 'color=red', 'ok']);
    expect(rows).toEqual([
      [1, 0, 1, 1],
      [2.5, 1, 0, 0],
      [-300, 0, 1, 1],
    ]);
    expect(y).toEqual([10, 20, 30]);
  });

  it.each([
    ['semicolons with decimal commas', 'a;b;y\n1,5;2;3\n2,5;4;6\n'],
    ['tabs', 'a\tb\ty\n1.5\t2\t3\n2.5\t4\t6\n'],
    ['bars', 'a|b|y\r\n1.5|2|3\r\n2.5|4|6'],
    ['blanks', ' a  b   y\n 1.5 2   3\n 2.5   4 6\n'],
    ['a byte order mark and empty lines', '\ufeffa,b,y\n\n1.5,2,3\n\n2.5,4,6\n\n'],
    ['blanks after commas', 'a, b, y\n1.5, 2, 3\n2.5, 4, 6\n'],
    ['quotes', '"a","b","y"\n"1.5","2","3"\n"2.5","4","6"\n'],
    ['single quotes', "'a','b','y'\n'1.5','2','3'\n'2.5','4','6'\n"],
    ['a comment', '# made by hand\na,b,y\n1.5,2,3\n2.5,4,6\n'],
  ])('is read with %s', async (_name, text) => {
    const { names, rows, y } = await read(text);
    expect([names, rows, y]).toEqual([
      ['a', 'b'],
      [
        [1.5, 2],
        [2.5, 4],
      ],
      [3, 6],
    ]);
  });

  it('may have quoted delimiters, quotes and line ends in a value', async () => {
    const { names } = await read('note,a,y\n"one, ""two""\nthree",1,2\nx,3,4\n"one, ""two""\nthree",5,6\n');
    expect(names).toEqual(['note=one, "two"\nthree', 'note=x', 'a']);
  });

  it('may be packed, in Latin-1, and without a header', async () => {
    const packed = await read(gzipSync('a,y\n1,2\n'), {}, {}, 'csv.gz');
    expect(packed.rows).toEqual([[1]]);
    const latin = await read(Buffer.from('größe,farbe,y\n1,grün,3\n2,blau,3\n', 'latin1'));
    expect(latin.names).toEqual(['größe', 'farbe=blau', 'farbe=grün']);
    const bare = await read('1,2,3\n4,5,6\n', { target: ['3'] });
    expect([bare.names, bare.y]).toEqual([
      ['1', '2'],
      [3, 6],
    ]);
  });

  it('takes text as classes, and numbers as classes where the loss wants them', async () => {
    const text = 'a,y\n1,dog\n2,cat\n3,dog\n';
    expect((await read(text)).description.target).toEqual({ kind: 'classes', labels: ['cat', 'dog'], counts: [1, 2] });
    expect((await read(text)).y).toEqual([1, 0, 1]);
    const quality = 'a,y\n1,3\n2,5\n3,3\n4,4\n';
    const softmax = { output: [3], loss: 'categoricalCrossentropy' };
    const three = await read(quality, {}, softmax);
    expect(three.description.target).toEqual({ kind: 'classes', labels: ['3', '4', '5'], counts: [2, 1, 1] });
    expect(three.y).toEqual([0, 2, 0, 1]);
    const six = await read(quality, {}, { ...softmax, output: [6] });
    expect(six.y).toEqual([3, 5, 3, 4]);
    expect((await read(quality)).description.target).toEqual({ kind: 'numbers', shape: [1], range: [3, 5] });
    const sigmoid = await read('a,y\n1,-1\n2,1\n', {}, { loss: 'binaryCrossentropy' });
    expect(sigmoid.description.target).toMatchObject({ labels: ['-1', '1'] });
    expect(sigmoid.y).toEqual([0, 1]);
  });

  it('may have several targets, columns used as asked, and scaled inputs', async () => {
    const several = await read('a,b,c\n1,2,3\n4,5,6\n', { target: ['c', 'a'] }, { output: [2] });
    expect(several.y).toEqual([3, 1, 6, 4]);
    expect(several.description.target).toEqual({ kind: 'numbers', shape: [2], range: [1, 6] });
    const used = await read('id,k,n,y\n1,low,7,0\n2,high,8,0\n', { columns: { id: 'skip', k: 'index', n: 'onehot' } });
    expect([used.names, used.rows]).toEqual([
      ['k', 'n=7', 'n=8'],
      [
        [1, 1, 0],
        [0, 0, 1],
      ],
    ]);
    const scaled = await read('a,b,y\n0,5,0\n10,5,0\n', { normalize: 'minmax' });
    expect(scaled.rows).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(scaled.description.inputRange).toEqual([0, 1]);
    const standard = await read('a,y\n0,0\n10,0\n', { normalize: 'standard' });
    expect(standard.rows).toEqual([[-1], [1]]);
  });

  it('treats missing values as asked', async () => {
    const text = 'a,b,y\n1,,1\nNA,2,2\n3,4,\n5,6,4\n';
    expect((await read(text)).rows).toEqual([[5, 6]]);
    expect((await read(text, { missing: 'zero' })).rows).toEqual([
      [1, 0],
      [0, 2],
      [5, 6],
    ]);
    expect((await read(text, { missing: 'mean' })).rows).toEqual([
      [1, 4],
      [3, 2],
      [5, 6],
    ]);
    await expect(read(text, { missing: 'fail' })).rejects.toThrow('row 1 (line 2), column "b": the value is missing');
    await expect(read('a,b,y\n1,,1\n,2,2\n')).rejects.toThrow('Set "missing" to "mean"');
    await expect(read('a,b,y\n1,,\n2,2,\n')).rejects.toThrow(
      /^Every row of data\d+\.csv has a missing value, and such rows are left out\. "y" is missing 2 of 2\. Pick another target\.$/,
    );
    const long = 'x'.repeat(41);
    await expect(read(`a,y\n${'1,1\n'.repeat(40)}${long},2\n`)).rejects.toThrow(`column "a": "${'x'.repeat(40)}…" is`);
  });
});

describe('a header', () => {
  it.each<[string, string[] | null]>([
    ['x,y\n1,2\n', ['x', 'y']],
    ['1,2\n3,4\n', null],
    ['a,b\nc,d\n', ['a', 'b']],
    ['a,b\na,d\n', null],
    ['a,a\nb,c\n', null],
    ['a,\nb,c\n', null],
    ['2020-01-02,5\n2020-01-03,6\n', null],
    ['when,5\n2020-01-02,6\n', ['when', '5']],
    ['NA,5\n1,6\n', null],
    ['1,b\n', null],
    ['a,a,,a.2\n1,2,3,4\n', ['a', 'a.2', '3', 'a.2.2']],
  ])('of %j names the columns %j', async (text, names) => {
    await writeFile(join(folder, 'header.csv'), text);
    const { columns, spec } = await previewDataset('header.csv', folder);
    expect(spec).toMatchObject({ header: names !== null });
    const width = text.split('\n')[0]?.split(',').length ?? 0;
    const numbers = Array.from({ length: width }, (_, index) => String(index + 1));
    expect(columns?.map(({ name }) => name)).toEqual(names ?? numbers);
  });

  it('is there where it names the target, whatever it looks like, and as is given', async () => {
    expect((await read('a,y\nb,y\nc,d\n', { columns: { a: 'index' } })).rows).toEqual([[0], [1]]);
    expect((await read('x,7\nx,8\n', { target: ['2'], header: false, columns: { 1: 'index' } })).y).toEqual([7, 8]);
    expect((await read('1,2\n3,4\n', { target: ['2'], header: true })).y).toEqual([4]);
  });
});

describe('text columns', () => {
  const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`);
  const table = (texts: readonly string[]) => `t,n,y\n${texts.map((text, row) => `${text},${row},1\n`).join('')}`;

  it('are an input for each of up to 50 texts, and left out where they are more, or one', async () => {
    expect((await read(table(words(50)))).names).toHaveLength(51);
    expect((await read(table(words(51)))).names).toEqual(['n']);
    expect((await read(table(['a', 'a']))).names).toEqual(['n']);
    expect((await read(table(words(51)), { columns: { t: 'onehot' } })).names).toHaveLength(52);
  });

  it('are their place in the alphabet where that is asked for, and none of them where they lack a value', async () => {
    const index = await read(table(['b', 'c', 'a', '', 'c']), { columns: { t: 'index' } });
    expect(index.rows.map(([text]) => text)).toEqual([1, 2, 0, 0, 2]);
    expect(index.description.inputRange).toEqual([0, 4]);
    const oneHot = await read(table(['b', 'a', '']));
    expect(oneHot.names).toEqual(['t=a', 't=b', 'n']);
    expect(oneHot.rows).toEqual([
      [0, 1, 0],
      [1, 0, 1],
      [0, 0, 2],
    ]);
  });
});

describe('a table that cannot be read', () => {
  const long = (row: (index: number) => string) =>
    Array.from({ length: 70_010 }, (_, index) => row(index + 1)).join('\n');

  it('names the row with a wrong number of columns', async () => {
    const text = `a,b,y\n${long((row) => (row === 70_001 ? '1,2,3,4' : '1,2,3'))}`;
    await expect(read(text)).rejects.toThrow(
      /data\d+\.csv, row 70,001 \(line 70,002\): it has 4 columns, but the first row has 3/,
    );
  });

  it('names row and column of what is no number', async () => {
    const text = `a,b,y\n${long((row) => (row === 70_001 ? '1,oops,3' : '1,2,3'))}`;
    await expect(read(text)).rejects.toThrow('row 70,001 (line 70,002), column "b": "oops" is not a number');
  });

  it.each([
    ['', 'is empty'],
    ['\n \n', 'is empty'],
    ['a,b,y\n', 'no rows below its header'],
    ['a,b,y\n1,"2,3\n4,5,6\n', 'a quote is never closed'],
    ['PK\u0003\u0004rest', 'Excel workbook'],
    ['a,b\u0000,y\n', 'is not text'],
    ['y\n1\n2\n', 'no column besides the target'],
    ['when,y\n2020-01-01,1\n2020-01-02,2\n', '"when" (dates)'],
  ])('%j says why', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  it.each([
    ['with a mark', Buffer.from('\ufeffa,y\n1,2\n', 'utf16le')],
    ['without one', Buffer.from('a,y\n1,2\n', 'utf16le')],
    ['the other way round', Buffer.from('\ufeffa,y\n1,2\n', 'utf16le').swap16()],
  ])('in UTF-16 %s says how to convert it', async (_name, bytes) => {
    await expect(read(bytes)).rejects.toThrow(
      /is UTF-16, but GradLens reads UTF-8.*iconv -f UTF-16 -t UTF-8 data\d+\.csv/,
    );
  });

  it('with only text says what the text is', async () => {
    const prose = `title,y\n${long((row) => `sentence ${row},${row % 2 ? 'good' : 'bad'}`)}`;
    await expect(read(prose)).rejects.toThrow(/only text, and no column of numbers.*"title" has 20,000/);
  });

  it('without the target lists its columns', async () => {
    const text = 'sepal,petal,Species\n1,2,3\n';
    await expect(read(text, { target: ['species'] })).rejects.toThrow(
      'has no column "species". Did you mean "Species"? Its columns are "sepal", "petal", "Species"',
    );
    await expect(read('1,2\n3,4\n')).rejects.toThrow('columns are numbered from 1');
  });

  it('that is not there, or a folder, says so', async () => {
    await expect(open('nothing.csv', {})).rejects.toThrow(/^There is no file .*nothing\.csv\. Choose other/);
    await expect(open('.', {})).rejects.toThrow('is a folder');
  });
});

describe('other formats', () => {
  it.each([
    ['json', '[{"a":1,"b":{"c":true},"y":2},{"a":3,"y":4,"b":{"c":false}}]'],
    ['json', '{"a":[1,3],"b.c":[true,false],"y":[2,4]}'],
    ['json', '{"version":1,"data":[{"a":1,"b":{"c":1},"y":2},{"a":3,"b":{"c":0},"y":4}]}'],
    ['ndjson', '{"a":1,"b":{"c":true},"y":2}\n\n{"a":3,"b":{"c":false},"y":4}'],
    ['jsonl', '{"a":1,"b":{"c":true},"y":2}\r\n{"a":3,"b":{"c":false},"y":4}\r\n'],
  ])('%s: %s', async (ending, text) => {
    const { names, rows, y } = await read(text, {}, {}, ending);
    expect([names, rows, y]).toEqual([
      ['a', 'b.c'],
      [
        [1, 1],
        [3, 0],
      ],
      [2, 4],
    ]);
  });

  it('a record may lack what others have, and a single list of records is the table', async () => {
    const { names, rows } = await read('{"n":1,"rows":[{"a":1,"y":0},{"b":2,"y":1}]}', { missing: 'zero' }, {}, 'json');
    expect([names, rows]).toEqual([
      ['a', 'b'],
      [
        [1, 0],
        [0, 2],
      ],
    ]);
    const lists = await read('[[1,2],[3,4]]', { target: ['1'] }, {}, 'json');
    expect([lists.names, lists.rows, lists.y]).toEqual([['0'], [[1], [3]], [2, 4]]);
    const marked = await read('\ufeff{"a":1,"y":2}\n{"a":null,"y":3}', { missing: 'mean' }, {}, 'ndjson');
    expect([marked.rows, marked.y]).toEqual([
      [[1], [1]],
      [2, 3],
    ]);
  });

  it('columns of NDJSON are those of its first thousand records, and every record is a row', async () => {
    const lines = Array.from(
      { length: 2500 },
      (_, row) => `{"a":${row},"y":1${row === 999 ? ',"b":1' : row === 1000 ? ',"c":1' : ''}}`,
    );
    const { names, rows } = await read(lines.join('\n'), { missing: 'zero' }, {}, 'ndjson');
    expect([names, rows.length]).toEqual([['a', 'b'], 2500]);
    expect(rows.map(([a]) => a)).toEqual(Array.from({ length: 2500 }, (_, row) => row));
  });

  it('lists in a record are an input for each place', async () => {
    const { names } = await read('[{"pixels":[1,2,3],"y":0},{"pixels":[4,5,6],"y":1}]', {}, {}, 'json');
    expect(names).toEqual(['pixels.0', 'pixels.1', 'pixels.2']);
  });

  it.each(['table.snappy.parquet', 'table.zstd.parquet', 'table.lz4.feather', 'table.zstd.feather'])(
    '%s',
    async (name) => {
      const { names, rows, y } = await open(join(fixtures, name), { target: ['count'] });
      expect(names).toEqual(['size', 'kind=a', 'kind=b', 'kind=c', 'ok']);
      expect(rows).toHaveLength(150);
      expect(rows.slice(0, 4)).toEqual([
        [1.5, 1, 0, 0, 1],
        [2.5, 0, 1, 0, 0],
        [4.5, 1, 0, 0, 0],
        [1.5, 1, 0, 0, 1],
      ]);
      expect(y.slice(0, 4)).toEqual([1, 2, 4, 1]);
    },
  );

  it.each(['table.snappy.parquet', 'table.lz4.feather'])('%s that is truncated says so', async (name) => {
    const bytes = await readFile(join(fixtures, name));
    const ending = name.split('.').at(-1) ?? '';
    for (const length of [0, 3, 900, bytes.length - 10]) {
      const cut = read(bytes.subarray(0, length), { target: ['count'] }, {}, ending);
      await expect(cut).rejects.toThrow(length === 0 ? 'is empty' : 'truncated or damaged');
    }
  });

  it.each([
    ['json', '[{"a":1,}]', 'is not valid JSON'],
    ['json', '"text"', 'no list of records'],
    ['json', '[]', 'is empty'],
    ['json', '{"a":[1,2],"y":[1]}', 'no list of records'],
    ['json', '{"a":[1,2],"y":1}', 'no list of records'],
    ['json', 'null', 'no list of records'],
    ['ndjson', '\n \n', 'is empty'],
    ['ndjson', '{"a":1,"y":1}\n{"a":\n', 'line 2 is not valid JSON'],
    ['feather', 'FEA1....', 'version 1'],
    ['parquet', 'a,b\n1,2\n', 'cannot be read as Parquet'],
  ])('%s %s says why not', async (ending, text, message) => {
    await expect(read(text, {}, {}, ending)).rejects.toThrow(message);
  });
});
