import { describe, expect, it } from 'vitest';
import { explainMismatch } from '../../../src/datasets/mismatch/explainMismatch.js';
import type { Mismatch, MismatchModel } from '../../../src/datasets/mismatch/types.js';
import type { DatasetDescription } from '../../../src/datasets/types.js';
import type { DataSpec } from '../../../src/protocol/data.js';
import { findModels } from '../../../src/source/findModels.js';
import { classes, data, model, sourceOf } from './mismatchParts.js';

function explain(description: DatasetDescription, of: MismatchModel, targetAs?: DataSpec['targetAs']): Mismatch[] {
  return explainMismatch(description, of, targetAs);
}

/** The source after an edit. */
function edited(mismatch: Mismatch | undefined, title: string): string {
  const fix = mismatch?.fixes.find((candidate) => candidate.title === title);
  if (!fix) throw new Error(`no fix "${title}" among ${mismatch?.fixes.map((other) => other.title).join('; ')}`);
  const lines = sourceOf(fix.span.file).split('\n');
  const line = lines[fix.span.start.line - 1] ?? '';
  return line.slice(0, fix.span.start.column - 1) + fix.newText + line.slice(fix.span.end.column - 1);
}

describe('data that fits', () => {
  it.each([
    ['two classes for a sigmoid', data(classes('a', 'b')), model()],
    [
      'fewer classes than units',
      data(classes('a', 'b')),
      model({ output: [10], loss: 'categoricalCrossentropy', lastActivation: 'softmax' }),
    ],
    [
      'classes as index',
      data(classes('a', 'b', 'c')),
      model({ output: [3], loss: 'sparseCategoricalCrossentropy', lastActivation: 'softmax' }),
    ],
    ['two classes as a number', data(classes('a', 'b')), model({ loss: 'meanSquaredError', lastActivation: 'linear' })],
    ['digits as a number', data(classes('0', '1', '2')), model({ loss: 'meanSquaredError', lastActivation: null })],
    [
      'numbers',
      data({ kind: 'numbers', shape: [1], range: [0, 900] }),
      model({ loss: 'meanSquaredError', lastActivation: null }),
    ],
    [
      'pictures for pictures',
      data({ kind: 'numbers', shape: [4, 4, 1] }),
      model({ output: [null, null, 1], loss: 'meanSquaredError' }),
    ],
    ['a sequence of any length', data(classes('a', 'b'), { inputShape: [7, 3] }), model({ input: [null, 3] })],
    [
      'tokens',
      data({ kind: 'tokens', length: 7, vocabulary: 9 }),
      model({ output: [7, 9], loss: 'sparseCategoricalCrossentropy', lastActivation: 'softmax' }),
    ],
    ['token ids', data(classes('a', 'b'), { inputRange: [0, 19] }), model({ vocabulary: 20 })],
  ])('is none: %s', (_name, description, of) => {
    expect(explain(description, of)).toEqual([]);
  });
});

describe('inputs that do not fit', () => {
  it('say both shapes and the line, with the edit', () => {
    const [mismatch] = explain(data(classes('a', 'b'), { inputShape: [8, 8, 1], name: 'digits' }), model());
    expect(mismatch).toMatchObject({ severity: 'error', location: { file: 'net.js', line: 2, column: 11 } });
    expect(mismatch?.message).toBe(
      'digits has inputs of shape [8, 8, 1] (64 numbers), but the first layer (Dense, line 2) takes [5] (5 numbers). A model for this data takes [64].',
    );
    expect(edited(mismatch, 'Set inputShape to [64]')).toContain('units: 16, inputShape: [64], activation');
  });

  it('of Keras are edited in its words', () => {
    const of = model({ input: [10, 3], output: [2] }, 'net.py');
    const [mismatch] = explain(data(classes('a', 'b'), { inputShape: [20, 4] }), of);
    expect(edited(mismatch, 'Set input_shape to (20, 4)')).toContain('input_shape=(20, 4)),');
    const [flat] = explain(data(classes('a', 'b'), { inputShape: [4] }), of);
    expect(flat?.message).toContain('convolutions and recurrent layers need data of shape [10, 3]');
    expect(flat?.fixes).toEqual([]);
  });

  it('with one column too many offer to leave the counter out', () => {
    const names = ['Id', 'a', 'b', 'c', 'd', 'e'];
    const [mismatch] = explain(data(classes('a', 'b'), { inputShape: [6], inputNames: names }), model());
    expect(mismatch?.message).toContain('(6 numbers: Id, a, b, c, d, e)');
    expect(mismatch?.dataFixes).toEqual([{ title: 'Exclude "Id"', change: { columns: { Id: 'skip' } } }]);
  });

  it('are token ids beyond the vocabulary, or no ids at all', () => {
    const [beyond] = explain(data(classes('a', 'b'), { inputRange: [0, 49] }), model({ vocabulary: 40 }));
    expect(beyond?.message).toContain('token ids up to 49, but the first layer (Dense, line 2) knows 40: 0 to 39');
    const [fractions] = explain(data(classes('a', 'b'), { inputRange: [-1.5, 2] }), model({ vocabulary: 40 }));
    expect(fractions?.message).toContain('takes token ids, but data.csv has inputs from -1.5 to 2. Use ids');
  });
});

