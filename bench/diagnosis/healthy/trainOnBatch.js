// Batches drawn by hand.
import * as tf from '@tensorflow/tfjs';
import { blobs } from '../../../test/fixtures/diagnosis/problems.js';

const { inputs, oneHot } = blobs({ count: 640, classes: 4 });
const model = tf.sequential();
model.add(tf.layers.dense({ units: 24, activation: 'relu', inputShape: [4] }));
model.add(tf.layers.dense({ units: 4, activation: 'softmax' }));
model.compile({ optimizer: tf.train.adam(0.01), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
for (let epoch = 0; epoch < 15; epoch++) {
  for (let at = 0; at < 640; at += 32) await model.trainOnBatch(inputs.slice(at, 32), oneHot.slice(at, 32));
}
