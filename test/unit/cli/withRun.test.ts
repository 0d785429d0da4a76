import { expect, it } from 'vitest';
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
