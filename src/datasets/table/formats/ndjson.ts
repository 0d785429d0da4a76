import { basename } from 'node:path';
import { HumanError } from '../../../errors/humanError.js';
import type { Cell } from '../cells.js';
import { CHUNK_ROWS, rowText, type TableFile } from '../tableFile.js';
import { columnsOf, flattened, rowOf } from './flatten.js';
import { headText } from './headText.js';
import { linesOf } from './lines.js';

/** Records that tell which columns there are. */
const COLUMN_ROWS = 1000;

/** One JSON record a line, read as a stream. */
export async function openNdjson(path: string): Promise<TableFile> {
  const name = basename(path);
  const head = await headText(path);
  async function* records(): AsyncGenerator<Map<string, Cell>> {
    for await (const { line, number } of linesOf(path, head)) yield flattened(parsed(line, name, number));
  }
  const first: Map<string, Cell>[] = [];
  for await (const record of records()) if (first.push(record) >= COLUMN_ROWS) break;
  const columns = columnsOf(first);
  return {
    name,
    columns,
    rowCount: null,
    text: null,
    async place(row) {
      return rowText(row);
    },
    async *chunks() {
      let chunk: (readonly Cell[])[] = [];
      for await (const record of records()) {
        chunk.push(rowOf(columns, record));
        if (chunk.length < CHUNK_ROWS) continue;
        yield chunk;
        chunk = [];
      }
      if (chunk.length > 0) yield chunk;
    },
  };
}

function parsed(line: string, name: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HumanError(`${name}, line ${number.toLocaleString('en-US')} is no valid JSON: ${reason}`);
  }
}
