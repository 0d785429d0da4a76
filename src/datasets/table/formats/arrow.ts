import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { CompressionType, compressionRegistry, DataType, RecordBatchReader, type Vector } from 'apache-arrow';
import { decompressZstd } from 'hyparquet-compressors';
import { messageOf } from '../../../errors/errorText.js';
import { HumanError } from '../../../errors/humanError.js';
import type { DataLimits } from '../../../protocol/data.js';
import { tooMuchUnpacked, unpackedBytes } from '../../limits.js';
import type { Cell } from '../cells.js';
import { CHUNK_ROWS, type TableFile } from '../tableFile.js';
import { checkArrow } from './arrowCheck.js';
import { columnsOf, flattened, MOST_CELLS, RecordError, rowOf } from './flatten.js';
import { unpackLz4Frame } from './lz4Frame.js';

/** An Arrow IPC file or stream (Feather 2 is one), read one record batch after the other. */
export async function openArrow(path: string, limits: DataLimits): Promise<TableFile> {
  const name = basename(path);
  readsCompressed(limits);
  await refuseFeather1(path, name);
  await explained(name, () => checkArrow(path, limits));
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
    throw damaged(name, error);
  } finally {
    await file.close().catch(() => {});
  }
}

async function explained(name: string, check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } catch (error) {
    throw damaged(name, error);
  }
}

function damaged(name: string, error: unknown): HumanError {
  if (error instanceof HumanError) return error;
  const reason = messageOf(error);
  return new HumanError(
    `${name} cannot be read as Arrow: it is truncated or damaged (${reason}). Write or copy it again.`,
  );
}

function isTime(type: DataType): boolean {
  return DataType.isDate(type) || DataType.isTimestamp(type) || DataType.isTime(type) || DataType.isDuration(type);
}

function cellValue({ vector, isTime }: { vector: Vector | null; isTime: boolean }, row: number): unknown {
  const value: unknown = vector?.get(row) ?? null;
  if (isTime) return typeof value === 'number' || typeof value === 'bigint' ? new Date(Number(value)) : null;
  if (!isVector(value)) return value;
  if (value.length > MOST_CELLS) throw new RecordError(`row ${row + 1} has a list of ${value.length} values`);
  return value.toArray();
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
        `${name} is in the old Feather format, version 1. Write it again with pandas: df.to_feather("${name}").`,
      );
    }
  } finally {
    await file.close();
  }
}

/** Teaches the Arrow reader what pandas and Polars compress record batches with. */
function readsCompressed(limits: DataLimits): void {
  const most = unpackedBytes(limits);
  compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: (data) => unpackLz4Frame(data, most) });
  compressionRegistry.set(CompressionType.ZSTD, {
    decode(data) {
      if (zstdLength(data) > most) throw tooMuchUnpacked('A column', limits);
      // Copied, because columns of numbers have to start at a multiple of their size.
      return decompressZstd(data).slice();
    },
  });
}

/** What a zstd frame says that it unpacks to (RFC 8878, 3.1.1.1); 0 where it does not say. */
function zstdLength(data: Uint8Array): number {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const descriptor = view.getUint8(4);
  const single = (descriptor & 0x20) !== 0;
  const at = 5 + (single ? 0 : 1) + ([0, 1, 2, 4][descriptor & 3] ?? 0);
  switch (descriptor >> 6) {
    case 0:
      return single ? view.getUint8(at) : 0;
    case 1:
      return view.getUint16(at, true) + 256;
    case 2:
      return view.getUint32(at, true);
    default:
      return Number(view.getBigUint64(at, true));
  }
}
