// Words of two moods: an embedding, a convolution and the largest of each filter.
import * as tf from '@tensorflow/tfjs';
import { random } from '../../../test/fixtures/diagnosis/problems.js';

const draw = random(91);
const labels = Array.from({ length: 500 }, (_, at) => at % 2);
const reviews = labels.map((label) =>
  Array.from({ length: 20 }, () =>
    draw() < 0.15 ? 1 + label * 10 + Math.floor(draw() * 10) : 21 + Math.floor(draw() * 79),
  ),
);
const model = tf.sequential();
model.add(tf.layers.embedding({ inputDim: 100, outputDim: 16, inputLength: 20 }));
model.add(tf.layers.dropout({ rate: 0.3 }));
model.add(tf.layers.conv1d({ filters: 24, kernelSize: 3, activation: 'relu' }));
model.add(tf.layers.globalMaxPool1d({}));
model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
model.compile({ loss: 'binaryCrossentropy', optimizer: tf.train.adam(0.005), metrics: ['accuracy'] });
await model.fit(tf.tensor2d(reviews), tf.tensor2d(labels, [500, 1]), { epochs: 15, validationSplit: 0.2, verbose: 0 });
