// Files of a person who trains one net, a file a way of training: the same data, batches and optimizer in all of them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ title: string, input: number, hidden: number[], output: number, batchSize: number, samples: number }} WayNet one output is a sigmoid, more are a softmax */
/** @typedef {{ id: string, title: string, file: string, args: string[] }} Way what the command line is given */

/** More than any turn takes: each is interrupted. */
const EPOCHS = 1_000_000;
const SEED = 5;

/** @type {WayNet[]} */
export const WAY_NETS = [
  { title: '2-16-1, batch 10', input: 2, hidden: [16], output: 1, batchSize: 10, samples: 1000 },
  { title: '784-64-64-10, batch 32', input: 784, hidden: [64, 64], output: 10, batchSize: 32, samples: 2048 },
];

const isBinary = (/** @type {WayNet} */ { output }) => output === 1;
const lossOf = (/** @type {WayNet} */ net) => (isBinary(net) ? 'binaryCrossentropy' : 'categoricalCrossentropy');

/** Writes the files of a net. @returns {Way[]} the first is what the others are measured by */
export function writeWays(/** @type {string} */ parent, /** @type {WayNet} */ net) {
  const folder = join(parent, `ways-${net.input}-${net.hidden.join('-')}-${net.output}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'x.npy'), npy([net.samples, net.input], inputs(net)));
  writeFileSync(join(folder, 'y.npy'), npy([net.samples, net.output], targets(net)));
  const way = (
    /** @type {string} */ id,
    /** @type {string} */ title,
    /** @type {string} */ name,
    /** @type {string} */ text,
    /** @type {string[]} */ args = [],
  ) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return { id, title, file, args };
  };
  const data = ['--data', 'x.npy,y.npy', '--yes', '--epochs', String(EPOCHS)];
  return [
    way('fit', '`fit`', 'fit.mjs', `${jsModel(net)}${COMPILE(net)}${jsData(net)}${FIT(net)}`),
    way('keras', 'Keras Python', 'fit.py', python(net), ['--yes']),
    way('built', 'a model that GradLens fits, `--data`', 'built.mjs', built(net), data),
    way('fitDataset', '`fitDataset`', 'dataset.mjs', `${jsModel(net)}${COMPILE(net)}${jsData(net)}${FIT_DATASET(net)}`),
    way(
      'trainOnBatch',
      '`trainOnBatch`',
      'batches.mjs',
      `${jsModel(net)}${COMPILE(net)}${jsData(net)}${BATCHES(net)}
for (;;) for (const [x, y] of batches) await model.trainOnBatch(x, y);
`,
    ),
    way(
      'minimize',
      '`optimizer.minimize`',
      'minimize.mjs',
      `${jsModel(net)}${jsData(net)}${BATCHES(net)}
const optimizer = tf.train.adam(0.001);
const loss = (x, y) => tf.metrics.${lossOf(net)}(y, model.apply(x, { training: true })).mean();
for (;;) {
  for (const [x, y] of batches) optimizer.minimize(() => loss(x, y));
  await new Promise((resolve) => setImmediate(resolve));
}
`,
    ),
  ];
}

const layersOf = (/** @type {WayNet} */ { input, hidden, output }) =>
  [
    ...hidden.map((units) => ({ units, activation: 'relu' })),
    { units: output, activation: output === 1 ? 'sigmoid' : 'softmax' },
  ].map((layer, index) => ({ ...layer, ...(index === 0 ? { inputShape: [input] } : {}) }));

const jsModel = (/** @type {WayNet} */ net) => `import tf from '@tensorflow/tfjs-node';

const model = tf.sequential();
${layersOf(net)
  .map((layer) => `model.add(tf.layers.dense(${JSON.stringify(layer)}));`)
  .join('\n')}
`;

const COMPILE = (/** @type {WayNet} */ net) =>
  `model.compile({ optimizer: tf.train.adam(0.001), loss: '${lossOf(net)}', metrics: ['accuracy'] });\n`;

const jsData = (/** @type {WayNet} */ { input, output, samples }) => `
const x = tf.randomNormal([${samples}, ${input}], 0, 1, 'float32', ${SEED});
const classes = tf.randomUniform([${samples}], 0, ${Math.max(2, output)}, 'int32', ${SEED});
const y = ${output === 1 ? 'classes.toFloat().expandDims(1)' : `tf.oneHot(classes, ${output}).toFloat()`};
`;

const FIT = (/** @type {WayNet} */ { batchSize }) =>
  `await model.fit(x, y, { epochs: ${EPOCHS}, batchSize: ${batchSize}, verbose: 0 });\n`;

const FIT_DATASET = (/** @type {WayNet} */ { batchSize, samples }) => `
const rows = { xs: tf.data.array(tf.unstack(x)), ys: tf.data.array(tf.unstack(y)) };
const dataset = tf.data.zip(rows).shuffle(${samples}).batch(${batchSize});
await model.fitDataset(dataset, { epochs: ${EPOCHS}, verbose: 0 });
`;

const BATCHES = (/** @type {WayNet} */ { batchSize, samples }) => `
const batches = [];
for (let at = 0; at + ${batchSize} <= ${samples}; at += ${batchSize}) batches.push([x.slice(at, ${batchSize}), y.slice(at, ${batchSize})]);
`;

/** Nothing calls it: GradLens takes what the model depends on, and fits it itself. */
const built = (/** @type {WayNet} */ net) => `import tf from '@tensorflow/tfjs';

export async function train(x, y) {
  const model = tf.sequential();
${layersOf(net)
  .map((layer) => `  model.add(tf.layers.dense(${JSON.stringify(layer)}));`)
  .join('\n')}
  ${COMPILE(net)}  await model.fit(x, y, { batchSize: ${net.batchSize} });
}
`;

const python = (/** @type {WayNet} */ net) => `import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.load("x.npy")
y = np.load("y.npy")
model = keras.Sequential()
model.add(keras.Input(shape=(${net.input},)))
${layersOf(net)
  .map(({ units, activation }) => `model.add(layers.Dense(${units}, activation="${activation}"))`)
  .join('\n')}
model.compile(optimizer="adam", loss="${isBinary(net) ? 'binary' : 'categorical'}_crossentropy", metrics=["accuracy"])
model.fit(x, y, epochs=${EPOCHS}, batch_size=${net.batchSize})
`;

function inputs(/** @type {WayNet} */ { samples, input }) {
  let state = SEED;
  return Float32Array.from({ length: samples * input }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 1073741824 - 1;
  });
}

function targets(/** @type {WayNet} */ { samples, output }) {
  const values = new Float32Array(samples * output);
  for (let row = 0; row < samples; row++) {
    if (output === 1) values[row] = row % 2;
    else values[row * output + (row % output)] = 1;
  }
  return values;
}

/** Numbers as NumPy keeps them. */
function npy(/** @type {number[]} */ shape, /** @type {Float32Array} */ values) {
  const about = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`;
  const header = `${about.padEnd(Math.ceil((about.length + 11) / 64) * 64 - 11)}\n`;
  const start = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]);
  return Buffer.concat([start, Buffer.from(header, 'latin1'), Buffer.from(values.buffer)]);
}
