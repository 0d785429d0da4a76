// A net that is trained, frozen, and gets a new last layer.
import * as tf from '@tensorflow/tfjs';
import { blobs } from '../../../test/fixtures/diagnosis/problems.js';

const before = blobs({ classes: 4, count: 500, features: 6 });
const hidden = tf.layers.dense({ units: 32, activation: 'relu', inputShape: [6] });
const base = tf.sequential({ layers: [hidden, tf.layers.dense({ units: 4, activation: 'softmax' })] });
base.compile({ optimizer: tf.train.adam(0.01), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
await base.fit(before.inputs, before.oneHot, { epochs: 15, verbose: 0 });

hidden.trainable = false;
const after = blobs({ classes: 3, count: 400, features: 6, seed: 8 });
const model = tf.sequential({ layers: [hidden, tf.layers.dense({ units: 3, activation: 'softmax' })] });
model.compile({ optimizer: tf.train.adam(0.02), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
await model.fit(after.inputs, after.oneHot, { epochs: 20, validationSplit: 0.2, verbose: 0 });
