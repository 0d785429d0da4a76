// Labels of -1 and 1, and a margin.
import * as tf from '@tensorflow/tfjs';
import { rings } from '../../../test/fixtures/diagnosis/problems.js';

const { inputs, labels } = rings({ count: 400 });
const model = tf.sequential();
model.add(tf.layers.dense({ units: 24, activation: 'relu', inputShape: [2] }));
model.add(tf.layers.dense({ units: 1, activation: 'tanh' }));
model.compile({ optimizer: tf.train.adam(0.02), loss: 'hinge' });
await model.fit(inputs, labels.mul(2).sub(1), { epochs: 30, validationSplit: 0.2, verbose: 0 });
