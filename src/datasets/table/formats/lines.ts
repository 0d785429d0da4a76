import type { HeadText } from './headText.js';
import { textStream } from './textStream.js';

/** The lines of a text file, with their number from 1; empty ones are left out. */
export async function* linesOf(path: string, head: HeadText): AsyncGenerator<{ line: string; number: number }> {
  const stream = textStream(path, head);
  stream.setEncoding(head.encoding);
  let rest = '';
  let number = 0;
  for await (const piece of stream as AsyncIterable<string>) {
    const lines = (rest + piece).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      number++;
      if (line.trim() !== '') yield { line: line.replace(/^\ufeff/, ''), number };
    }
  }
  if (rest.trim() !== '') yield { line: rest.replace(/^\ufeff/, ''), number: number + 1 };
}
