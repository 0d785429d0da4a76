// Sequences that are said again, backwards: an encoder, its code repeated, a decoder.
import * as tf from '@tensorflow/tfjs';
import { random } from '../../../test/fixtures/diagnosis/problems.js';

const [count, length, symbols] = [800, 3, 4];
const draw = random(71);
const words = Array.from({ length: count }, () => Array.from({ length }, () => Math.floor(draw() * symbols)));
const oneHot = (sequences) => tf.oneHot(tf.tensor2d(sequences, [count, length], 'int32'), symbols).toFloat();
const model = tf.sequential();
model.add(tf.layers.lstm({ units: 32, inputShape: [length, symbols] }));
model.add(tf.layers.repeatVector({ n: length }));
model.add(tf.layers.lstm({ units: 32, returnSequences: true }));
model.add(tf.layers.timeDistributed({ layer: tf.layers.dense({ units: symbols, activation: 'softmax' }) }));
model.compile({ loss: 'categoricalCrossentropy', optimizer: tf.train.adam(0.01), metrics: ['accuracy'] });
await model.fit(oneHot(words), oneHot(words.map((word) => [...word].reverse())), {
  epochs: 30,
  validationSplit: 0.1,
  verbose: 0,
});
