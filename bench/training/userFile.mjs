// The file of a person who trains a net with tfjs: the same one is run bare and by GradLens.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { at } from '../../scripts/lib/root.mjs';
import { wordsOf } from './nets.mjs';

const CLOCK = pathToFileURL(at('bench', 'training', 'workers', 'epochClock.mjs')).href;
/** More than any turn takes: the clock ends the fit. */
const EPOCHS = 1_000_000;
const LEARNING_RATE = 0.001;

/**
 * @param {string} folder
 * @param {import('./nets.mjs').Net} net
 * @param {{ turn: import('./epochWindow.mjs').Turn }} how
 * @returns {string} its path
 */
export function writeUserFile(folder, net, { turn }) {
  const body = `const clock = epochClock(${JSON.stringify(turn)});
await model.fit(x, y, {
  epochs: ${EPOCHS},
  batchSize: ${net.batchSize},
  verbose: 0,
  callbacks: {
    onTrainBegin: () => clock.start(),
    onEpochEnd: (epoch, logs) => {
      if (clock.epochEnded(logs.loss)) model.stopTraining = true;
    },
  },
});
clock.report();
`;
  return write(folder, net.name, `import { epochClock } from '${CLOCK}';\n${modelSource(net)}${body}`);
}

/**
 * A file whose fit takes a number of epochs in the order of its data, from the same weights each time. Its data can be learnt: on noise the
 * last bit of a number soon decides all.
 * @param {string} folder
 * @param {import('./nets.mjs').Net} net
 * @param {{ epochs: number, learningRate?: number }} how
 */
export function writeSeededFile(folder, net, { epochs, learningRate = LEARNING_RATE }) {
  const fit = `await model.fit(x, y, { epochs: ${epochs}, batchSize: ${net.batchSize}, verbose: 0, shuffle: false });\n`;
  return write(folder, `${net.name}-seeded`, `${modelSource(net, { seeded: true, learningRate })}${fit}`);
}

function write(/** @type {string} */ folder, /** @type {string} */ name, /** @type {string} */ source) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, source);
  return file;
}

/** Makes and compiles a model, and its data. @param {import('./nets.mjs').Net} net */
export function modelSource(net, { seeded = false, learningRate = LEARNING_RATE } = {}) {
  const { input, layers, samples } = net;
  const words = wordsOf(net);
  const shape = [samples, ...input].join(', ');
  const adds = layers.map((layer, index) => {
    const seed = seeded ? seedsOf(layer, index) : '';
    return `model.add(${layerSource(layer, `${seed}${index === 0 ? `, inputShape: [${input.join(', ')}]` : ''}`)});`;
  });
  return `import tf from '@tensorflow/tfjs-node';

const model = tf.sequential();
${adds.join('\n')}
model.compile({ optimizer: tf.train.adam(${learningRate}), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });

const classes = tf.randomUniform([${samples}], 0, 10, 'int32', 2);
const noise = ${words === null ? `tf.randomNormal([${shape}], 0, 1, 'float32', 1)` : `tf.randomUniform([${shape}], 0, ${words}, 'int32', 1)`};
const x = ${seeded ? `noise.add(tf.randomNormal([10, ${input.join(', ')}], 0, 0.5, 'float32', 3).gather(classes))` : 'noise'};
const y = tf.oneHot(classes, 10).toFloat();
`;
}

/** @param {import('./nets.mjs').Layer} layer @param {string} more */
function layerSource(layer, more) {
  if (layer.kind === 'dense')
    return `tf.layers.dense({ units: ${layer.units}, activation: '${layer.activation}'${more} })`;
  if (layer.kind === 'conv2d')
    return `tf.layers.conv2d({ filters: ${layer.filters}, kernelSize: 3, activation: 'relu'${more} })`;
  if (layer.kind === 'maxPooling2d') return 'tf.layers.maxPooling2d({ poolSize: 2 })';
  if (layer.kind === 'flatten') return 'tf.layers.flatten()';
  if (layer.kind === 'batchNormalization') return 'tf.layers.batchNormalization()';
  if (layer.kind === 'globalAveragePooling1d') return 'tf.layers.globalAveragePooling1d()';
  if (layer.kind === 'embedding')
    return `tf.layers.embedding({ inputDim: ${layer.words}, outputDim: ${layer.units}${more} })`;
  const lstm = (/** @type {string} */ rest) =>
    `tf.layers.lstm({ units: ${layer.units}, activation: 'tanh', recurrentActivation: 'sigmoid'${rest} })`;
  if (layer.kind === 'lstm') return lstm(more);
  return `tf.layers.bidirectional({ layer: ${lstm('')}, mergeMode: 'concat'${more} })`;
}

/** @param {import('./nets.mjs').Layer} layer @param {number} index */
function seedsOf({ kind }, index) {
  if (kind === 'maxPooling2d' || kind === 'flatten') return '';
  const kernel = `, kernelInitializer: tf.initializers.glorotUniform({ seed: ${index + 1} })`;
  return kind === 'lstm'
    ? `${kernel}, recurrentInitializer: tf.initializers.glorotUniform({ seed: ${index + 100} })`
    : kernel;
}
