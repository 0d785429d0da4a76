import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTableFile, type TableSpec } from '../../../src/datasets/table/openTableFile.js';
import type { TableChunk, TableFile } from '../../../src/datasets/table/tableFile.js';
import { HumanError } from '../../../src/errors/humanError.js';
import { DEFAULT_DATA_LIMITS } from '../../../src/protocol/data.js';

/** Speaks as the built reader does; the file's name says what befalls it. */
const WORKER = `
const { parentPort, workerData } = require('node:worker_threads');
const is = (fate) => workerData.path.includes(fate);
let row = 0;
parentPort.on('message', ({ id, call }) => {
  const fail = (message, isHuman) => parentPort.postMessage({ id, message, details: message, isHuman });
  if (is('refused')) return fail('It is refused.', true);
  if (is('thrown')) return fail('no luck', false);
  if (is('ended')) process.exit(3);
  if (call === 'open') {
    const answer = { name: workerData.path, columns: [workerData.format], rowCount: workerData.limits.megapixels, text: null };
    return parentPort.postMessage({ id, answer: is('out of order') ? { kind: 'rows' } : { kind: 'opened', file: answer } });
  }
  if (is('broken') && row > 0) return fail('It is broken.', true);
  if (call === 'first') row = 0;
  const chunk = row < 3 ? { rows: [[call, row++]], lines: null } : null;
  parentPort.postMessage({ id, answer: { kind: 'rows', chunk } });
});`;

let folder: string;
let workerFile: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-isolated-'));
  workerFile = join(folder, 'worker.cjs');
  await writeFile(workerFile, WORKER);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function opened(name: string, format: 'arrow' | 'parquet' | 'json' = 'arrow'): Promise<TableFile> {
  const path = join(folder, name);
  await writeFile(path, 'x');
  const spec: TableSpec = { kind: 'table', path, format, target: [] };
  return openTableFile(path, spec, { limits: { ...DEFAULT_DATA_LIMITS, megapixels: 7 }, workerFile });
}

async function all(table: TableFile): Promise<TableChunk['rows'][]> {
  const chunks: TableChunk['rows'][] = [];
  for await (const { rows } of table.chunks()) chunks.push(rows);
  return chunks;
}

it.each(['arrow', 'parquet', 'json'] as const)(
  'reads %s in a thread of its own, as often as is wanted',
  async (format) => {
    const table = await opened('whole', format);
    expect(table).toMatchObject({ name: join(folder, 'whole'), columns: [format], rowCount: 7, text: null });
    const rows = [[['first', 0]], [['next', 1]], [['next', 2]]];
    expect(await all(table)).toEqual(rows);
    expect(await all(table)).toEqual(rows);
    table.close?.();
    await expect(all(table)).rejects.toThrow();
  },
);

it.each<[string, string]>([
  ['refused', 'It is refused.'],
  ['thrown', 'thrown cannot be read: no luck'],
  [
    'ended',
    'ended cannot be read as arrow: the worker ended with exit code 3. It is damaged, or too large for this format.',
  ],
])('tells why a table is not read: %s', async (name, message) => {
  const failed = await opened(name).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(HumanError);
  expect((failed as Error).message).toBe(message);
});

it('fails where the reader answers something else, or breaks in the middle', async () => {
  await expect(opened('out of order')).rejects.toThrow('The table reader answered out of order.');
  await expect(all(await opened('broken'))).rejects.toThrow('It is broken.');
});
