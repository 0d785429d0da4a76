// Features of -1, 0 and 1, two layers of sigmoids.
import * as tf from '@tensorflow/tfjs';
import { random } from '../../../test/fixtures/diagnosis/problems.js';

const draw = random(101);
const rows = Array.from({ length: 1000 }, () => Array.from({ length: 30 }, () => Math.floor(draw() * 3) - 1));
const ys = tf.tensor2d(rows.map((row) => [row[0] + row[1] + row[2] * 2 + row[3] + row[4] > 0 ? 1 : 0]));
const model = tf.sequential();
model.add(tf.layers.dense({ inputShape: [30], units: 50, activation: 'sigmoid' }));
model.add(tf.layers.dense({ units: 50, activation: 'sigmoid' }));
model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: ['accuracy'] });
await model.fit(tf.tensor2d(rows), ys, { batchSize: 32, epochs: 40, validationSplit: 0.2, verbose: 0 });
