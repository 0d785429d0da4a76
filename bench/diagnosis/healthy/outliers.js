// A regression with outliers, by the distance and not its square.
import * as tf from '@tensorflow/tfjs';
import { normal, random } from '../../../test/fixtures/diagnosis/problems.js';

const draw = random(121);
const rows = Array.from({ length: 500 }, () => [2 * draw() - 1, 2 * draw() - 1]);
const ys = tf.tensor2d(rows.map(([a, b]) => [3 * a - 2 * b + 0.1 * normal(draw) + (draw() < 0.02 ? 15 : 0)]));
const model = tf.sequential();
model.add(tf.layers.dense({ units: 16, activation: 'selu', kernelInitializer: 'leCunNormal', inputShape: [2] }));
model.add(tf.layers.dense({ units: 16, activation: 'selu', kernelInitializer: 'leCunNormal' }));
model.add(tf.layers.dense({ units: 1 }));
model.compile({ optimizer: tf.train.adamax(0.02), loss: 'meanAbsoluteError' });
await model.fit(tf.tensor2d(rows), ys, { epochs: 40, validationSplit: 0.2, verbose: 0 });
