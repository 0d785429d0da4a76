// Trained long after it was right: sigmoids saturate because they are sure.
import * as tf from '@tensorflow/tfjs';
import { blobs } from '../../../test/fixtures/diagnosis/problems.js';

const { inputs, labels } = blobs({ classes: 2, spread: 0.3, count: 300 });
const model = tf.sequential();
model.add(tf.layers.dense({ units: 12, activation: 'sigmoid', inputShape: [4] }));
model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
model.compile({ optimizer: tf.train.adam(0.1), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
await model.fit(inputs, labels, { epochs: 150, validationSplit: 0.2, verbose: 0 });
