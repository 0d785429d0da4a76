// An autoencoder of several layers whose code is linear.
import * as tf from '@tensorflow/tfjs';
import { blobs } from '../../../test/fixtures/diagnosis/problems.js';

const { inputs } = blobs({ classes: 5, features: 10, spread: 0.2, count: 600 });
const model = tf.sequential();
model.add(tf.layers.dense({ units: 24, activation: 'relu', inputShape: [10] }));
model.add(tf.layers.dense({ units: 4 }));
model.add(tf.layers.dense({ units: 24, activation: 'relu' }));
model.add(tf.layers.dense({ units: 10 }));
model.compile({ optimizer: tf.train.adam(0.005), loss: 'meanSquaredError' });
await model.fit(inputs, inputs, { epochs: 40, validationSplit: 0.2, shuffle: true, verbose: 0 });
