// Images through a narrow place and back.
import * as tf from '@tensorflow/tfjs';
import { bars } from '../../../test/fixtures/diagnosis/problems.js';

const { inputs } = bars({ count: 300, size: 8 });
const model = tf.sequential();
model.add(
  tf.layers.conv2d({
    filters: 16,
    kernelSize: 3,
    strides: 2,
    padding: 'same',
    activation: 'relu',
    inputShape: [8, 8, 1],
  }),
);
model.add(tf.layers.conv2d({ filters: 8, kernelSize: 3, padding: 'same', activation: 'relu' }));
model.add(tf.layers.conv2dTranspose({ filters: 16, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }));
model.add(tf.layers.conv2d({ filters: 1, kernelSize: 3, padding: 'same', activation: 'sigmoid' }));
model.compile({ optimizer: tf.train.adam(0.005), loss: 'binaryCrossentropy' });
await model.fit(inputs, inputs, { epochs: 25, validationSplit: 0.2, verbose: 0 });
