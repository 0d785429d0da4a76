import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pathText, placeText } from '../../../src/cli/placeText.js';
import { placedText, warningLine } from '../../../src/cli/warningLine.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-place-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('a place in a notebook is told by its cell, not by the line of its file', async () => {
  const file = join(folder, 'sine.ipynb');
  const source = ['model = Sequential()\n', 'model.add(Dense(4))'];
  const cells = [
    { cell_type: 'markdown', metadata: {}, source: ['# Sine'] },
    { cell_type: 'code', metadata: {}, outputs: [], execution_count: null, source },
  ];
  const text = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1);
  await writeFile(file, text);
  const line = text.split('\n').findIndex((row) => row.includes('model.add')) + 1;
  expect(placeText({ file, line, column: 6 })).toBe('sine.ipynb, cell 2, line 2');
  expect(placedText({ text: 'A seed is not used.', file, line })).toBe(
    'A seed is not used. (sine.ipynb, cell 2, line 2)',
  );
  const problem = {
    kind: 'model',
    severity: 'warning',
    stack: null,
    message: 'The layer is not used.',
    fixes: [],
  } as const;
  expect(warningLine({ ...problem, location: { file, line, column: 6 } })).toBe(
    'gradlens: warning: The layer is not used. (sine.ipynb, cell 2, line 2)',
  );
  expect(placeText({ file, line: 1 })).toBe('sine.ipynb');
  expect(placeText({ file: join(folder, 'gone.ipynb'), line: 3 })).toBe('gone.ipynb');
  expect(placeText({ file: join(folder, 'net.py'), line: 3 })).toBe('net.py:3');
  expect(pathText({ file: '/nets/net.py', line: 3 })).toBe('/nets/net.py:3');
  expect(pathText({ file: '/nets/net.py', line: 3, column: 5 })).toBe('/nets/net.py:3:5');
});
