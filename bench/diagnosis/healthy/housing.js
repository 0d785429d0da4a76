// Prices of houses by twelve features, by sigmoids and plain gradient descent.
import * as tf from '@tensorflow/tfjs';
import { normal, random } from '../../../test/fixtures/diagnosis/problems.js';

const draw = random(61);
const rows = Array.from({ length: 333 }, () => Array.from({ length: 12 }, () => normal(draw)));
const xs = tf.tensor2d(rows);
const ys = tf.tensor2d(
  rows.map((row) => [22 + 4 * row[0] - 3 * row[1] + 2 * row[2] * (row[3] > 0 ? 1 : 0) + 2 * normal(draw)]),
);
const model = tf.sequential();
model.add(tf.layers.dense({ inputShape: [12], units: 50, activation: 'sigmoid', kernelInitializer: 'leCunNormal' }));
model.add(tf.layers.dense({ units: 50, activation: 'sigmoid', kernelInitializer: 'leCunNormal' }));
model.add(tf.layers.dense({ units: 1 }));
model.compile({ optimizer: tf.train.sgd(0.01), loss: 'meanSquaredError' });
await model.fit(xs, ys, { batchSize: 40, epochs: 200, validationSplit: 0.2, verbose: 0 });
