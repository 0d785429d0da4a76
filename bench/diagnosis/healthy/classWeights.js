// One in twenty is of the class that counts.
import * as tf from '@tensorflow/tfjs';
import { normal, random } from '../../../test/fixtures/diagnosis/problems.js';

const draw = random(51);
const labels = Array.from({ length: 1000 }, () => (draw() < 0.05 ? 1 : 0));
const xs = tf.tensor2d(
  labels.map((label) => [1.6 * label + normal(draw) * 0.7, normal(draw), 1.6 * label + normal(draw) * 0.7]),
);
const ys = tf.oneHot(tf.tensor1d(labels, 'int32'), 2).toFloat();
const model = tf.sequential();
model.add(tf.layers.dense({ units: 16, activation: 'relu', inputShape: [3] }));
model.add(tf.layers.dense({ units: 2, activation: 'softmax' }));
model.compile({ optimizer: tf.train.adam(0.01), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
await model.fit(xs, ys, { epochs: 25, classWeight: { 0: 1, 1: 10 }, verbose: 0 });
