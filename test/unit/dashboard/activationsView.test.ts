import { expect, test } from 'vitest';
import { activationsView } from '../../../src/dashboard/view/layerMeasurements.js';
import { activationStream } from '../../../src/protocol/streams/activations.js';
import { rankStream } from '../../../src/protocol/streams/ranks.js';
import { oneSample } from '../../../src/protocol/streams/stream.js';
import { newSamples } from '../../../src/runs/series/sampledRows.js';
import { shortOutputs } from '../runFiles/outputValues.js';
import { sampleFit } from '../runFiles/sampleFit.js';

const one = sampleFit();
const summary = { ...one, layers: ['relu', 'tanh'].flatMap((name) => one.layers.map((layer) => ({ ...layer, name }))) };

const valuesOf = (share: number) =>
  shortOutputs([
    [share, Number.NaN, 1, 2],
    [0, 1 - share, 3, 4],
  ]);

function measured(batches: number) {
  const samples = newSamples(Number.POSITIVE_INFINITY);
  for (let index = 0; index < batches; index += 1) {
    const share = index / 256;
    samples.activations.add(oneSample(activationStream, 1, index * 50, valuesOf(share)));
  }
  return { samples, summary };
}

test('There is nothing to show before the first measured batch', () => {
  expect(activationsView(measured(0))).toBeNull();
});

test('The page gets the last values, and of each layer the share that matters over time', () => {
  const view = activationsView(measured(3));
  expect(view).toEqual({
    step: 100,
    layers: valuesOf(2 / 256),
    ranks: new Float32Array(),
    interval: 'Measured every 50 batches.',
    columns: 3,
    shares: Float32Array.of(0, 1 / 256, 2 / 256, 1, 255 / 256, 254 / 256),
    findings: [
      { trouble: null, sentence: expect.stringContaining('of the outputs of layer 1 (Dense, relu) are 0; mean 1.00') },
      {
        trouble: 'saturated',
        sentence: expect.stringContaining('> 99% of the outputs of layer 2 (Dense, relu) are saturated'),
      },
    ],
    summary: expect.stringMatching(/outputs of layer 2 \(Dense, relu\) are saturated.* \(batch 101\)$/),
  });
});

test('The page is told how often outputs are measured by now, and ranks', () => {
  const fit = measured(2);
  expect(activationsView(measured(1))?.interval).toBe('');
  for (const step of [1050, 2050]) fit.samples.activations.add(oneSample(activationStream, 1, step, valuesOf(0)));
  for (const step of [0, 500]) fit.samples.ranks.add(oneSample(rankStream, 1, step, new Float32Array(4)));
  expect(activationsView(fit)?.interval).toBe(
    'Measured every 1,000 batches, no longer every 50, to save time; ranks every 500.',
  );
});

test('A long fit comes in no more columns than are seen, each the mean of its rows', () => {
  const view = activationsView(measured(256));
  expect(view?.columns).toBe(86);
  expect(view?.shares).toHaveLength(2 * 86);
  expect(view?.shares[1]).toBeCloseTo(4 / 256, 6);
  expect(view?.shares[85]).toBeCloseTo(255 / 256, 6);
});
