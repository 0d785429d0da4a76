// A convolutional net of MNIST's size, on digits that are drawn in code.
// It trains on the embedded default too; tfjs-node is faster for nets of this size.
import * as tf from '@tensorflow/tfjs';
import { digits } from './data/digits.js';

const { images, labels } = digits({ count: 2048, seed: 3 });

const model = tf.sequential();
model.add(tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu', inputShape: [28, 28, 1] }));
model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
model.add(tf.layers.conv2d({ filters: 32, kernelSize: 3, activation: 'relu' }));
model.add(tf.layers.maxPooling2d({ poolSize: 2 }));
model.add(tf.layers.flatten());
model.add(tf.layers.dropout({ rate: 0.25 }));
model.add(tf.layers.dense({ units: 10, activation: 'softmax' }));

model.compile({ optimizer: tf.train.adam(0.001), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
await model.fit(images, labels, { epochs: 8, batchSize: 64, validationSplit: 0.125, verbose: 0 });
console.log('Classes of the first ten images:', Array.from(model.predict(images.slice(0, 10)).argMax(-1).dataSync()));
