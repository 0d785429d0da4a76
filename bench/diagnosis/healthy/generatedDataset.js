// Batches of a generator, and validation on another one.
import * as tf from '@tensorflow/tfjs';
import { random } from '../../../test/fixtures/diagnosis/problems.js';

const draw = random(21);
function* samples() {
  for (let count = 0; count < 512; count++) {
    const [a, b] = [draw() * 2 - 1, draw() * 2 - 1];
    yield { xs: [a, b], ys: [a * b > 0 ? 1 : 0] };
  }
}
const data = tf.data.generator(samples);
const model = tf.sequential();
model.add(tf.layers.dense({ units: 16, activation: 'relu', inputShape: [2] }));
model.add(tf.layers.dense({ units: 16, activation: 'relu' }));
model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
model.compile({ optimizer: tf.train.adam(0.01), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
await model.fitDataset(data.batch(32), { epochs: 20, validationData: data.take(128).batch(32), verbose: 0 });
