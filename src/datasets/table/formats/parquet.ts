import { basename } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { HumanError } from '../../../errors/humanError.js';
import type { TableFile } from '../tableFile.js';
import { columnsOf, flattened, rowOf } from './flatten.js';

/** Rows that are decoded together, within a row group. */
const STEP_ROWS = 10_000;

/** A Parquet file, read one part of a row group after the other. */
export async function openParquet(path: string): Promise<TableFile> {
  const name = basename(path);
  const file = await asyncBufferFromFile(path);
  const metadata = await explained(name, () => parquetMetadataAsync(file));
  const rowCount = Number(metadata.num_rows);
  if (rowCount === 0) throw new HumanError(`${name} is empty: it has no rows.`);
  const records = async (rowStart: number, rowEnd: number) =>
    (await explained(name, () => parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd }))).map(flattened);
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
    const reason = error instanceof Error ? error.message : String(error);
    throw new HumanError(
      `${name} cannot be read as Parquet: it is cut off or damaged (${reason}). Write or copy it again.`,
    );
  }
}
