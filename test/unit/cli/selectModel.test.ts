import { describe, expect, it } from 'vitest';
import { listModels, selectModel } from '../../../src/cli/selectModel.js';
import type { SourceModel } from '../../../src/protocol/source.js';

const file = '/net.js';
const model = (name: string, line: number, endLine = line): SourceModel => ({
  file,
  line,
  span: { file, start: { line, column: 1 }, end: { line: endLine, column: 9 } },
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
});
const models = [model('outer', 3, 20), model('inner', 5, 8), model('net', 30), model('net', 40)];
const select = (name: string | null, line: number | null) => selectModel(models, file, { model: name, line });

describe('selecting a model', () => {
  it('takes the whole file where neither a name nor a line is given', () => {
    expect(select(null, null)).toEqual({ model: null, only: null });
  });

  it('takes every model of that name', () => {
    expect(select('outer', null)).toEqual({ model: models[0], only: { spans: [models[0]?.span], name: null } });
    expect(select('net', null)).toEqual({
      model: null,
      only: { spans: [models[2]?.span, models[3]?.span], name: null },
    });
  });

  it("leaves a name that the source does not show to the models' own names", () => {
    expect(select('sequential_1', null)).toEqual({ model: null, only: { spans: [], name: 'sequential_1' } });
  });

  it('takes the model that starts on the line, else the innermost around it', () => {
    expect(select(null, 3).model?.name).toBe('outer');
    expect(select(null, 5).model?.name).toBe('inner');
    expect(select(null, 7).model?.name).toBe('inner');
    expect(select(null, 12).model?.name).toBe('outer');
  });

  it('leaves a line without a model to the run', () => {
    const span = { file, start: { line: 25, column: 1 }, end: { line: 26, column: 1 } };
    expect(select(null, 25)).toEqual({ model: null, only: { spans: [span], name: null } });
  });

  it('lists the models, or what the file has instead', () => {
    const source = { text: '', file: '/home/ada/net.py' };
    const text = 'import torch.nn as nn\nnet = nn.Sequential(nn.Linear(5, 1))\n';
    expect(listModels([], { ...source, text })).toBe(
      'No Sequential model found in the source. Line 2 creates a PyTorch model (nn.Sequential); GradLens trains only Sequential models of Keras and TensorFlow.js.',
    );
    expect(listModels([], source)).toContain('No Sequential');
    expect(listModels(models.slice(0, 2), source)).toBe('Models in the source: outer (line 3), inner (line 5).');
  });
});
