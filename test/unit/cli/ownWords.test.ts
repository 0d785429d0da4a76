import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { modelsCommand } from '../../../src/cli/modelsCommand.js';
import { printable } from '../../../src/cli/ownWords.js';

const CONTROL = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/u;

afterEach(() => void vi.restoreAllMocks());

describe('words of ours on a terminal', () => {
  it.each([
    ['\x1b[2Jgone', String.raw`\u001b[2Jgone`],
    ['\x1b]0;title\x07', String.raw`\u001b]0;title\u0007`],
    ['over\rwritten', String.raw`over\u000dwritten`],
    ['\x9b31mred\x7f', String.raw`\u009b31mred\u007f`],
    ['\u202etxt.exe', String.raw`\u202etxt.exe`],
    ['line\r\n\ttab, häuser 网 🎉', 'line\n\ttab, häuser 网 🎉'],
  ])('hold no command to it: %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('leave JSON the same value', () => {
    const value = { name: '\x1b[2J \x9b \x7f \u202e "é"' };
    expect(JSON.parse(printable(JSON.stringify(value)))).toEqual(value);
  });

  it.skipIf(process.platform === 'win32')('are written through one place, also names of files', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gradlens-words-'));
    const name = 'a\x1b[2J\x9b\rb.js';
    const source = `import * as tf from '@tensorflow/tfjs';\nconst net = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });\n`;
    await writeFile(join(folder, name), source);
    let written = '';
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, 'write').mockImplementation((text) => {
        written += String(text);
        return true;
      });
    }
    await modelsCommand([folder]);
    await modelsCommand([folder, '--json']);
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
    expect(written).toContain(String.raw`a\u001b[2J\u009b\u000db.js:2  net`);
    expect(written).toContain('found 1 model');
    expect(written).not.toMatch(CONTROL);
  });

  it('have no other way', async () => {
    const cli = join(import.meta.dirname, '../../../src/cli');
    const writing: string[] = [];
    const files = await readdir(cli, { recursive: true });
    for (const file of files.filter((name) => name.endsWith('.ts'))) {
      if (/\.write\(`|(?:stream|stdout|stderr|\])\.write\(|console\./.test(await readFile(join(cli, file), 'utf8')))
        writing.push(file);
    }
    expect(writing).toEqual(['ownWords.ts']);
  });
});