describe('targets that do not fit', () => {
  it('are three classes for one sigmoid', () => {
    const [mismatch] = explain(data(classes('cat', 'dog', 'cow')), model());
    expect(mismatch?.location?.line).toBe(3);
    expect(mismatch?.message).toBe(
      'data.csv has 3 classes (cat, dog, cow), but the last layer (Dense, line 3) has one unit: one unit can tell only two classes apart. ' +
        'For these classes, use 3 units with softmax and a categorical crossentropy loss.',
    );
    expect(edited(mismatch, 'Set units to 3')).toBe("model.add(tf.layers.dense({ activation: 'sigmoid', units: 3 }));");
    expect(edited(mismatch, 'Set activation to softmax')).toContain("activation: 'softmax', units: 1");
    expect(edited(mismatch, 'Set the loss to categoricalCrossentropy')).toContain("loss: 'categoricalCrossentropy'");
  });

  it('are more classes than units', () => {
    const of = model(
      { input: [5], output: [2], loss: 'sparseCategoricalCrossentropy', lastActivation: 'softmax' },
      'net.py',
    );
    const [mismatch] = explain(data(classes('a', 'b', 'c')), of);
    expect(mismatch?.message).toContain('the last layer (Dense, line 3) has 2 units. It needs one per class: 3.');
    expect(edited(mismatch, 'Set units to 3')).toContain('Dense(3, activation="softmax")');
    const layers = of.layers.map(({ location, ...layer }) => ({
      ...layer,
      location: location && { ...location, file: 'net.ipynb' },
    }));
    const [inNotebook] = explain(data(classes('a', 'b', 'c')), { ...of, layers });
    expect(inNotebook?.message).toContain('the last layer (Dense) has 2 units.');
  });

  it('are any classes for a softmax of one unit', () => {
    const [mismatch] = explain(
      data(classes('a', 'b')),
      model({ loss: 'categoricalCrossentropy', lastActivation: 'softmax' }),
    );
    expect(mismatch?.message).toContain('a softmax over one unit is always 1');
  });

  it('are names for a regression', () => {
    const [mismatch] = explain(data(classes('a', 'b', 'c')), model({ loss: 'meanSquaredError', lastActivation: null }));
    expect(mismatch?.message).toContain('outputs one number');
    expect(mismatch?.dataFixes[0]?.change).toEqual({ targetAs: 'number' });
  });

  it('are numbers for a loss of classes, and the loss is named as the source names it', () => {
    const of = model({ output: [2], loss: 'sparseCategoricalCrossentropy', lastActivation: 'softmax' }, 'net.py');
    const [mismatch] = explain(data({ kind: 'numbers', shape: [1], range: [0.5, 9.25] }), of);
    expect(mismatch?.message).toContain('needs classes, but the target of data.csv is numbers from 0.5 to 9.25');
    expect(edited(mismatch, 'Set the loss to mean_squared_error')).toBe('model.compile(loss="mean_squared_error")');
  });

  it('are more numbers than units, or numbers out of reach', () => {
    const [two] = explain(
      data({ kind: 'numbers', shape: [2] }),
      model({ loss: 'meanSquaredError', lastActivation: null }),
    );
    expect(two?.message).toBe(
      'data.csv has 2 target numbers per sample, but the last layer (Dense, line 3) has 1 unit.',
    );
    expect(edited(two, 'Set units to 2')).toContain('units: 2');
    const [out] = explain(data({ kind: 'numbers', shape: [1], range: [0, 50] }), model());
    expect(out).toMatchObject({
      severity: 'error',
      message: expect.stringContaining('binaryCrossentropy takes 0 to 1'),
    });
    const [tanh] = explain(
      data({ kind: 'numbers', shape: [1], range: [0, 50] }),
      model({ loss: 'meanSquaredError', lastActivation: 'tanh' }),
    );
    expect(tanh).toMatchObject({ severity: 'warning', message: expect.stringContaining('outputs -1 to 1 (tanh)') });
    const [relu] = explain(
      data({ kind: 'numbers', shape: [1], range: [-3, 50] }),
      model({ loss: 'meanSquaredError', lastActivation: 'relu' }),
    );
    expect(relu).toMatchObject({ severity: 'warning', message: expect.stringContaining('outputs 0 or more (relu)') });
  });

  it('are one class where the model gives one for each step', () => {
    const of = model(
      { input: [10, 3], output: [10, 2], loss: 'sparseCategoricalCrossentropy', lastActivation: 'softmax' },
      'net.py',
    );
    const [mismatch] = explain(data(classes('a', 'b'), { inputShape: [10, 3] }), of);
    expect(mismatch?.location?.line).toBe(2);
    expect(mismatch?.message).toContain('Remove returnSequences');
    expect(edited(mismatch, 'Return only the last output')).toContain('return_sequences=False');
    const flat = model({ output: [4, 4, 2], loss: 'categoricalCrossentropy', lastActivation: 'softmax' });
    expect(explain(data(classes('a', 'b')), flat)[0]?.message).toContain('Add a flatten');
  });

  it('are sequences of another length, or with more tokens than units', () => {
    const of = model({ output: [7, 9], loss: 'sparseCategoricalCrossentropy', lastActivation: 'softmax' });
    expect(explain(data({ kind: 'tokens', length: 8, vocabulary: 9 }), of)[0]?.message).toContain('each of 8 steps');
    expect(explain(data({ kind: 'tokens', length: 7, vocabulary: 12 }), of)[0]?.message).toContain(
      '12 distinct tokens',
    );
  });

  it('are told as the spec asks and the loss does not take', () => {
    const of = model({ output: [3], loss: 'categoricalCrossentropy', lastActivation: 'softmax' });
    const [mismatch] = explain(data(classes('a', 'b', 'c')), of, 'index');
    expect(mismatch?.message).toContain(
      'Set "targetAs" to "onehot" or remove it, or use the loss sparseCategoricalCrossentropy',
    );
    expect(mismatch?.dataFixes[0]?.change).toEqual({ targetAs: 'onehot' });
    const sparse = model({ output: [3], loss: 'sparseCategoricalCrossentropy', lastActivation: 'softmax' });
    expect(explain(data(classes('a', 'b', 'c')), sparse, 'onehot')[0]?.dataFixes[0]?.change).toEqual({
      targetAs: 'index',
    });
  });

  it('are edited where they stand, in the quotes of the file', () => {
    const source = [
      'from keras.models import Sequential\n',
      'from keras.layers import Dense\n',
      'm = Sequential([Dense(4, input_dim=5), Dense(1, activation="sigmoid")])\n',
      'm.compile(loss="binary_crossentropy")',
    ];
    const text = JSON.stringify({ nbformat: 4, metadata: {}, cells: [{ cell_type: 'code', source }] }, null, 1);
    const [found] = findModels(text, 'net.ipynb');
    if (!found) throw new Error('no model');
    const layers = found.layers.map((source) => {
      const location = { file: 'net.ipynb', ...source.span.start };
      return { className: source.className, location, source, units: 1 };
    });
    const of = { ...model(), layers, compiles: found.compiles };
    const fixes = explain(data(classes('a', 'b', 'c')), of).flatMap((mismatch) => mismatch.fixes);
    expect(fixes.map(({ newText }) => newText)).toEqual(['3', "'softmax'", "'categorical_crossentropy'"]);
    const lines = text.split('\n');
    const replaced = fixes.map(({ span }) =>
      lines[span.start.line - 1]?.slice(span.start.column - 1, span.end.column - 1),
    );
    expect(replaced).toEqual(['1', '\\"sigmoid\\"', '\\"binary_crossentropy\\"']);
  });

  it('have no edits where the source cannot be read', () => {
    const { layers, ...rest } = model();
    const of = { ...rest, compiles: [], layers: layers.map((layer) => ({ ...layer, source: null })) };
    const [mismatch] = explain(data(classes('a', 'b', 'c')), of);
    expect(mismatch?.fixes).toEqual([]);
  });
});
