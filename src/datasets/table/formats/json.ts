import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { messageOf } from '../../../errors/errorText.js';
import { HumanError } from '../../../errors/humanError.js';
import type { Cell } from '../cells.js';
import { CHUNK_ROWS, type TableFile } from '../tableFile.js';
import { columnsOf, flattened, RecordError, rowOf } from './flatten.js';
import { headText } from './headText.js';

/** Bytes; the text of a larger file does not fit into one string. */
const LARGEST = 400_000_000;

/** A JSON file: a list of records or of lists, an object of columns, or an object with one list of records in it. */
export async function openJson(path: string): Promise<TableFile> {
  const name = basename(path);
  const { gzip } = await headText(path);
  if (gzip) throw new HumanError(`${name} is compressed JSON. Unpack it, or save it as NDJSON, one record per line.`);
  if ((await stat(path)).size > LARGEST) {
    throw new HumanError(
      `${name} is too large to read as one JSON value. Save it as NDJSON, one record per line, or as CSV.`,
    );
  }
  const records = recordsIn(parsed(await readFile(path, 'utf8'), name), name);
  if (records.length === 0) throw new HumanError(`${name} is empty: it has no records.`);
  const cellsOf = (record: unknown, index: number): Map<string, Cell> => {
    try {
      return flattened(record);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      throw new HumanError(`${name}, record ${(index + 1).toLocaleString('en-US')}: ${error.message}.`);
    }
  };
  // Records become cells when they are handed on: all at once would take many times their own memory.
  const columns = columnsOf(mapped(records, cellsOf));
  return {
    name,
    columns,
    rowCount: records.length,
    text: null,
    async *chunks() {
      for (let start = 0; start < records.length; start += CHUNK_ROWS) {
        const part = records.slice(start, start + CHUNK_ROWS);
        yield { rows: part.map((record, index) => rowOf(columns, cellsOf(record, start + index))), lines: null };
      }
    },
  };
}

function* mapped<From, To>(items: readonly From[], map: (item: From, index: number) => To): Generator<To> {
  for (const [index, item] of items.entries()) yield map(item, index);
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    if (error instanceof RangeError) throw new HumanError(`${name} is nested too deeply for a table.`);
    throw new HumanError(`${name} is not valid JSON: ${messageOf(error)}`);
  }
}

function recordsIn(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    const lists = entries.filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
    const [only] = lists;
    if (lists.length === 1 && only && only[1].every((item) => typeof item === 'object')) return only[1];
    const length = only?.[1].length;
    if (only && lists.length === entries.length && lists.every(([, list]) => list.length === length)) {
      return only[1].map((_, row) => Object.fromEntries(lists.map(([column, list]) => [column, list[row]])));
    }
  }
  throw new HumanError(
    `${name} has no list of records. A table in JSON is [{"a": 1, "b": 2}, ...] or {"a": [1, ...], "b": [2, ...]}.`,
  );
}
