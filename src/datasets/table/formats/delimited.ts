import { basename } from 'node:path';
import { CsvError } from 'csv-parse';
import { HumanError } from '../../../errors/humanError.js';
import type { DataLimits } from '../../../protocol/data.js';
import { type Cell, isDate, isMissing, numberOf } from '../cells.js';
import { rowText, type TableChunk, type TableFile } from '../tableFile.js';
import { recordsOf } from './delimitedRecords.js';
import { BLANKS, detectLayout } from './delimiter.js';
import { headText } from './headText.js';

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
export async function openDelimited(path: string, given: Given, limits: DataLimits): Promise<TableFile> {
  const name = basename(path);
  const head = await headText(path);
  const layout = detectLayout(head.text, head.cut, given);
  const read = () => explained(recordsOf(path, head, layout, limits), name);
  const first: (readonly Cell[])[] = [];
  for await (const { rows } of read()) {
    first.push(...rows.slice(0, HEADER_ROWS));
    if (first.length >= HEADER_ROWS) break;
  }
  const header = given.header ?? hasHeader(first, given.target);
  const headerRows = header ? 1 : 0;
  if (first.length <= headerRows) {
    throw new HumanError(
      first.length === 0 ? `${name} is empty: it has no rows.` : `${name} has no rows below its header.`,
    );
  }
  const columns = columnNames(first[0] ?? [], header);
  return {
    name,
    columns,
    rowCount: null,
    text: { delimiter: layout.delimiter === BLANKS ? ' ' : layout.delimiter, quote: layout.quote, header },
    chunks: () => checked(read(), headerRows, columns.length, name),
  };
}

/** Rows without the header, all of one width. */
async function* checked(
  chunks: AsyncIterable<TableChunk>,
  headerRows: number,
  width: number,
  name: string,
): AsyncGenerator<TableChunk> {
  let before = -headerRows;
  for await (const { rows, lines } of chunks) {
    const bad = rows.findIndex((row) => row.length !== width);
    const end = bad === -1 ? rows.length : bad;
    const start = Math.min(end, Math.max(0, -before));
    yield start === 0 && end === rows.length
      ? { rows, lines }
      : { rows: rows.slice(start, end), lines: lines?.slice(start, end) ?? null };
    if (bad !== -1) throw wrongWidth(name, rowText(before + bad, lines?.[bad]), rows[bad]?.length ?? 0, width);
    before += rows.length;
  }
}

function wrongWidth(name: string, place: string, columns: number, wanted: number): HumanError {
  return new HumanError(
    `${name}, ${place}: it has ${columns} column${columns === 1 ? '' : 's'}, but the first row has ${wanted}. ` +
      'Fix the row. Put values that contain the delimiter in quotes.',
  );
}

async function* explained<T>(records: AsyncIterable<T>, name: string): AsyncGenerator<T> {
  try {
    yield* records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') throw new HumanError(`${name}: a quote is never closed.`);
    if (error.code === 'CSV_MAX_RECORD_SIZE') {
      throw new HumanError(`${name}: a quote is not closed within 32 MB.`);
    }
    throw new HumanError(`${name} cannot be read: ${error.message}`);
  }
}

/** Whether the first row names the columns, as it does where it is text above numbers, or unlike every row below it. */
function hasHeader(rows: readonly (readonly Cell[])[], wanted: readonly string[]): boolean {
  const [first = [], ...rest] = rows;
  const names = first.map((cell) => String(cell ?? '').trim());
  if (wanted.length > 0 && wanted.every((name) => names.includes(name)) && !wanted.every(isNumber)) return true;
  if (rest.length === 0) return names.every((name) => name !== '' && !isNumber(name));
  const plain = names.map((name) => isNumber(name) || isDate(name));
  const isValue = (cell: Cell | undefined) => cell !== undefined && (isNumber(cell) || isDate(cell));
  const valueColumns = names.map((_, column) => rest.some((row) => isValue(row[column])));
  if (valueColumns.some(Boolean)) {
    return names.some((name, column) => valueColumns[column] && !plain[column] && !isMissing(name));
  }
  const unique = new Set(names).size === names.length && !names.includes('');
  return unique && names.every((name, column) => !rest.some((row) => String(row[column] ?? '').trim() === name));
}

function isNumber(cell: Cell): boolean {
  return !Number.isNaN(numberOf(cell, true));
}

/** Names for the columns: each once, `1`, `2`, ... where there is no header. */
function columnNames(first: readonly Cell[], header: boolean): string[] {
  const used = new Set<string>();
  return first.map((cell, index) => {
    const wanted = header ? String(cell ?? '').trim() || String(index + 1) : String(index + 1);
    let name = wanted;
    for (let copy = 2; used.has(name); copy++) name = `${wanted}.${copy}`;
    used.add(name);
    return name;
  });
}
