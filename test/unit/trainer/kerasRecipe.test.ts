import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findModels } from '../../../src/source/findModels.js';
import { readKeras } from '../../../src/trainer/build/kerasRecipe.js';

const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'kerasPrograms');

/** What each step of a program of the fixtures is, and which arrays it names. */
function stepsOf(name: string, ownData: boolean): string[] {
  const file = join(folder, `${name}.py`);
  const [model] = findModels(readFileSync(file, 'utf8'), file);
  if (!model) throw new Error('There is no model');
  const recipe = { kind: 'keras', model, answers: {}, whole: true } as const;
  const fit = { epochs: null, batchSize: null, validationSplit: null };
  const task = { recipe, data: { kind: 'random' }, ownData, dataFolder: folder, fit } as const;
  const { program } = readKeras({ task, note: () => {} }, recipe);
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
    expect(stepsOf('sample_weight', false)).toEqual(['make', 'compile', 'fit']);
  });
});
