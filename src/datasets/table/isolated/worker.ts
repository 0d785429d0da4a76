import { parentPort, workerData } from 'node:worker_threads';
import { HumanError } from '../../../errors/humanError.js';
import { openIsolated } from '../isolatedFormats.js';
import type { TableChunk, TableFile } from '../tableFile.js';
import type { IsolatedTable, NextRows, TableAnswer } from './messages.js';

/** Entry of the worker thread that reads one table for a training; it is ended from outside. */
const { path, format, limits } = workerData as IsolatedTable;

let rows: AsyncIterator<TableChunk> | null = null;

const answer = (message: TableAnswer): void => parentPort?.postMessage(message);

async function attempt(work: () => Promise<TableAnswer>): Promise<void> {
  try {
    answer(await work());
  } catch (error) {
    const problem = error instanceof HumanError ? error.message : null;
    answer({ kind: 'failed', problem, error: error instanceof Error ? error.message : String(error) });
  }
}

const opening: Promise<TableFile> = openIsolated(path, format, limits);
void attempt(async () => {
  const { name, columns, rowCount, text } = await opening;
  return { kind: 'opened', file: { name, columns, rowCount, text } };
});
parentPort?.on('message', ({ restart }: NextRows) => {
  void attempt(async () => {
    const file = await opening;
    if (restart || !rows) rows = file.chunks()[Symbol.asyncIterator]();
    const { value, done } = await rows.next();
    return { kind: 'rows', chunk: done ? null : value };
  });
});
