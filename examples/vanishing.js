// Why depth alone does not help: 20 layers of sigmoid on three spirals.
// Back-propagation is the chain rule, and the derivative of a sigmoid is at most 1/4: each layer passes on a fraction of
// the gradient that it gets, so the first layers see almost none of it. Run it, then replace 'sigmoid' with 'relu' and run it again.
import * as tf from '@tensorflow/tfjs';
import { spirals } from './data/spirals.js';

const { inputs, targets } = spirals({ classes: 3, perClass: 160, seed: 7 });
const dense = (seed, config) => ({ kernelInitializer: tf.initializers.glorotUniform({ seed }), ...config });
const first = (seed) => dense(seed, { units: 16, activation: 'sigmoid', inputShape: [2] });
const sigmoid = (seed) => dense(seed, { units: 16, activation: 'sigmoid' });
const softmax = (seed) => dense(seed, { units: 3, activation: 'softmax' });

const model = tf.sequential({
  layers: [
    tf.layers.dense(first(1)),
    tf.layers.dense(sigmoid(2)),
    tf.layers.dense(sigmoid(3)),
    tf.layers.dense(sigmoid(4)),
    tf.layers.dense(sigmoid(5)),
    tf.layers.dense(sigmoid(6)),
    tf.layers.dense(sigmoid(7)),
    tf.layers.dense(sigmoid(8)),
    tf.layers.dense(sigmoid(9)),
    tf.layers.dense(sigmoid(10)),
    tf.layers.dense(sigmoid(11)),
    tf.layers.dense(sigmoid(12)),
    tf.layers.dense(sigmoid(13)),
    tf.layers.dense(sigmoid(14)),
    tf.layers.dense(sigmoid(15)),
    tf.layers.dense(sigmoid(16)),
    tf.layers.dense(sigmoid(17)),
    tf.layers.dense(sigmoid(18)),
    tf.layers.dense(sigmoid(19)),
    tf.layers.dense(softmax(20)),
  ],
});

model.compile({ optimizer: tf.train.adam(0.003), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
const history = await model.fit(inputs, targets, {
  epochs: 200,
  batchSize: 32,
  shuffle: false,
  validationSplit: 0.2,
  verbose: 0,
});
console.log(`accuracy ${history.history.acc.at(-1).toFixed(2)}; guessing gives 0.33`);
