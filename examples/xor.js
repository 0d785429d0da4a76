// A first small net: XOR, the smallest problem that no single linear layer can solve.
// Click "Run" above `tf.sequential` and watch the loss fall, or run it with Node alone: node xor.js
import * as tf from '@tensorflow/tfjs';

const inputs = tf.tensor2d([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]);
const targets = tf.tensor2d([[0], [1], [1], [0]]);

const model = tf.sequential({
  layers: [
    tf.layers.dense({
      units: 8,
      activation: 'tanh',
      inputShape: [2],
      kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }),
    }),
    tf.layers.dense({ units: 1, activation: 'sigmoid', kernelInitializer: tf.initializers.glorotUniform({ seed: 2 }) }),
  ],
});

model.compile({ optimizer: tf.train.adam(0.05), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
await model.fit(inputs, targets, { epochs: 300, batchSize: 4, shuffle: false, verbose: 0 });

const predictions = model.predict(inputs);
console.log('0 xor 0, 0 xor 1, 1 xor 0, 1 xor 1:');
predictions.print();
