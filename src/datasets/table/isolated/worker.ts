import { workerData } from 'node:worker_threads';
import { answerCalls } from '../../../system/answerCalls.js';
import { openIsolated } from '../isolatedFormats.js';
import type { TableChunk } from '../tableFile.js';
import type { IsolatedTable, TableAnswer, TableCall } from './messages.js';

/** Entry of the worker thread that reads one table for a training; it is ended from outside. */
const { path, format, limits } = workerData as IsolatedTable;
const opening = openIsolated(path, format, limits);
// Whoever asks is told.
opening.catch(() => {});

let rows: AsyncIterator<TableChunk> | null = null;

answerCalls(async (call: TableCall): Promise<TableAnswer> => {
  const file = await opening;
  if (call === 'open') {
    const { name, columns, rowCount, text } = file;
    return { kind: 'opened', file: { name, columns, rowCount, text } };
  }
  if (call === 'first' || !rows) rows = file.chunks()[Symbol.asyncIterator]();
  const { value, done } = await rows.next();
  return { kind: 'rows', chunk: done ? null : value };
});
