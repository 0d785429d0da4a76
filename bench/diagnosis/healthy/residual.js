// Blocks that add to what they were given.
import * as tf from '@tensorflow/tfjs';
import { rings } from '../../../test/fixtures/diagnosis/problems.js';

const { inputs, labels } = rings({ count: 600 });
const input = tf.input({ shape: [2] });
let flow = tf.layers.dense({ units: 16, activation: 'relu' }).apply(input);
for (let block = 0; block < 4; block++) {
  const inner = tf.layers.dense({ units: 16, activation: 'relu' }).apply(flow);
  flow = tf.layers.add().apply([flow, tf.layers.dense({ units: 16 }).apply(inner)]);
}
const model = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1, activation: 'sigmoid' }).apply(flow) });
model.compile({ optimizer: tf.train.adam(0.003), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
await model.fit(inputs, labels, { epochs: 25, validationSplit: 0.2, verbose: 0 });
