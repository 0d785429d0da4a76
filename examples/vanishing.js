// Why depth alone does not help: 20 layers of sigmoid on three spirals.
// Back-propagation is the chain rule, and the derivative of a sigmoid is at most 1/4: each layer passes on a fraction of
// the gradient that it gets, so the first layers see almost none of it. Run it, then try 'relu' and Run it again.
import * as tf from '@tensorflow/tfjs';
import { spirals } from './data/spirals.js';

const { inputs, targets } = spirals({ classes: 3, perClass: 160, seed: 7 });
const seeded = (seed) => tf.initializers.glorotUniform({ seed });

const model = tf.sequential({
  layers: [
    tf.layers.dense({ units: 16, activation: 'sigmoid', kernelInitializer: seeded(1), inputShape: [2] }),
    tf.layers.dense({ units: 16, activation: 'sigmoid', kernelInitializer: seeded(2) }),
    tf.layers.dense({ units: 16, activation: 'sigmoid', kernelInitializer: seeded(3) }),
    tf.layers.dense({ units: 16, activation: 'sigmoid', kernelInitializer: seeded(4) }),
    tf.layers.dense({ units: 16, activation: 'sigmoid', kernelInitializer: seeded(5) }),
    tf.layers.dense({ units: 16, activation: 'sigmoid', kernelInitializer: seeded(6) }),
    tf.layers.dense({ units: 16, activation: 'sigmoid', kernelInitializer: seeded(7) }),
    tf.layers.dense({ units: 16, activation: 'sigmoid', kernelInitializer: seeded(8) }),
    tf.layers.dense({ units: 16, activation: 'sigmoid', kernelInitializer: seeded(9) }),
    tf.layers.dense({ units: 16, activation: 'sigmoid', kernelInitializer: seeded(10) }),
    tf.layers.dense({ units: 16, activation: 'sigmoid', kernelInitializer: seeded(11) }),
    tf.layers.dense({ units: 16, activation: 'sigmoid', kernelInitializer: seeded(12) }),
    tf.layers.dense({ units: 16, activation: 'sigmoid', kernelInitializer: seeded(13) }),
    tf.layers.dense({ units: 16, activation: 'sigmoid', kernelInitializer: seeded(14) }),
    tf.layers.dense({ units: 16, activation: 'sigmoid', kernelInitializer: seeded(15) }),
    tf.layers.dense({ units: 16, activation: 'sigmoid', kernelInitializer: seeded(16) }),
    tf.layers.dense({ units: 16, activation: 'sigmoid', kernelInitializer: seeded(17) }),
    tf.layers.dense({ units: 16, activation: 'sigmoid', kernelInitializer: seeded(18) }),
    tf.layers.dense({ units: 16, activation: 'sigmoid', kernelInitializer: seeded(19) }),
    tf.layers.dense({ units: 3, activation: 'softmax', kernelInitializer: seeded(20) }),
  ],
});

model.compile({ optimizer: tf.train.adam(0.003), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
const history = await model.fit(inputs, targets, { epochs: 200, batchSize: 32, shuffle: false, validationSplit: 0.2, verbose: 0 });
console.log(`accuracy ${history.history.acc.at(-1).toFixed(2)}; guessing gives 0.33`);
