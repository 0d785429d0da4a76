// Separable convolutions with batch normalization, by momentum.
import * as tf from '@tensorflow/tfjs';
import { bars } from '../../../test/fixtures/diagnosis/problems.js';

const { inputs, oneHot } = bars({ count: 400 });
const model = tf.sequential();
model.add(tf.layers.conv2d({ filters: 8, kernelSize: 3, padding: 'same', useBias: false, inputShape: [10, 10, 1] }));
model.add(tf.layers.batchNormalization());
model.add(tf.layers.reLU());
model.add(tf.layers.separableConv2d({ filters: 16, kernelSize: 3, padding: 'same', useBias: false }));
model.add(tf.layers.batchNormalization());
model.add(tf.layers.reLU());
model.add(tf.layers.globalMaxPooling2d({}));
model.add(tf.layers.dense({ units: 2, activation: 'softmax' }));
model.compile({ optimizer: tf.train.momentum(0.05, 0.9), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
await model.fit(inputs, oneHot, { epochs: 15, validationSplit: 0.2, verbose: 0 });
