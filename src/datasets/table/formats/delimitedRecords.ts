import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { DataLimits } from '../../../protocol/data.js';
import { CHUNK_ROWS, type TableChunk } from '../tableFile.js';
import { BLANKS, type TextLayout } from './delimiter.js';
import type { HeadText } from './headText.js';
import { refuseLongLine, textPieces } from './textStream.js';

/** Characters of a record with quotes, which may hold line breaks. */
const MOST_RECORD = 32 * 1024 * 1024;

/**
 * The records of a delimited text, the header among them, as a stream. As long as there is no quote, lines are records and are
 * simply split, which is several times as fast as the parser that reads all from the first quote on.
 */
export async function* recordsOf(
  path: string,
  head: HeadText,
  layout: TextLayout,
  limits: DataLimits,
): AsyncGenerator<TableChunk> {
  const pieces = textPieces(path, head, limits);
  try {
    yield* splitLines(path, pieces, layout, /\r(?!\n|$)/.test(head.text));
  } finally {
    await pieces.return(undefined);
  }
}

async function* splitLines(
  path: string,
  pieces: AsyncIterator<string>,
  layout: TextLayout,
  parseAll: boolean,
): AsyncGenerator<TableChunk> {
  const split = splitter(layout);
  let rest = '';
  let line = 0;
  for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) {
    const text = line === 0 && rest === '' ? piece.value.replace(/^\ufeff/, '') : piece.value;
    if (layout.delimiter !== BLANKS && (parseAll || (layout.quote !== '' && text.includes(layout.quote)))) {
      yield* parsed(rest + text, pieces, layout, line);
      return;
    }
    const texts = (rest + text).split('\n');
    rest = texts.pop() ?? '';
    refuseLongLine(path, rest, line);
    yield split(texts, line);
    line += texts.length;
  }
  if (rest !== '') yield split([rest], line);
}

function splitter({ delimiter, comment }: TextLayout): (texts: readonly string[], firstLine: number) => TableChunk {
  return (texts, firstLine) => {
    const rows: string[][] = [];
    const lines: number[] = [];
    for (const [index, text] of texts.entries()) {
      const row = text.endsWith('\r') ? text.slice(0, -1) : text;
      if (row.trim() === '' || (comment !== null && row.startsWith(comment))) continue;
      rows.push(delimiter === BLANKS ? row.trim().split(/\s+/) : row.split(delimiter));
      lines.push(firstLine + index + 1);
    }
    return { rows, lines };
  };
}

async function* parsed(
  first: string,
  pieces: AsyncIterator<string>,
  { delimiter, quote, comment }: TextLayout,
  linesBefore: number,
): AsyncGenerator<TableChunk> {
  async function* remaining(): AsyncGenerator<string> {
    yield first;
    for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) yield piece.value;
  }
  const parser = parse({
    delimiter,
    quote: quote || false,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MOST_RECORD,
    ...(comment ? { comment, comment_no_infix: true } : {}),
  });
  const source = Readable.from(remaining());
  source.on('error', (error) => parser.destroy(error));
  let rows: string[][] = [];
  let lines: number[] = [];
  for await (const { record, info } of source.pipe(parser) as AsyncIterable<Parsed>) {
    rows.push(record);
    lines.push(linesBefore + info.lines);
    if (rows.length < CHUNK_ROWS) continue;
    yield { rows, lines };
    [rows, lines] = [[], []];
  }
  yield { rows, lines };
}

interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}
