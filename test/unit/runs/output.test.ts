import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputPart } from '../../../src/protocol/dashboard/outputPart.js';
import { parseOutput } from '../../../src/runFiles/output.js';
import { OutputFile } from '../../../src/runs/output/outputFile.js';
import { outputFolders, placesIn } from '../../../src/runs/output/outputPlaces.js';
import { MOST_CHARACTERS, MOST_LINES, RunOutput } from '../../../src/runs/output/runOutput.js';

const numbered = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `line ${from + index}`);
const print = (output: RunOutput, ...lines: string[]) => output.add('stdout', { lines, open: '' });

describe('RunOutput', () => {
  it('is plain text: colors, links, and what else commands a terminal is gone', () => {
    const output = new RunOutput();
    print(output, '\u001b[31mred\u001b[0m\tand \u001b]8;;http://x\u0007link\u001b]8;;\u0007 \u0008\u0000<b>');
    output.add('stderr', { lines: ['GradLens: compiled 12 operations', 'x'.repeat(2500)], open: '\u001b[2Kloss 3' });
    expect(output.lines[0]).toEqual({ text: 'red    and link <b>', isError: false });
    expect(output.lines[1]).toMatchObject({
      text: expect.stringMatching(/^x{2000}… \(500 more characters\)$/),
      isError: true,
    });
    expect(output.open).toEqual([{ text: 'loss 3', isError: true }]);
  });

  it('keeps the last lines, and says how many it has dropped', () => {
    const output = new RunOutput();
    for (let from = 0; from < 30_000; from += 500) print(output, ...numbered(500, from));
    expect(output.lines.length).toBeGreaterThanOrEqual(MOST_LINES);
    expect(output.lines.length).toBeLessThanOrEqual(MOST_LINES + 1000);
    expect(output.dropped + output.lines.length).toBe(30_000);
    expect(output.lines.at(-1)?.text).toBe('line 29999');
    expect(output.lines[0]?.text).toBe(`line ${output.dropped}`);
    for (let count = 0; count < 1000; count += 1) print(output, 'y'.repeat(2000));
    expect(output.lines.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(MOST_CHARACTERS);
    expect(output.dropped + output.lines.length).toBe(31_000);
  });
});

describe('OutputFile', () => {
  it('has the end of what was printed, in bounded space, and begins with how much is missing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gradlens-output-'));
    try {
      const output = new RunOutput();
      const path = join(folder, 'output.ndjson');
      const file = new OutputFile(path, 4000, () => output, expect.fail);
      for (let from = 0; from < 3000; from += 100) {
        file.add(print(output, ...numbered(100, from)));
        await file.flush();
      }
      expect((await stat(path)).size).toBeLessThanOrEqual(8100);
      const { lines, dropped } = parseOutput(await readFile(path, 'utf8'));
      expect([dropped + lines.length, lines.at(-1)?.text, lines[0]?.text]).toEqual([
        3000,
        'line 2999',
        `line ${dropped}`,
      ]);
      expect(lines.length).toBeGreaterThan(100);
      expect(await readdir(folder)).toEqual(['output.ndjson']);
      const restored = new RunOutput();
      restored.restore({ lines, dropped });
      expect([restored.dropped, restored.lines]).toEqual([dropped, lines]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('is given up where it cannot be written, which is told once', async () => {
    const told: string[] = [];
    const output = new RunOutput();
    const file = new OutputFile(
      join(tmpdir(), 'gradlens-nowhere', 'x', 'output.ndjson'),
      4000,
      () => output,
      (line) => told.push(line),
    );
    for (const text of ['one', 'two']) {
      file.add(print(output, text));
      await file.flush();
    }
    expect(told).toEqual([expect.stringMatching(/cannot be kept in .*ENOENT/)]);
  });

  it('leaves out a line that was cut off, and what is none', () => {
    expect(parseOutput('[0,"a"]\nnull\n[7,"b"]\n[1,"c"]\n[0,"cut')).toEqual({
      lines: [
        { text: 'a', isError: false },
        { text: 'c', isError: true },
      ],
      dropped: 0,
    });
  });
});

describe('placesIn', () => {
  const folders = outputFolders({ request: { cwd: '/w/nets', file: '/w/other/train.js' } as never }, ['/open']);
  const found = (text: string) =>
    placesIn(text, folders).map(({ start, end, file, line, column }) => [text.slice(start, end), file, line, column]);

  it.each([
    ['loss at train.js:12', [['train.js:12', '/w/nets/train.js', 12, 1]]],
    ['    at fit (/w/nets/my nets/a.js:3:15)', [['/w/nets/my nets/a.js:3:15', '/w/nets/my nets/a.js', 3, 15]]],
    ['    at file:///w/other/b%20c.mjs:4:2', [['file:///w/other/b%20c.mjs:4:2', '/w/other/b c.mjs', 4, 2]]],
    [
      '"./src/a.ts:1", ../x.ts:2 and /open/y.tsx:7:1.',
      [
        ['./src/a.ts:1', '/w/nets/src/a.ts', 1, 1],
        ['/open/y.tsx:7:1', '/open/y.tsx', 7, 1],
      ],
    ],
  ])('finds the places of %s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    '/etc/passwd.txt:1',
    '../../etc/x.js:1:1',
    'at node:internal/modules/run_main.js:154:5',
    'http://localhost/w/nets/a.js:80',
    'file:///etc/a.js:1',
    'took 12:30:15, ratio 3:4, epoch:5',
    'train.js:0',
    '/w/netsx/a.js:1',
  ])('makes no link of %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('outputPart', () => {
  it('brings each line once, and what is there is what the run has', () => {
    const output = new RunOutput();
    const placesOf = (text: string) => (text.endsWith('5') ? [{ start: 0, end: 4 }] : []);
    const next = outputPart.changes({ read: () => output, placesIn: placesOf });
    expect(next()).toBeNull();
    let view = outputPart.empty;
    let sent = 0;
    for (let from = 0; from < 25_000; from += 700) {
      print(output, ...numbered(700, from), '');
      output.add('stderr', { lines: [], open: `at ${from}` });
      const update = next() ?? expect.fail('It has changed');
      sent += update.count;
      view = outputPart.merge(view, update);
    }
    expect(next()).toBeNull();
    expect(sent).toBe(output.dropped + output.lines.length);
    expect(view.first).toBe(output.dropped);
    expect(view.lines).toEqual(output.lines.map((line) => ({ ...line, places: placesOf(line.text) })));
    expect(view.open).toEqual(output.open);
  });
});
