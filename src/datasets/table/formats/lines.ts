import type { DataLimits } from '../../../protocol/data.js';
import type { HeadText } from './headText.js';
import { refuseLongLine, textPieces } from './textStream.js';

/** The lines of a text file, with their number from 1; empty ones are left out. */
export async function* linesOf(
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
