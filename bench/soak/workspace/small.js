// A small net that steps as fast as the backend can, until it is stopped.
const tf = require('@tensorflow/tfjs');

const inputs = tf.randomNormal([256, 8], 0, 1, 'float32', 1);
const targets = tf.randomNormal([256, 1], 0, 1, 'float32', 2);

const model = tf.sequential({
  layers: [
    tf.layers.dense({ units: 16, activation: 'relu', inputShape: [8] }),
    tf.layers.dense({ units: 16, activation: 'relu' }),
    tf.layers.dense({ units: 1 }),
  ],
});

model.compile({ optimizer: 'sgd', loss: 'meanSquaredError', metrics: ['mae'] });
model.fit(inputs, targets, { epochs: 1_000_000, batchSize: 8, verbose: 0 });
