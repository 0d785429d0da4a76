import { describe, expect, it } from 'vitest';
import { cellModels } from '../../../src/editor/notebooks/cellModels.js';
import { cellsText } from '../../../src/editor/notebooks/cellsText.js';
import { findModels } from '../../../src/source/findModels.js';
import { anchorsIn, placeInCell } from '../../../src/source/notebook/cellAnchors.js';

const FILE = '/home/ada/net.ipynb';

/** The first character of each occurrence of `part`, counted from 1. */
function placesOf(text: string, part: string): [line: number, column: number][] {
  return text.split('\n').flatMap((line, index) => {
    const column = line.indexOf(part);
    return column < 0 ? [] : [[index + 1, column + 1] as [number, number]];
  });
}

function inCells(cells: readonly (string | null)[]) {
  const text = cellsText(cells);
  return cellModels(findModels(text, FILE), anchorsIn('net.ipynb', text));
}

describe('a place of a notebook', () => {
  const sources = [['import keras\n', 'print("a\\tb")\n', '\tx = 1'], ['y = "\\u00e4" ; z = 2']];
  const cells = sources.map((source) => ({ cell_type: 'code', source }));
  const text = JSON.stringify({ cells: [{ cell_type: 'markdown', source: ['# x = 1'] }, ...cells] }, null, 1);
  const anchors = anchorsIn('net.ipynb', text);
  const find = (part: string) => placesOf(text, part).map(([line, column]) => placeInCell(anchors, line, column));

  it('is found in its cell, whatever the file writes in another way', () => {
    expect(find('import keras')).toEqual([{ cell: 1, line: 1, column: 1 }]);
    expect(find('x = 1')).toEqual([null, { cell: 1, line: 3, column: 2 }]);
    expect(find('z = 2')).toEqual([{ cell: 2, line: 1, column: 'y = "\\u00e4" ; z'.length }]);
    expect(find('print')).toEqual([{ cell: 1, line: 2, column: 1 }]);
  });

  it('is none outside of code', () => {
    expect(find('cell_type')).toEqual([null, null, null]);
    expect(placeInCell(anchors, 10_000, 1)).toBeNull();
    expect(placeInCell([], 1, 1)).toBeNull();
  });

  it('is found where a cell is one string', () => {
    const one = JSON.stringify({ cells: [{ cell_type: 'code', source: 'a = 1\nb = 2\n\nc = 3' }] });
    const column = one.indexOf('c = 3') + 1;
    expect(placeInCell(anchorsIn('net.ipynb', one), 1, column)).toEqual({ cell: 0, line: 4, column: 1 });
  });
});

describe('the models of cells', () => {
  it('have their layers’ arguments there, and no layer that follows one of another cell', () => {
    const add = 'model.add(keras.layers.Dense(3))';
    const [model] = inCells([`import keras\nmodel = keras.Sequential()\n${add}\n${add}`, add]).get(0) ?? [];
    const [first, second] = model?.layers ?? [];
    expect(model?.layers).toHaveLength(2);
    expect([first?.follows, second?.follows]).toEqual([false, true]);
    const column = add.indexOf('3') + 1;
    const span = { file: FILE, start: { line: 4, column }, end: { line: 4, column: column + 1 } };
    expect(second?.arguments?.list).toMatchObject([{ name: null, text: '3', value: 3, span, valueSpan: span }]);

    const later = inCells(['import keras', add, 'model = keras.Sequential()', `${add}\n${add}`]);
    expect(later.get(2)?.[0]?.layers).toEqual([]);
  });

  it('have the lines of their cell, and what is outside of it left out', () => {
    const made = 'import keras\nfrom keras import layers\n\nmodel = keras.Sequential([\n    layers.Dense(3),\n])';
    const models = inCells([null, made, 'model.add(layers.Dense(1))', '%matplotlib inline\nmodel.compile("sgd")']);
    expect([...models.keys()]).toEqual([1]);
    const [model] = models.get(1) ?? [];
    expect(model).toMatchObject({ file: FILE, name: 'model', line: 4, compileLine: null, nth: 0 });
    expect(model?.span).toEqual({ file: FILE, start: { line: 4, column: 9 }, end: { line: 6, column: 3 } });
    expect(model?.layers.map(({ className, line }) => [className, line])).toEqual([['Dense', 5]]);
  });

  it('are counted over the whole notebook', () => {
    const models = inCells([
      'from keras import Sequential\na = Sequential()\nb = Sequential()',
      '',
      'a = Sequential()\na.compile("sgd")',
    ]);
    const listed = [...models].map(([cell, each]) => [cell, each.map(({ name, line, nth }) => [name, line, nth])]);
    expect(listed).toEqual([
      [
        0,
        [
          ['a', 2, 0],
          ['b', 3, 1],
        ],
      ],
      [2, [['a', 1, 2]]],
    ]);
    expect(models.get(2)?.[0]?.compileLine).toBe(2);
  });

  it('are none in a notebook of no code', () => {
    expect(inCells([]).size).toBe(0);
    expect(inCells([null, '']).size).toBe(0);
  });
});
