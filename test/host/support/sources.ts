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

/** A convolution, which the embedded backend cannot train; the layer stands on line 2 (from 0). */
export const convolutionNet = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential();
model.add(tf.layers.conv2d({ filters: 2, kernelSize: 3, inputShape: [8, 8, 1] }));
model.add(tf.layers.flatten());
model.add(tf.layers.dense({ units: 1 }));
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
await model.fit(tf.ones([4, 8, 8, 1]), tf.zeros([4, 1]), { epochs: 2, verbose: 0 });
`;

/** Throws on line 8 (from 0) after training. */
export const failingNet = denseNet(1, { after: `throw new TypeError('the labels are missing');\n` });
