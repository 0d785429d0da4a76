/** Lines (from 0) of what `denseNet` writes. */
export const LINES = { model: 1, hidden: 2, output: 3, fit: 7 } as const;

/** A small net that trains for as many epochs as asked. */
export const denseNet = (epochs: number, { after = '' } = {}): string => `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({ units: 4, activation: 'sigmoid', inputShape: [2] }));
model.add(tf.layers.dense({ units: 1 }));
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError', metrics: ['mae'] });
const inputs = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const targets = tf.tensor2d([[0], [1], [1], [0]]);
await model.fit(inputs, targets, { epochs: ${epochs}, batchSize: 2, shuffle: false, verbose: 0 });
${after}`;

/** Trains until it is stopped, for every purpose of a test. */
export const ENDLESS_EPOCHS = 1_000_000;

/** A net with an operation that the embedded backend lacks, on line 4 (from 0). */
export const spectrumNet = `import * as tf from '@tensorflow/tfjs';
class Spectrum extends tf.layers.Layer {
  static className = 'Spectrum';
  call(inputs) {
    return tf.abs(tf.spectral.rfft([inputs].flat()[0]));
  }
  computeOutputShape([batch, size]) {
    return [batch, size / 2 + 1];
  }
}
const model = tf.sequential();
model.add(new Spectrum({ inputShape: [8] }));
model.add(tf.layers.dense({ units: 1 }));
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
await model.fit(tf.ones([4, 8]), tf.zeros([4, 1]), { epochs: 2, verbose: 0 });
`;

/** Throws on line 8 (from 0) after training. */
export const failingNet = denseNet(1, { after: `throw new TypeError('the labels are missing');\n` });

/** Layers whose gradients may vanish, as far as the source tells; they learn what their inputs tell of the targets. */
export const tanhStack = ({ isBlind = false } = {}): string => `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.dense({ units: 8, activation: 'tanh', inputShape: [2] }));
model.add(tf.layers.dense({ units: 8, activation: 'tanh' }));
model.add(tf.layers.dense({ units: 8, activation: 'tanh' }));
model.add(tf.layers.dense({ units: 8, activation: 'tanh' }));
model.add(tf.layers.dense({ units: 1 }));
model.compile({ optimizer: tf.train.adam(0.01), loss: 'meanSquaredError' });
const numbers = tf.randomNormal([64, 2]);
const inputs = ${isBlind ? 'tf.zeros([64, 2])' : 'numbers'};
await model.fit(inputs, numbers.sum(1, true), { epochs: 60, batchSize: 16, verbose: 0 });
`;
