import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readLines } from '../../../src/process/textLines.js';

async function linesOf(...chunks: (string | Buffer)[]): Promise<string[]> {
  const stream = new PassThrough();
  const texts: string[] = [];
  readLines(stream, (text) => texts.push(text));
  for (const chunk of chunks) {
    stream.write(chunk);
    await new Promise(setImmediate);
  }
  stream.end();
  await once(stream, 'close');
  return texts;
}

describe('reading lines', () => {
  it('joins what was cut and hands on whole lines together', async () => {
    expect(await linesOf('a\nb', 'c\nd\n', 'e')).toEqual(['a', 'bc\nd', 'e']);
  });

  it('keeps a character whole whose bytes were cut', async () => {
    const bytes = Buffer.from('grün\n');
    expect(await linesOf(bytes.subarray(0, 3), bytes.subarray(3))).toEqual(['grün']);
  });

  it('takes carriage returns as line ends, and one before a line feed as part of it', async () => {
    expect(await linesOf('1 %\r2 %\r', '\n3 %\r\n')).toEqual(['1 %\n2 %', '3 %']);
  });

  it('keeps empty lines', async () => {
    expect(await linesOf('\n\na\n')).toEqual(['\n\na']);
  });

  it('hands on an endless line in pieces', async () => {
    const texts = await linesOf('x'.repeat(100_000), 'y');
    expect(texts).toEqual(['x'.repeat(100_000), 'y']);
  });

  it('hands on a prompt without waiting for the end of its line', async () => {
    const stream = new PassThrough();
    const text = new Promise((resolve) => readLines(stream, resolve));
    stream.write('name? ');
    expect(await text).toBe('name? ');
    stream.destroy();
  });
});
