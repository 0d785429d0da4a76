import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { kerasOptimizer, scaleSchedule } from '../../../src/keras/optimizers/kerasOptimizer.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

it('lowers all rates of a schedule from then on, as often as it is asked, and leaves optimizers of tfjs alone', () => {
  const rates: number[] = [];
  const optimizer = kerasOptimizer(tf, {
    className: 'SGD',
    rule: {
      slots: [],
      update: ({ value, learningRate }) => {
        rates.push(learningRate);
        return { value, slots: [] };
      },
    },
    learningRate: 1,
    schedule: (step) => 8 - step,
    weightDecay: undefined,
    weights: () => [],
    config: {},
    clipValue: undefined,
    clipNorm: undefined,
    globalClipNorm: undefined,
  });
  const weight = tf.variable(tf.scalar(1));
  for (let step = 0; step < 3; step++) {
    optimizer.minimize(() => tf.square(weight) as tf.Scalar);
    scaleSchedule(optimizer, 0.5);
  }
  expect(rates).toEqual([8, 3.5, 1.5]);
  const own = tf.train.sgd(1);
  const keys = Reflect.ownKeys(own);
  scaleSchedule(own, 0.5);
  expect(Reflect.ownKeys(own)).toEqual(keys);
});
