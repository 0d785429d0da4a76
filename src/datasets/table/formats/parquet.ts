import { basename } from 'node:path';
import {
  asyncBufferFromFile,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
} from 'hyparquet';
import { compressors as all } from 'hyparquet-compressors';
import { HumanError } from '../../../errors/humanError.js';
import type { DataLimits } from '../../../protocol/data.js';
import { tooMuchUnpacked, unpackedBytes } from '../../limits.js';
import type { TableFile } from '../tableFile.js';
import { columnsOf, flattened, rowOf } from './flatten.js';

/** Rows that are decoded together, within a row group. */
const STEP_ROWS = 10_000;

/** A Parquet file, read one part of a row group after the other. */
export async function openParquet(path: string, limits: DataLimits): Promise<TableFile> {
  const name = basename(path);
  const file = await asyncBufferFromFile(path);
  const metadata = await explained(name, () => parquetMetadataAsync(file));
  checkSizes(name, metadata, file.byteLength, limits);
  const compressors = boundedCompressors(name, limits);
  const rowCount = Number(metadata.num_rows);
  if (rowCount === 0) throw new HumanError(`${name} is empty: it has no rows.`);
  const records = (rowStart: number, rowEnd: number) =>
    explained(name, async () => {
      const objects = await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd });
      if (objects.length !== rowEnd - rowStart)
        throw new Error(`${objects.length} of ${rowEnd - rowStart} rows are there`);
      return objects.map(flattened);
    });
  const columns = columnsOf(await records(0, Math.min(rowCount, 100)));
  return {
    name,
    columns,
    rowCount,
    text: null,
    async *chunks() {
      let start = 0;
      for (const group of metadata.row_groups) {
        const end = start + Number(group.num_rows);
        for (; start < end; start += STEP_ROWS) {
          const part = await records(start, Math.min(end, start + STEP_ROWS));
          yield { rows: part.map((record) => rowOf(columns, record)), lines: null };
        }
        start = end;
      }
    },
  };
}

async function explained<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof HumanError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new HumanError(
      `${name} cannot be read as Parquet: it is cut off or damaged (${reason}). Write or copy it again.`,
    );
  }
}

/** @throws {HumanError} where its own description leads beyond the file, or to more than may be unpacked */
function checkSizes(name: string, { num_rows, row_groups }: FileMetaData, fileSize: number, limits: DataLimits): void {
  const damaged = (what: string) => {
    throw new HumanError(
      `${name} cannot be read as Parquet: it is cut off or damaged (${what}). Write or copy it again.`,
    );
  };
  let rows = 0n;
  for (const [index, group] of row_groups.entries()) {
    if (group.num_rows < 0n) damaged(`row group ${index} has ${group.num_rows} rows`);
    rows += group.num_rows;
    for (const { meta_data } of group.columns) {
      if (!meta_data) continue;
      const { total_compressed_size, total_uncompressed_size, data_page_offset, num_values } = meta_data;
      const column = `column ${meta_data.path_in_schema.join('.')} of row group ${index}`;
      const end = Number(data_page_offset) + Number(total_compressed_size);
      if (total_compressed_size < 0n || data_page_offset < 0n || end > fileSize)
        damaged(`${column} leads beyond its end`);
      if (num_values < 0n) damaged(`${column} has ${num_values} values`);
      if (total_uncompressed_size > unpackedBytes(limits)) throw tooMuchUnpacked(`${name}, ${column}`, limits);
    }
  }
  if (rows !== num_rows) damaged(`its row groups have ${rows} rows, not ${num_rows}`);
}

/** Pages may say any length of what they unpack to. */
function boundedCompressors(name: string, limits: DataLimits): Compressors {
  return Object.fromEntries(
    Object.entries(all).map(([codec, unpack]) => [
      codec,
      (input: Uint8Array, length: number) => {
        if (!(length >= 0 && length <= unpackedBytes(limits))) throw tooMuchUnpacked(name, limits);
        const output = unpack(input, length);
        if (output.length !== length) throw new Error(`a page has ${output.length} bytes, not ${length}`);
        return output;
      },
    ]),
  );
}
