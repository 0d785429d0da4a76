// The file that trains the model of factory.js.
import * as tf from '@tensorflow/tfjs';
import { buildModel } from './factory.js';

const corners = tf.tensor2d([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]);
const isOdd = tf.tensor2d([[0], [1], [1], [0]]);

const model = buildModel(8, 2);
model.compile({ optimizer: tf.train.adam(0.05), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
await model.fit(corners, isOdd, { epochs: 200, verbose: 0 });
model.predict(corners).print();
