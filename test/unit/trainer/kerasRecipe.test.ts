import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SourceNote } from '../../../src/protocol/sourceNote.js';
import { findModels } from '../../../src/source/findModels.js';
import { readKeras } from '../../../src/trainer/build/kerasRecipe.js';

const batches = `
import numpy as np
from keras.models import Sequential
from keras.layers import Dense
x = np.ones((40, 4))
model = Sequential([Dense(1, input_shape=(4,))])
model.compile('sgd', 'mse')
for i in range(4):
    rows = x[i * 10:i * 10 + 10]
    model.train_on_batch(rows, rows[:, 0])
`;

const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'kerasPrograms');

/** What each step of a program of the fixtures is, and which arrays it names. */
function stepsOf(name: string, ownData: boolean): string[] {
  return stepsOfFile(join(folder, `${name}.py`), ownData);
}

function stepsOfFile(file: string, ownData: boolean, notes: SourceNote[] = []): string[] {
  const [model] = findModels(readFileSync(file, 'utf8'), file);
  if (!model) throw new Error('There is no model');
  const recipe = { kind: 'keras', model, answers: {}, whole: true } as const;
  const fit = { epochs: null, batchSize: null, validationSplit: null };
  const task = { recipe, data: { kind: 'random' }, ownData, dataFolder: folder, fit } as const;
  const { program } = readKeras({ task, seed: null, note: (said) => notes.push(said) }, recipe);
  return program.steps.map((step) => {
    const named = 'call' in step ? Object.keys(step.call.named) : [];
    return [step.kind, ...named.filter((key) => /^(x|y|validation_data|sample_weight)$/.test(key))].join(' ');
  });
}

describe('a program on data that a person has chosen', () => {
  it('is fitted on that, and leaves out what only its own arrays are for', () => {
    expect(stepsOf('sample_weight', true)).toEqual([
      'make',
      'compile',
      'fit x y sample_weight',
      'evaluate x y sample_weight',
    ]);
    const notes: SourceNote[] = [];
    expect(stepsOfFile(join(folder, 'sample_weight.py'), false, notes)).toEqual(['make', 'compile', 'fit']);
    expect(notes.map(({ text }) => text)).toContain(
      "sample_weight of this fit applies only to the source's own data, and is ignored on other data.",
    );
  });

  it('is fitted where its own steps are batches of its own, which a note says', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'gradlens-recipe-')), 'batches.py');
    writeFileSync(file, batches);
    const step = 'trainOnBatch x y';
    expect(stepsOfFile(file, true)).toEqual(['make', 'compile', step, step, step, step]);
    const notes: SourceNote[] = [];
    expect(stepsOfFile(file, false, notes)).toEqual(['make', 'compile', 'fit']);
    rmSync(dirname(file), { recursive: true });
    expect(notes.filter(({ text }) => text.includes('train_on_batch'))).toMatchObject([
      { kind: 'not-done', line: 10, changesLearning: true },
    ]);
  });
});
