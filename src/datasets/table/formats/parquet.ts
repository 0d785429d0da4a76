import { basename } from 'node:path';
import { asyncBufferFromFile, type Compressors, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors as all } from 'hyparquet-compressors';
import { messageOf } from '../../../errors/errorText.js';
import { HumanError } from '../../../errors/humanError.js';
import type { DataLimits } from '../../../protocol/data.js';
import { tooMuchUnpacked, unpackedBytes } from '../../limits.js';
import type { TableFile } from '../tableFile.js';
import { columnsOf, flattened, rowOf } from './flatten.js';
import { checkParquet } from './parquetCheck.js';

/** Rows that are decoded together, within a row group. */
const STEP_ROWS = 10_000;

/** A Parquet file, read one part of a row group after the other. */
export async function openParquet(path: string, limits: DataLimits): Promise<TableFile> {
  const name = basename(path);
  const file = await asyncBufferFromFile(path);
  const metadata = await explained(name, () => parquetMetadataAsync(file));
  await explained(name, async () => checkParquet(name, metadata, file.byteLength, limits));
  const compressors = boundedCompressors(name, limits);
  const rowCount = Number(metadata.num_rows);
  if (rowCount === 0) throw new HumanError(`${name} is empty: it has no rows.`);
  const records = (rowStart: number, rowEnd: number) =>
    explained(name, async () => {
      const objects = await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd });
      if (objects.length !== rowEnd - rowStart)
        throw new Error(`it has ${objects.length} of ${rowEnd - rowStart} rows`);
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
    const reason = messageOf(error);
    throw new HumanError(
      `${name} cannot be read as Parquet: it is truncated or damaged (${reason}). Write or copy it again.`,
    );
  }
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
