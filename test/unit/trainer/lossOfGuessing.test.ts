import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import type { Sequential, Tfjs, TrainingModel } from '../../../src/tfjs/tfjs.js';
import { DepthSubject } from '../../../src/trainer/depth/depthSubject.js';

it.each([
  ['sparseCategoricalCrossentropy', tf.tensor2d([[0], [1], [1], [1]])],
  ['categoricalCrossentropy', tf.oneHot([0, 1, 1, 1], 2).toFloat()],
])('Who always says how often each class comes has the entropy of that as %s', (loss, targets) => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [1], activation: 'softmax' })] });
  model.compile({ optimizer: 'sgd', loss });
  const inner = (model as unknown as { readonly model: TrainingModel }).model;
  const batches = [[tf.zeros([4, 1]), targets]];
  const subject = new DepthSubject(
    tf as unknown as Tfjs,
    model as unknown as Sequential,
    inner,
    () => [],
    batches,
    false,
  );
  expect(subject.lossOfGuessing(targets)).toBeCloseTo(-0.25 * Math.log(0.25) - 0.75 * Math.log(0.75), 5);
});
