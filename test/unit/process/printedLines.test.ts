import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { type Printed, readPrinted } from '../../../src/process/printedLines.js';

async function printed(...chunks: readonly (string | Buffer)[]): Promise<Printed[]> {
  const stream = new PassThrough();
  const all: Printed[] = [];
  readPrinted(stream, (each) => all.push(each));
  for (const chunk of chunks) {
    stream.write(chunk);
    await new Promise((resolve) => setImmediate(resolve));
  }
  stream.destroy();
  await new Promise((resolve) => stream.once('close', resolve));
  return all;
}

it('Lines are handed on as they end, with the one that has not, which ends with the stream', async () => {
  const euro = Buffer.from('€');
  expect(await printed('one\r\n\ntw', 'o\n', euro.subarray(0, 1), euro.subarray(1))).toEqual([
    { lines: ['one', ''], open: 'tw' },
    { lines: ['two'], open: '' },
    { lines: [], open: '€' },
    { lines: ['€'], open: '' },
  ]);
});

it('What a carriage return goes back over is gone: a progress bar is one line', async () => {
  const all = await printed('10%\r20', '%\r', '30%', '\r100%\ndone\n');
  expect(all.map(({ open }) => open)).toEqual(['20', '20%', '30%', '']);
  expect(all.flatMap(({ lines }) => lines)).toEqual(['100%', 'done']);
});

it('A line that does not end is handed on in pieces', async () => {
  expect((await printed('x'.repeat(70_000))).map(({ lines }) => lines.map(({ length }) => length))).toEqual([[70_000]]);
});
