import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { WorkspaceIndex } from '../../../src/workspace/workspaceIndex.js';
import { bundleWorker } from '../bundleWorker.js';
import { jsModel, TestFolder } from './support.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const fixture = (name: string) => join(root, 'test/fixtures/workspaceIndex', name);
const built = new TestFolder();
const workerFile = built.at('indexer.cjs');
let folder: TestFolder;
let index: WorkspaceIndex | undefined;

beforeAll(() => bundleWorker('workspace/worker.ts', workerFile));
afterAll(() => built.remove());
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => {
  index?.dispose();
  folder.remove();
});

function scan(worker: string, timeLimit?: number) {
  const log: string[] = [];
  index = new WorkspaceIndex({
    workerFile: worker,
    storageFile: null,
    log: (line) => log.push(line),
    ...(timeLimit ? { timeLimit } : {}),
  });
  index.scan([{ path: folder.path, excludes: [], useIgnoreFiles: true }]);
  return { index, log };
}

it('knows the models of a folder and follows its files', async () => {
  const file = folder.put('a.js', jsModel('model'));
  const { index } = scan(workerFile);
  expect(index.state).toBe('reading');
  await expect.poll(() => index.state).toBe('ready');
  expect([...index.files]).toEqual([[file, [{ name: 'model', line: 1, framework: 'tfjs', layers: 1 }]]]);
  const changes: unknown[] = [];
  index.onDidChange((files) => changes.push(...files));
  folder.put('a.js', '');
  index.change([file]);
  await expect.poll(() => changes).toEqual([[file, []]]);
  expect(index.files.size).toBe(0);
});

it('replaces a worker that hangs, and leaves out the file that it was at', async () => {
  const { index, log } = scan(fixture('hangingIndexer.cjs'), 200);
  await expect.poll(() => index.state).toBe('ready');
  expect(log[0]).toBe(`The index of models could not include ${folder.at('loop.js')}: it took longer than 0.2 s`);
});

it('gives up where no worker lives', async () => {
  const { index, log } = scan(fixture('dyingIndexer.cjs'));
  await expect.poll(() => index.state).toBe('failed');
  expect(log[0]).toBe('The index of models was interrupted: the worker ended with exit code 3');
});
