import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FitSummary } from '../../../src/protocol/fit.js';
import type { FitSamples } from '../../../src/protocol/fitSamples.js';
import type { Records } from '../../../src/protocol/streams/streams.js';
import type { Sequential, Tfjs } from '../../../src/tfjs/tfjs.js';
import { FitPredictions } from '../../../src/trainer/predictions/fitPredictions.js';
import { UnitRoom } from '../../../src/trainer/predictions/unitRoom.js';
import { sampleFit } from '../runFiles/sampleFit.js';

const SAMPLES: FitSamples = {
  from: 'training',
  count: 100,
  input: [3],
  inputs: 100,
  target: 1,
  output: [1],
  surface: 0,
};

// However busy the machine is, there is time for all samples.
beforeEach(() => void vi.spyOn(performance, 'now').mockReturnValue(0));
afterEach(() => vi.restoreAllMocks());

/** What is told of a model that gives each sample's first value, and how many samples it was asked about at a time. */
function predicted(batchSize: FitSummary['batchSize'], given: readonly number[] = [...new Array(100).keys()]) {
  const sizes: number[] = [];
  const told: Records[] = [];
  const predict = (inputs: tf.Tensor) => {
    sizes.push(inputs.shape[0] ?? 0);
    return inputs.slice([0, 0], [-1, 1]);
  };
  const link = {
    records: (records: Records) => void told.push(records),
    problem: () => expect.unreachable(),
    keepModel: () => expect.unreachable(),
  };
  const summary = { ...sampleFit(), batchSize, samples: SAMPLES };
  const fit = new FitPredictions(
    tf as unknown as Tfjs,
    link,
    summary,
    { predict } as unknown as Sequential,
    new UnitRoom(0),
  );
  const held = tf.memory().numTensors;
  const [inputs, targets] = [tf.tensor2d(given.map((value) => [value, 0, 0])), tf.ones([given.length, 1])];
  fit.seeWhole('training', [inputs], [targets]);
  tf.dispose([inputs, targets]);
  fit.finish(10);
  expect(tf.memory().numTensors).toBe(held);
  return { sizes, told };
}

it.each([
  [1, 8],
  [20, 20],
  [4096, 64],
  [null, 64],
])('In batches of %s a model is asked about %d samples at a time, for which there is memory', (batchSize, chunk) => {
  const { sizes, told } = predicted(batchSize);
  expect([sizes[0], sizes.reduce((sum, size) => sum + size, 0)]).toEqual([chunk, 100]);
  expect(told.map(({ stream }) => stream)).toEqual(['samples', 'predictions']);
});

it('Outputs that are not numbers are told as they are', () => {
  const { told } = predicted(32, [Number.NaN, 1]);
  const outputs = told.flatMap((records) => (records.stream === 'predictions' ? [...records.values.slice(0, 3)] : []));
  expect(outputs.toSorted()).toEqual([1, 2, Number.NaN]);
});
