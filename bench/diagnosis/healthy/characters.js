// The next character of a text.
import * as tf from '@tensorflow/tfjs';

const text = 'the cat sat on the mat and the dog ran to the cat while the man had a hat on the mat. '.repeat(12);
const letters = [...new Set(text)].sort();
const numbers = [...text].map((letter) => letters.indexOf(letter));
const length = 12;
const starts = numbers
  .slice(0, -length)
  .map((_, at) => at)
  .filter((at) => at % 2 === 0);
const code = (indices) => tf.oneHot(tf.tensor(indices, undefined, 'int32'), letters.length).toFloat();
const xs = code(starts.map((at) => numbers.slice(at, at + length)));
const ys = code(starts.map((at) => numbers[at + length]));
const model = tf.sequential();
model.add(tf.layers.lstm({ units: 48, inputShape: [length, letters.length] }));
model.add(tf.layers.dense({ units: letters.length, activation: 'softmax' }));
model.compile({ optimizer: tf.train.rmsprop(0.01), loss: 'categoricalCrossentropy' });
await model.fit(xs, ys, { epochs: 12, batchSize: 64, verbose: 0 });
