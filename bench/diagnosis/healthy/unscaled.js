// Ages, incomes in thousands and the like as they are: not ideal, but learned.
import * as tf from '@tensorflow/tfjs';
import { random } from '../../../test/fixtures/diagnosis/problems.js';

const draw = random(41);
const rows = Array.from({ length: 800 }, () => [20 + 60 * draw(), 5 * draw(), 30 * draw()]);
const xs = tf.tensor2d(rows);
const ys = tf.tensor2d(rows.map(([age, years, visits]) => [age / 10 + 2 * years - visits / 5 > 7 ? 1 : 0]));
const model = tf.sequential();
model.add(tf.layers.dense({ units: 16, activation: 'relu', inputShape: [3] }));
model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
model.compile({ optimizer: tf.train.adam(0.01), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
await model.fit(xs, ys, { epochs: 40, validationSplit: 0.2, verbose: 0 });
