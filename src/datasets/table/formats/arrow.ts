import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { DataType, RecordBatchReader, type Vector } from 'apache-arrow';
import { HumanError } from '../../../errors/humanError.js';
import type { Cell } from '../cells.js';
import { CHUNK_ROWS, type TableFile } from '../tableFile.js';
import { readsCompressed } from './arrowCompression.js';
import { columnsOf, flattened, rowOf } from './flatten.js';

/** An Arrow IPC file or stream (Feather 2 is one), read one record batch after the other. */
export async function openArrow(path: string): Promise<TableFile> {
  const name = basename(path);
  readsCompressed();
  await refuseFeather1(path, name);
  const first = await firstRecords(path, name);
  if (first.length === 0) throw new HumanError(`${name} is empty: it has no rows.`);
  const columns = columnsOf(first);
  return {
    name,
    columns,
    rowCount: null,
    text: null,
    async *chunks() {
      for await (const records of recordsOf(path, name)) {
        yield { rows: records.map((record) => rowOf(columns, record)), lines: null };
      }
    },
  };
}

async function firstRecords(path: string, name: string): Promise<Map<string, Cell>[]> {
  for await (const records of recordsOf(path, name)) if (records.length > 0) return records;
  return [];
}

async function* recordsOf(path: string, name: string): AsyncGenerator<Map<string, Cell>[]> {
  const file = await open(path, 'r');
  try {
    const reader = await RecordBatchReader.from(file);
    await reader.open();
    const dates = reader.schema.fields.map(({ type }) => isTime(type));
    for await (const batch of reader) {
      const vectors = batch.schema.fields.map((field, column) => ({
        name: field.name,
        isTime: dates[column] ?? false,
        vector: batch.getChildAt(column),
      }));
      for (let start = 0; start < batch.numRows; start += CHUNK_ROWS) {
        const rows = Math.min(CHUNK_ROWS, batch.numRows - start);
        yield Array.from({ length: rows }, (_, row) =>
          flattened(Object.fromEntries(vectors.map((column) => [column.name, cellValue(column, start + row)]))),
        );
      }
    }
  } catch (error) {
    if (error instanceof HumanError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new HumanError(
      `${name} cannot be read as Arrow: it is cut off or damaged (${reason}). Write or copy it again.`,
    );
  } finally {
    await file.close().catch(() => {});
  }
}

function isTime(type: DataType): boolean {
  return DataType.isDate(type) || DataType.isTimestamp(type) || DataType.isTime(type) || DataType.isDuration(type);
}

function cellValue({ vector, isTime }: { vector: Vector | null; isTime: boolean }, row: number): unknown {
  const value: unknown = vector?.get(row) ?? null;
  if (isTime) return typeof value === 'number' || typeof value === 'bigint' ? new Date(Number(value)) : null;
  return isVector(value) ? value.toArray() : value;
}

function isVector(value: unknown): value is Vector {
  return typeof value === 'object' && value !== null && 'toArray' in value && typeof value.toArray === 'function';
}

async function refuseFeather1(path: string, name: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    if (bytesRead === 0) throw new HumanError(`${name} is empty: it has no rows.`);
    if (buffer.toString('latin1') === 'FEA1') {
      throw new HumanError(
        `${name} is in the old Feather format, version 1. Write it anew with pandas: df.to_feather("${name}").`,
      );
    }
  } finally {
    await file.close();
  }
}
