// A training loop of one's own.
import * as tf from '@tensorflow/tfjs';
import { curve } from '../../../test/fixtures/diagnosis/problems.js';

const { inputs, targets } = curve({ f: ([x]) => x ** 3 - x, count: 256 });
const model = tf.sequential({
  layers: [tf.layers.dense({ units: 16, activation: 'tanh', inputShape: [1] }), tf.layers.dense({ units: 1 })],
});
const optimizer = tf.train.adam(0.02);
for (let step = 0; step < 400; step++) {
  optimizer.minimize(() => tf.losses.meanSquaredError(targets, model.apply(inputs)));
}
