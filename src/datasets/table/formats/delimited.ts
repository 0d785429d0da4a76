import { basename } from 'node:path';
import { CsvError } from 'csv-parse';
import { HumanError } from '../../../errors/humanError.js';
import type { Cell } from '../cells.js';
import { CHUNK_ROWS, rowText, type TableFile } from '../tableFile.js';
import { BLANKS, detectLayout } from './delimiter.js';
import { columnNames, hasHeader } from './header.js';
import { headText } from './headText.js';
import { lineOfRecord, recordsOf } from './records.js';

interface Given {
  readonly delimiter?: string | undefined;
  readonly quote?: string | undefined;
  readonly header?: boolean | undefined;
  /** Columns that are known to be there. */
  readonly target: readonly string[];
}

/** Rows that tell whether there is a header. */
const HEADER_ROWS = 50;

/** A CSV or TSV file, read as a stream. What is not given about its layout is found out. */
export async function openDelimited(path: string, given: Given): Promise<TableFile> {
  const name = basename(path);
  const head = await headText(path);
  const layout = detectLayout(head.text, head.cut, given);
  const first: (readonly Cell[])[] = [];
  for await (const record of explained(recordsOf(path, head, layout), name)) {
    if (first.push(record) >= HEADER_ROWS) break;
  }
  const header = given.header ?? hasHeader(first, given.target);
  const headerRows = header ? 1 : 0;
  if (first.length <= headerRows) {
    throw new HumanError(
      first.length === 0 ? `${name} is empty: it has no rows.` : `${name} has no rows below its header.`,
    );
  }
  const columns = columnNames(first[0] ?? [], header);
  const place = async (row: number) => {
    const line = await lineOfRecord(path, head, layout, row + headerRows);
    return line === null || line === row + 1 ? rowText(row) : `${rowText(row)} (line ${line.toLocaleString('en-US')})`;
  };
  return {
    name,
    columns,
    rowCount: null,
    text: { delimiter: layout.delimiter === BLANKS ? ' ' : layout.delimiter, quote: layout.quote, header },
    place,
    async *chunks() {
      let chunk: (readonly Cell[])[] = [];
      let row = -headerRows;
      for await (const record of explained(recordsOf(path, head, layout), name)) {
        if (row++ < 0) continue;
        if (record.length !== columns.length)
          throw await wrongWidth(name, await place(row - 1), record.length, columns.length);
        chunk.push(record);
        if (chunk.length < CHUNK_ROWS) continue;
        yield chunk;
        chunk = [];
      }
      if (chunk.length > 0) yield chunk;
    },
  };
}

function wrongWidth(name: string, place: string, columns: number, wanted: number): HumanError {
  return new HumanError(
    `${name}, ${place}: it has ${columns} column${columns === 1 ? '' : 's'}, and the first row has ${wanted}. ` +
      'Mend the row; a value that holds the delimiter needs quotes.',
  );
}

async function* explained<T>(records: AsyncIterable<T>, name: string): AsyncGenerator<T> {
  try {
    yield* records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? `, line ${error.lines.toLocaleString('en-US')}` : '';
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
      throw new HumanError(`${name}: a quote that is opened before its end${line} is never closed.`);
    }
    throw new HumanError(`${name}${line}: ${error.message}`);
  }
}
