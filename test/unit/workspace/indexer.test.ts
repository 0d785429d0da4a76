import { readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Indexer } from '../../../src/workspace/indexer.js';
import type { IndexerReport, Reading } from '../../../src/workspace/messages.js';
import { jsModel, pyModel, TestFolder } from './support.js';

let folder: TestFolder;
let storage: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
  storage = new TestFolder();
});
afterEach(() => {
  folder.remove();
  storage.remove();
});

/** An indexer, with what it has reported as a host would hold it. */
function start({ finder = '1', skipped = [] as string[] } = {}) {
  const reports: (IndexerReport | Reading)[] = [];
  const indexer = new Indexer({ storageFile: storage.at('deep/models.json'), finder, skipped }, (report) =>
    reports.push(report),
  );
  const models = () => {
    const known = new Map<string, string>();
    for (const report of reports) {
      for (const [file, found] of report.kind === 'found' ? report.files : []) {
        const text = found.map(({ name, line, framework, layers }) => `${name}:${line} ${framework} ${layers}`).join();
        if (text) known.set(relative(folder.path, file), text);
        else known.delete(relative(folder.path, file));
      }
    }
    return Object.fromEntries([...known].sort());
  };
  const scanned = () => reports.flatMap((report) => (report.kind === 'scanned' ? [[report.files, report.read]] : []));
  const parsed = () =>
    reports.flatMap((report) =>
      report.kind === 'reading' && report.file !== null ? [relative(folder.path, report.file)] : [],
    );
  const scan = (path = folder.path) => indexer.scan([{ path, excludes: [], useIgnoreFiles: true }]);
  return { indexer, scan, models, scanned, parsed };
}

it('lists the models of all files and parses only what mentions one', async () => {
  folder.put('a.js', `// two\n${jsModel('first')}${jsModel('second')}`);
  folder.put('lib/b.py', pyModel('third'));
  folder.put('lib/c.py', 'print("nothing here")');
  folder.put('large.js', `${jsModel('bundled')}//${'x'.repeat(1_100_000)}`);
  const { scan, models, scanned, parsed } = start();
  await scan();
  expect(models()).toEqual({ 'a.js': 'first:2 tfjs 1,second:3 tfjs 1', 'lib/b.py': 'third:2 keras 0' });
  expect(scanned()).toEqual([[4, 4]]);
  expect(parsed()).toEqual(['a.js', 'lib/b.py']);
});

it('keeps what it found, and reads only what has changed since', async () => {
  folder.put('a.js', jsModel('same'));
  folder.put('b.js', jsModel('before'));
  folder.put('gone.js', jsModel('gone'));
  const first = start();
  await first.scan();
  first.indexer.write();
  folder.put('b.js', jsModel('afterwards'));
  rmSync(folder.at('gone.js'));
  const second = start();
  await second.scan();
  expect(second.models()).toEqual({ 'a.js': 'same:1 tfjs 1', 'b.js': 'afterwards:1 tfjs 1' });
  expect(second.scanned()).toEqual([[2, 1]]);
});

it.each([
  ['is cut off', (text: string) => text.slice(0, -20)],
  ['is empty', () => ''],
  ['holds something else', () => '{"format":1,"finder":"1","files":[["a.js",null]]}'],
  ['is of another format', (text: string) => text.replace('"format":1', '"format":0')],
])('builds anew an index whose file %s', async (_what, damage) => {
  folder.put('a.js', jsModel('model'));
  const first = start();
  await first.scan();
  first.indexer.write();
  const file = storage.at('deep/models.json');
  writeFileSync(file, damage(readFileSync(file, 'utf8')));
  const second = start();
  await second.scan();
  expect(second.models()).toEqual({ 'a.js': 'model:1 tfjs 1' });
  expect(second.scanned()).toEqual([[1, 1]]);
});

it('builds anew an index that another finder made', async () => {
  folder.put('a.js', jsModel('model'));
  const first = start();
  await first.scan();
  first.indexer.write();
  const second = start({ finder: '2' });
  await second.scan();
  expect(second.scanned()).toEqual([[1, 1]]);
});

it('follows files and folders that come, change, move and go', async () => {
  folder.put('a.js', jsModel('a'));
  folder.put('lib/b.js', jsModel('b'));
  folder.put('lib/c/d.js', jsModel('d'));
  const { indexer, scan, models } = start();
  await scan();
  folder.put('new.py', pyModel('fresh'));
  folder.put('a.js', jsModel('renamed'));
  renameSync(folder.at('lib'), folder.at('moved'));
  await indexer.change(['new.py', 'a.js', 'lib', 'moved'].map((name) => folder.at(name)));
  expect(models()).toEqual({
    'a.js': 'renamed:1 tfjs 1',
    'moved/b.js': 'b:1 tfjs 1',
    'moved/c/d.js': 'd:1 tfjs 1',
    'new.py': 'fresh:2 keras 0',
  });
  rmSync(folder.at('moved/b.js'));
  folder.put('a.js', 'const nothing = 1;');
  await indexer.change([folder.at('moved/b.js'), folder.at('a.js')]);
  expect(Object.keys(models())).toEqual(['moved/c/d.js', 'new.py']);
});

it('follows ignore files that change', async () => {
  folder.put('out/a.js', jsModel('built'));
  const { indexer, scan, models } = start();
  await scan();
  await indexer.change([folder.put('.gitignore', 'out\n')]);
  expect(models()).toEqual({});
  rmSync(folder.at('.gitignore'));
  await indexer.change([folder.at('.gitignore')]);
  expect(models()).toEqual({ 'out/a.js': 'built:1 tfjs 1' });
});

it('leaves a file without models at which a worker died, until it changes', async () => {
  const bad = folder.put('bad.js', jsModel('bad'));
  utimesSync(bad, 1000, 1000);
  const first = start({ skipped: [bad] });
  await first.scan();
  first.indexer.write();
  expect(first.models()).toEqual({});
  const second = start();
  await second.scan();
  expect(second.models()).toEqual({});
  folder.put('bad.js', jsModel('better'));
  await second.indexer.change([bad]);
  expect(second.models()).toEqual({ 'bad.js': 'better:1 tfjs 1' });
});

it('forgets the files of a folder that has left the workspace', async () => {
  folder.put('one/a.js', jsModel('a'));
  folder.put('two/b.js', jsModel('b'));
  const { scan, models } = start();
  await scan();
  await scan(folder.at('two'));
  expect(models()).toEqual({ 'two/b.js': 'b:1 tfjs 1' });
});
