// Five folds, a model each.
import * as tf from '@tensorflow/tfjs';
import { rings } from '../../../test/fixtures/diagnosis/problems.js';

const { inputs, labels } = rings({ count: 500 });
const size = 100;
for (let fold = 0; fold < 5; fold++) {
  const without = (tensor) => tf.concat([tensor.slice(0, fold * size), tensor.slice((fold + 1) * size)]);
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 24, activation: 'relu', inputShape: [2] }));
  model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
  model.compile({ optimizer: tf.train.adam(0.03), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  await model.fit(without(inputs), without(labels), {
    epochs: 30,
    validationData: [inputs.slice(fold * size, size), labels.slice(fold * size, size)],
    verbose: 0,
  });
}
