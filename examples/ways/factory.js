// Another file trains this model: Run runs trainFactory.js, which imports buildModel and fits the model that it builds.
import * as tf from '@tensorflow/tfjs';

export function buildModel(units = 16, depth = 3) {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units, inputShape: [2], activation: 'tanh' }));
  for (let layer = 1; layer < depth; layer++) {
    model.add(tf.layers.dense({ units, activation: 'tanh' }));
  }
  model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
  return model;
}
