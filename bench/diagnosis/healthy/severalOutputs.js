// A regression of three numbers at once.
import * as tf from '@tensorflow/tfjs';
import { random } from '../../../test/fixtures/diagnosis/problems.js';

const draw = random(31);
const rows = Array.from({ length: 600 }, () => [draw() * 2 - 1, draw() * 2 - 1, draw() * 2 - 1, draw() * 2 - 1]);
const xs = tf.tensor2d(rows);
const ys = tf.tensor2d(rows.map(([a, b, c, d]) => [a + b, Math.sin(2 * c), a * d]));
const model = tf.sequential();
model.add(tf.layers.dense({ units: 48, activation: 'relu', inputShape: [4] }));
model.add(tf.layers.dense({ units: 48, activation: 'relu' }));
model.add(tf.layers.dense({ units: 3 }));
model.compile({ optimizer: tf.train.adam(0.005), loss: 'meanSquaredError', metrics: ['mae'] });
await model.fit(xs, ys, { epochs: 40, validationSplit: 0.2, verbose: 0 });
