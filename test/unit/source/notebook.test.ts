import { describe, expect, it } from 'vitest';
import { findModels } from '../../../src/source/findModels.js';
import { Notebook } from '../../../src/source/notebook/notebook.js';
import { parseProgram } from '../../../src/source/python/syntax/program.js';
import { summarize } from './summarize.js';

type Source = string | string[];

function cell(source: Source, type = 'code') {
  return { cell_type: type, metadata: {}, outputs: [{ text: ['Model: "Sequential"\n'] }], source };
}

/** A notebook as Jupyter writes it, each line of a cell on a line of its own. */
function notebook(sources: readonly Source[], metadata: object = {}): string {
  return JSON.stringify({ cells: sources.map((source) => cell(source)), metadata, nbformat: 4 }, null, 1);
}

/** The line of the file that holds some text. */
function lineOf(text: string, part: string): number {
  return text.split('\n').findIndex((line) => line.includes(part)) + 1;
}

function models(text: string): string[] {
  return summarize(text, 'a.ipynb');
}

describe('the models of a notebook', () => {
  it("are found across its cells, on the file's own lines", () => {
    const text = notebook([
      ['from keras.models import Sequential\n', 'from keras.layers import Dense'],
      ['model = Sequential()\n', 'model.add(Dense(3))'],
      ['model.compile("sgd")\n', 'model.fit(x, y)'],
    ]);
    const [made, added, compiled, fitted] = ['= Sequential()', 'Dense(3)', 'compile', 'fit('].map((part) =>
      lineOf(text, part),
    );
    expect(models(text)).toEqual([`${made} model: Dense@${added}; compile ${compiled}, fit ${fitted}`]);
  });

  it('keep their order where a cell is one string', () => {
    const text = notebook(['m = Sequential([\n  Dense(1),\n  Dense(2),\n])\nn = Sequential()']);
    const line = lineOf(text, 'Dense');
    expect(models(text)).toEqual([`${line} m: Dense@${line} Dense@${line}`, `${line} n:`]);
    const [first] = findModels(text, 'a.ipynb');
    const raw = text.split('\n')[line - 1] ?? '';
    const [layer, next] = first?.layers ?? [];
    expect(raw.slice((layer?.span.start.column ?? 0) - 1, (layer?.span.end.column ?? 0) - 1)).toBe('Dense(1)');
    expect(raw.slice((next?.span.start.column ?? 0) - 1, (next?.span.end.column ?? 0) - 1)).toBe('Dense(2)');
  });

  it('end on the line where their call ends', () => {
    const text = notebook([['m = Sequential([\n', '  Dense("a")])\n', 'x = 1']]);
    const [model] = findModels(text, 'a.ipynb');
    const line = lineOf(text, 'Dense');
    const raw = text.split('\n')[line - 1] ?? '';
    expect(model?.span.end).toEqual({ line, column: raw.indexOf('])') + 3 });
    expect(raw.slice(raw.indexOf('Dense'), (model?.layers[0]?.span.end.column ?? 0) - 1)).toBe('Dense(\\"a\\")');
  });

  it.each<[string, Source]>([
    [
      'magics',
      ['%matplotlib inline\n', '!pip install keras\n', 'files = !ls\n', '?help\n', 'model?\n', 'm = Sequential()'],
    ],
    ['a cell magic', ['%%time\n', 'm = Sequential()']],
    ['a block of magics', ['if colab:\n', '  !pip install keras\n', 'm = Sequential()']],
    ['a remainder at the start of a line', ['print("%d" \n', '  % x)\n', 'm = Sequential()']],
  ])('are found beside %s', (_, source) => {
    const text = notebook([source]);
    expect(models(text)).toEqual([`${lineOf(text, 'Sequential()')} m:`]);
  });

  it('are found in the cells behind a broken one', () => {
    const text = notebook([['x = ((('], ['def f(\n'], ['m = Sequential()']]);
    expect(models(text)).toEqual([`${lineOf(text, 'Sequential()')} m:`]);
  });

  it('are found in work sheets of the third format', () => {
    const sheet = { cells: [{ cell_type: 'code', input: ['m = Sequential()'] }] };
    expect(models(JSON.stringify({ worksheets: [sheet], nbformat: 3 }))).toEqual(['1 m:']);
  });

  it.each([
    ['text', 'm = Sequential()'],
    ['JSON that is cut off', notebook([['m = Sequential()']]).slice(0, -20)],
    ['a list', '["Sequential"]'],
    ['deeper lists than any notebook', '['.repeat(100_000)],
    ['another language', notebook([['m = Sequential()']], { kernelspec: { language: 'julia' } })],
    ['a cell of another language', notebook([['%%bash\n', 'm = Sequential()']])],
    ['prose', JSON.stringify({ cells: [cell('m = Sequential()', 'markdown')] })],
  ])('are none in %s', (_, text) => {
    expect(models(text)).toEqual([]);
  });
});

it('tells the cell that holds a place of the file, and the place in it', () => {
  const text = JSON.stringify(
    { cells: [cell('# Title', 'markdown'), cell(['a = 1\n', 'b = 2']), cell('c = 3\nd = "4"')] },
    null,
    1,
  );
  const read = new Notebook(text);
  const place = (part: string) => {
    const line = lineOf(text, part);
    return read.cellPlace({ line, column: (text.split('\n')[line - 1] ?? '').indexOf(part) + 1 });
  };
  expect(place('a = 1')).toEqual({ cell: 1, line: 1, column: 1 });
  expect(place('= 2')).toEqual({ cell: 1, line: 2, column: 3 });
  expect(place('d = ')).toEqual({ cell: 2, line: 2, column: 1 });
  expect(place('# Title')).toBeNull();
  expect(place('cell_type')).toBeNull();
});

it('gives the syntax of all cells as one program', () => {
  const text = notebook([['a = 1'], ['b = f(a)']]);
  const tree = parseProgram(text, 'a.ipynb');
  expect(tree.root.children.map(({ text }) => text)).toEqual(['a = 1', 'b = f(a)']);
  expect(tree.root.children.map((node) => tree.lineOf(node))).toEqual([lineOf(text, 'a = 1'), lineOf(text, 'b = f')]);
});
