import { describe, expect, it } from 'vitest';
import { diagnoseSource } from '../../../src/diagnosis/source/sourceRules.js';
import { cellFindings } from '../../../src/editor/notebooks/cellFindings.js';
import { cellModels } from '../../../src/editor/notebooks/cellModels.js';
import { cellsText } from '../../../src/editor/notebooks/cellsText.js';
import { findModels } from '../../../src/source/findModels.js';
import { anchorsIn } from '../../../src/source/notebook/cellAnchors.js';

const FILE = '/home/ada/net.ipynb';

/** What is said in each cell, with the text that the first fix replaces and what it writes. */
function saidIn(cells: readonly string[]): string[][] {
  const text = cellsText(cells);
  const anchors = anchorsIn('net.ipynb', text);
  const models = findModels(text, FILE);
  const byCell = cellModels(models, anchors);
  return cells.map((cell, index) => {
    const own = diagnoseSource(byCell.get(index) ?? [], { text: cell });
    return cellFindings(diagnoseSource(models, { text }), own, anchors, index).map(({ rule, message, fixes }) => {
      const [edit] = fixes[0]?.edits ?? [];
      const line = cell.split('\n')[(edit?.span.start.line ?? 0) - 1] ?? '';
      const replaced = edit ? line.slice(edit.span.start.column - 1, edit.span.end.column - 1) : '';
      return `${rule}: ${replaced} -> ${edit?.newText ?? ''}${/line \d+/.exec(message)?.[0] ?? ''}`;
    });
  });
}

describe('findings in a notebook', () => {
  const made =
    'from keras import Sequential\nfrom keras.layers import Dense\nm = Sequential()\nm.add(Dense(3, activation="sigmoid"))';

  it('are those of a model and of what compiles it in another cell', () => {
    expect(saidIn([made, 'm.compile("adam", "categorical_crossentropy")'])).toEqual([
      ['crossentropy-without-softmax: "sigmoid" -> "softmax"'],
      [],
    ]);
    expect(saidIn([made, 'from keras.optimizers import SGD\nm.compile(SGD(-1), "mse")'])[1]).toEqual([
      'learning-rate: -1 -> 0.01',
    ]);
  });

  it('miss no compile that another cell has', () => {
    expect(saidIn([`${made}\nm.fit(x, y, epochs=9)`, 'm.compile("adam", "mse")'])[0]).toEqual([
      'bounded-regression: "sigmoid" -> "linear"',
    ]);
  });

  it('name the lines of their cell', () => {
    const stacked = 'x = 1\nn = Sequential([\n  Dense(8),\n  Dense(1)])';
    expect(saidIn([made, stacked])[1]).toEqual(["linear-layers:  -> , activation='relu'line 4"]);
  });

  it('name no line of what stands in another cell', () => {
    expect(saidIn([made.replace(', activation="sigmoid"', ''), 'm.add(Dense(1))'])[0]).toEqual([
      "linear-layers:  -> , activation='relu'",
    ]);
  });
});
