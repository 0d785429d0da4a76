import { describe, expect, it } from 'vitest';
import { withRun } from '../../../src/cli/check/withRun.js';
import type { SourceModel } from '../../../src/protocol/source.js';
import { findModels } from '../../../src/source/findModels.js';
import { sampleFit } from '../runFiles/sampleFit.js';

const FILE = '/p/net.js';
const [model] = findModels(
  "const tf = require('@tensorflow/tfjs');\nconst model = tf.sequential();\nmodel.add(tf.layers.dense({ units: 1, inputShape: [3] }));\n",
  FILE,
) as [SourceModel];

/** A fit of a model on line 2 of a file, with one finding that the file is the name of. */
const fitOf = (file: string) => ({
  fit: { summary: { ...sampleFit(), location: { file, line: 2, column: 15 }, layers: [] } },
  verdict: { kind: 'undecided', text: '' },
  findings: [
    {
      rule: file,
      category: 'data',
      severity: 'hint',
      message: '',
      why: '',
      help: '',
      layer: null,
      evidence: {},
      follows: [],
    },
  ],
  isFinal: true,
});

const rulesOf = (...files: string[]) => {
  const run = { judgement: { fits: files.map(fitOf) }, problems: [] } as unknown as Parameters<typeof withRun>[3];
  return withRun({ file: FILE, models: [model], notebook: null }, model, [], run).map(({ rule }) => rule);
};

it('tells what the fits of a model show, and nothing of one on the same line of another file', () => {
  expect(rulesOf('/p/other.js', FILE)).toEqual([FILE]);
});

it('tells what all fits show where none is known to be of the model', () => {
  expect(rulesOf('/p/other.js')).toEqual(['/p/other.js']);
});

describe('data that do not fit the model', () => {
  const misfit = {
    kind: 'data',
    severity: 'error',
    message: 'The samples have shape [6]. Set inputShape of the first layer to [6].',
    location: { file: FILE, line: 3, column: 11 },
    fixes: [{ title: 'Set inputShape to [6]', span: model.span, newText: '[6]' }],
  };
  const found = (...problems: object[]) => {
    const run = { judgement: null, problems } as unknown as Parameters<typeof withRun>[3];
    return withRun({ file: FILE, models: [model], notebook: null }, model, [], run);
  };

  it('are an error on the line that the run names, with its edits', () => {
    expect(found({ ...misfit, severity: 'warning' }, misfit)).toEqual([
      {
        file: FILE,
        line: 3,
        column: 11,
        model: { name: 'model', line: 2 },
        rule: 'data-shape',
        category: 'shape',
        severity: 'error',
        message: misfit.message,
        why: expect.any(String),
        help: expect.any(String),
        confirmedByRun: true,
        evidence: {},
        fixes: [
          {
            title: 'Set inputShape to [6]',
            edits: [{ file: FILE, start: model.span.start, end: model.span.end, newText: '[6]' }],
          },
        ],
      },
    ]);
  });

  it.each([
    ["The targets are class numbers. Use the loss 'sparseCategoricalCrossentropy'.", 'loss'],
    ['There are 90 inputs but 100 targets. Their numbers must match.', 'data'],
    ['The targets contain class 9, but the model has 5 outputs, for classes 0 to 4.', 'shape'],
  ])('are a matter of what would have to change: %s', (message, category) => {
    expect(found({ ...misfit, message })[0]?.category).toBe(category);
  });

  it('have edits as the text of a notebook is written', () => {
    const span = { file: FILE, start: { line: 3, column: 1 }, end: { line: 3, column: 2 } };
    const run = { judgement: null, problems: [{ ...misfit, fixes: [{ title: 'Set it', span, newText: '"relu"' }] }] };
    const notebook = { cellPlace: () => ({ cell: 4 }) };
    const [told] = withRun(
      { file: FILE, models: [model], notebook } as unknown as Parameters<typeof withRun>[0],
      model,
      [],
      run as unknown as Parameters<typeof withRun>[3],
    );
    expect(told).toMatchObject({ cell: 4, fixes: [{ edits: [{ newText: '\\"relu\\"' }] }] });
  });

  it('are told beside what the fits before them show', () => {
    const run = { judgement: { fits: [fitOf(FILE)] }, problems: [misfit] } as unknown as Parameters<typeof withRun>[3];
    const rules = withRun({ file: FILE, models: [model], notebook: null }, model, [], run).map(({ rule }) => rule);
    expect(rules).toEqual(['data-shape', FILE]);
  });

  it('are not what another error of the program is, or one without a place', () => {
    expect(found({ ...misfit, kind: 'user-code' })).toEqual([]);
    expect(found({ ...misfit, location: null })).toEqual([]);
    expect(found({ ...misfit, kind: 'user-code' }, misfit)).toEqual([]);
  });
});
