import { type Options, parse } from 'csv-parse';
import type { Cell } from '../cells.js';
import { BLANKS, type TextLayout } from './delimiter.js';
import type { HeadText } from './headText.js';
import { linesOf } from './lines.js';
import { textStream } from './textStream.js';

/** The records of a delimited text, the header among them, as a stream. */
export async function* recordsOf(path: string, head: HeadText, layout: TextLayout): AsyncGenerator<readonly Cell[]> {
  if (layout.delimiter !== BLANKS) {
    yield* parsed<readonly Cell[]>(path, head, layout, {});
    return;
  }
  for await (const { line } of linesOf(path, head)) {
    const text = line.trim();
    if (!(layout.comment && text.startsWith(layout.comment))) yield text.split(/\s+/);
  }
}

/** Line of a record, read anew: keeping lines of all records would cost every run what only a failed one needs. */
export async function lineOfRecord(
  path: string,
  head: HeadText,
  layout: TextLayout,
  record: number,
): Promise<number | null> {
  if (layout.delimiter === BLANKS) return null;
  let index = 0;
  for await (const { info } of parsed<{ info: { lines: number } }>(path, head, layout, { info: true })) {
    if (index++ === record) return info.lines;
  }
  return null;
}

async function* parsed<T>(
  path: string,
  head: HeadText,
  { delimiter, quote, comment }: TextLayout,
  more: Options,
): AsyncGenerator<T> {
  const stream = textStream(path, head);
  const parser = parse({
    delimiter,
    quote: quote || false,
    encoding: head.encoding,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    ...(comment ? { comment, comment_no_infix: true } : {}),
    ...more,
  });
  stream.on('error', (error) => parser.destroy(error));
  try {
    yield* stream.pipe(parser) as AsyncIterable<T>;
  } finally {
    stream.destroy();
  }
}
