import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { HumanError } from '../../../errors/humanError.js';
import { WorkerCalls, WorkerError } from '../../../system/workerCalls.js';
import type { TableChunk, TableFile } from '../tableFile.js';
import type { IsolatedTable, TableAnswer, TableCall } from './messages.js';

/** Milliseconds of computing for an answer: some, and one for so many bytes of the file. Readers take a tenth of it. */
const PATIENCE = 3000;
const BYTES_A_MILLISECOND = 2000;
/** Megabytes by which the process may grow: some, and so many for each of the file. */
const GROWTH = 768;
const GROWTH_A_MEGABYTE = 8;
const MOST_GROWTH = 4096;
const MEGABYTE = 1024 * 1024;

/**
 * A table that a thread of its own reads, which is ended where a damaged file keeps it busy or fills the memory.
 * @param workerFile the built `worker.ts`
 * @throws {HumanError} where the file cannot be read
 */
export async function openIsolatedTable(workerFile: string, table: IsolatedTable): Promise<TableFile> {
  const name = basename(table.path);
  const { size } = await stat(table.path);
  const growth = Math.min(MOST_GROWTH, Math.round(GROWTH + (GROWTH_A_MEGABYTE * size) / MEGABYTE));
  const worker = new WorkerCalls<TableCall, TableAnswer>(workerFile, {
    name: 'table reader',
    workerData: table,
    limits: { time: PATIENCE + size / BYTES_A_MILLISECOND, computing: true, memory: growth },
  });
  const settled = async (answer: Promise<TableAnswer>): Promise<TableAnswer> => {
    try {
      return await answer;
    } catch (error) {
      worker.dispose();
      if (!(error instanceof WorkerError)) throw error;
      if (error.kind === 'call') throw new HumanError(`${name} cannot be read: ${error.message}`);
      throw new HumanError(
        `${name} cannot be read as ${table.format}: ${error.message}. It is damaged, or too large for this format.`,
      );
    }
  };
  const opened = await settled(worker.ask('open'));
  if (opened.kind !== 'opened') throw new Error('The table reader answered out of order.');
  async function* chunks(): AsyncGenerator<TableChunk> {
    let next = worker.ask('first');
    for (;;) {
      const given = await settled(next);
      if (given.kind !== 'rows' || !given.chunk) return;
      // The next rows are read while these are used.
      next = worker.ask('next');
      next.catch(() => {});
      yield given.chunk;
    }
  }
  return { ...opened.file, chunks, close: () => worker.dispose() };
}
