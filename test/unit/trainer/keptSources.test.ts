import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { encodeSource, type KeptSource, parseSources } from '../../../src/runFiles/sources.js';
import { KeptSources } from '../../../src/trainer/userModule/keptSources.js';

let folder: string;
let told: KeptSource[];
let kept: KeptSources;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gradlens-kept-'));
  told = [];
  kept = new KeptSources((source) => told.push(source));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function add(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
  kept.add(join(folder, name));
}

it('tells each file once, with the same line ends whatever it has on disk', () => {
  add('net.js', '\uFEFFone\r\ntwo\rthree\n');
  add('net.js', 'edited');
  expect(told).toEqual([{ file: join(folder, 'net.js'), text: 'one\ntwo\nthree\n' }]);
});

it('keeps the code cells of a notebook without what they printed', () => {
  const cells = [
    { cell_type: 'markdown', source: '# Title' },
    { cell_type: 'code', source: ['a = 1\n', 'b = 2'], outputs: [{ text: 'printed' }] },
    { cell_type: 'code', source: 'c = 3', outputs: [] },
  ];
  add('net.ipynb', JSON.stringify({ cells }));
  expect(told[0]?.text).toBe('# %% cell 2\na = 1\nb = 2\n# %% cell 3\nc = 3\n');
});

it('leaves out data and what cannot be read', () => {
  add('rows.json', '[]');
  kept.add(join(folder, 'gone.js'));
  expect(told).toEqual([]);
});

it('says of files beyond the limits that they are not kept', () => {
  add('large.js', 'x'.repeat(500_001));
  for (let index = 0; index < 5; index++) add(`${index}.js`, 'y'.repeat(450_000));
  add('small.js', 'z');
  expect(told.map(({ text }) => text?.length ?? null)).toEqual([null, 450_000, 450_000, 450_000, 450_000, null, 1]);
});

it('writes a file a line and reads what a cut-off file still holds whole', () => {
  const sources = [
    { file: '/a/net.js', text: 'line\nline\n' },
    { file: '/a/large.js', text: null },
  ];
  const text = sources.map(encodeSource).join('');
  expect(parseSources(text)).toEqual(sources);
  expect(parseSources(`${text}{"file":"/a/cut.js","te`)).toEqual(sources);
  expect(parseSources('\n[1]\nnull\n')).toEqual([]);
});
