import { expect, test } from 'vitest';
import { depthView } from '../../../src/dashboard/view/depthView.js';
import type { DepthQuestion } from '../../../src/protocol/depth/question.js';
import { sampleFit } from '../runFiles/sampleFit.js';

const question: DepthQuestion = { lesson: 'collapse' };
const model = {
  ...{ name: 'model', place: 'net.js:2' },
  request: async () => null,
  chooseData: async () => false,
  fixes: async () => [],
};

test('Layers of a lesson have lines where a person counts them, which is not in a notebook', () => {
  const { layers, variables } = sampleFit(1, 2);
  const linesIn = (file: string) => {
    const placed = layers.map((layer, index) => ({ ...layer, location: { file, line: index + 3, column: 1 } }));
    const state = { question, isBusy: false, answer: null, failure: null, layers: placed, variables, fixes: [] };
    return depthView({ model, lesson: 'collapse', state }).layers.map(({ line }) => line);
  };
  expect(linesIn('/w/net.js')).toEqual(layers.map((_, index) => index + 3));
  expect(linesIn('/w/net.ipynb')).toEqual(layers.map(() => null));
});
