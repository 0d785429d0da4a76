// Convolution over a sequence.
import * as tf from '@tensorflow/tfjs';
import { waves } from '../../../test/fixtures/diagnosis/problems.js';

const { inputs, labels } = waves({ count: 400, steps: 32 });
const model = tf.sequential();
model.add(tf.layers.conv1d({ filters: 16, kernelSize: 5, activation: 'relu', inputShape: [32, 1] }));
model.add(tf.layers.maxPooling1d({ poolSize: 2 }));
model.add(tf.layers.conv1d({ filters: 16, kernelSize: 3, activation: 'relu' }));
model.add(tf.layers.globalAveragePooling1d());
model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: ['accuracy'] });
await model.fit(inputs, labels, { epochs: 25, validationSplit: 0.2, verbose: 0 });
