import { describe, expect, it } from 'vitest';
import { modelAt } from '../../../src/editor/models/modelAt.js';
import type { SourceModel } from '../../../src/protocol/source.js';

function model(name: string, from: number, to: number, more: Partial<SourceModel> = {}): SourceModel {
  const span = { file: '/w/a.js', start: { line: from, column: 1 }, end: { line: to, column: 1 } };
  return {
    file: '/w/a.js',
    line: from,
    span,
    name,
    framework: 'tfjs',
    layers: [],
    compileLine: null,
    compiles: [],
    fitLine: null,
    fits: [],
    fitData: null,
    losses: [],
    freezes: [],
    imports: null,
    builder: null,
    ...more,
  };
}

describe('modelAt', () => {
  const generator = model('generator', 5, 9, { fitLine: 40 });
  const discriminator = model('discriminator', 12, 16);
  const models = [generator, discriminator];

  it('is the one around the cursor', () => {
    expect(modelAt(models, 7)?.name).toBe('generator');
    expect(modelAt(models, 16)?.name).toBe('discriminator');
  });

  it('is the innermost one of several around it', () => {
    expect(modelAt([model('outer', 1, 20), model('inner', 5, 6)], 6)?.name).toBe('inner');
  });

  it('is the one whose fit stands at the cursor, though another begins nearer above', () => {
    expect(modelAt(models, 40)?.name).toBe('generator');
  });

  it('is else the last one above, else the first', () => {
    expect(modelAt(models, 11)?.name).toBe('generator');
    expect(modelAt(models, 30)?.name).toBe('discriminator');
    expect(modelAt(models, 1)?.name).toBe('generator');
    expect(modelAt([], 1)).toBeNull();
  });
});
