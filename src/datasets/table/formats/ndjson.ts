import { basename } from 'node:path';
import { messageOf } from '../../../errors/errorText.js';
import { HumanError } from '../../../errors/humanError.js';
import type { DataLimits } from '../../../protocol/data.js';
import type { Cell } from '../cells.js';
import { CHUNK_ROWS, type TableFile } from '../tableFile.js';
import { columnsOf, flattened, RecordError, rowOf } from './flatten.js';
import { type HeadText, headText } from './headText.js';
import { refuseLongLine, textPieces } from './textStream.js';

/** Records that tell which columns there are. */
const COLUMN_ROWS = 1000;

/** One JSON record a line, read as a stream. */
export async function openNdjson(path: string, limits: DataLimits): Promise<TableFile> {
  const name = basename(path);
  const head = await headText(path);
  async function* records(): AsyncGenerator<{ record: Map<string, Cell>; number: number }> {
    for await (const { line, number } of linesOf(path, head, limits)) {
      yield { record: recordOf(line, name, number), number };
    }
  }
  const first: Map<string, Cell>[] = [];
  for await (const { record } of records()) if (first.push(record) >= COLUMN_ROWS) break;
  const columns = columnsOf(first);
  return {
    name,
    columns,
    rowCount: null,
    text: null,
    async *chunks() {
      let [rows, lines]: [(readonly Cell[])[], number[]] = [[], []];
      for await (const { record, number } of records()) {
        rows.push(rowOf(columns, record));
        lines.push(number);
        if (rows.length < CHUNK_ROWS) continue;
        yield { rows, lines };
        [rows, lines] = [[], []];
      }
      yield { rows, lines };
    },
  };
}

function recordOf(line: string, name: string, number: number): Map<string, Cell> {
  try {
    return flattened(parsed(line, name, number));
  } catch (error) {
    if (!(error instanceof RecordError) && !(error instanceof RangeError)) throw error;
    const reason = error instanceof RecordError ? error.message : 'it is nested too deeply';
    throw new HumanError(`${name}, line ${number.toLocaleString('en-US')}: ${reason}.`);
  }
}

function parsed(line: string, name: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    const reason = messageOf(error);
    throw new HumanError(`${name}, line ${number.toLocaleString('en-US')} is not valid JSON: ${reason}`);
  }
}

/** The lines of a text file, with their number from 1; empty ones are left out. */
async function* linesOf(
  path: string,
  head: HeadText,
  limits: DataLimits,
): AsyncGenerator<{ line: string; number: number }> {
  let rest = '';
  let number = 0;
  for await (const piece of textPieces(path, head, limits)) {
    const lines = (rest + piece).split(/\r?\n/);
    rest = lines.pop() ?? '';
    refuseLongLine(path, rest, number);
    for (const line of lines) {
      number++;
      if (line.trim() !== '') yield { line: line.replace(/^\ufeff/, ''), number };
    }
  }
  if (rest.trim() !== '') yield { line: rest.replace(/^\ufeff/, ''), number: number + 1 };
}
