// Several labels of a sample may be true at once.
import * as tf from '@tensorflow/tfjs';
import { normal, random } from '../../../test/fixtures/diagnosis/problems.js';

const draw = random(111);
const rows = Array.from({ length: 600 }, () => Array.from({ length: 6 }, () => normal(draw)));
const ys = tf.tensor2d(rows.map(([a, b, c, d, e, f]) => [a + b > 0, c - d > 0, e * f > 0, a > c].map(Number)));
const model = tf.sequential();
model.add(
  tf.layers.dense({
    units: 48,
    activation: 'elu',
    inputShape: [6],
    kernelRegularizer: tf.regularizers.l2({ l2: 0.0001 }),
  }),
);
model.add(tf.layers.dense({ units: 24, activation: 'elu' }));
model.add(tf.layers.dense({ units: 4, activation: 'sigmoid' }));
model.compile({ optimizer: tf.train.adam(0.01), loss: 'binaryCrossentropy', metrics: ['binaryAccuracy'] });
await model.fit(tf.tensor2d(rows), ys, { epochs: 30, validationSplit: 0.2, verbose: 0 });
