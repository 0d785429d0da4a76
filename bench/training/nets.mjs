// The nets that are trained, as data that every contestant builds its own model from.

/**
 * @typedef {{ kind: 'dense', units: number, activation: 'relu' | 'softmax' }
 *   | { kind: 'conv2d', filters: number }
 *   | { kind: 'maxPooling2d' }
 *   | { kind: 'flatten' }
 *   | { kind: 'batchNormalization' }
 *   | { kind: 'embedding', words: number, units: number }
 *   | { kind: 'globalAveragePooling1d' }
 *   | { kind: 'lstm' | 'bidirectionalLstm', units: number }} Layer convolutions are 3x3 and relu, pools 2x2, an LSTM is tanh and sigmoid
 * @typedef {{ name: string, title: string, input: number[], layers: Layer[], samples: number, batchSize: number }} Net
 */

const CLASSES = 10;

/** @returns {Layer} */
const relu = (/** @type {number} */ units) => ({ kind: 'dense', units, activation: 'relu' });
/** @type {Layer} */
const output = { kind: 'dense', units: CLASSES, activation: 'softmax' };

/** A net of dense layers. @param {number[]} units of the layers between input and output */
export function denseNet(
  /** @type {string} */ name,
  /** @type {string} */ title,
  units,
  { input = 784, samples = 4096, batchSize = 32 } = {},
) {
  return { name, title, input: [input], layers: [...units.map(relu), output], samples, batchSize };
}

/** @type {Net[]} */
export const NETS = [
  denseNet('dense64x2', '784-64-64-10, batch 32', [64, 64]),
  denseNet('dense512x3', '784-512x3-10, batch 64', [512, 512, 512], { batchSize: 64 }),
  denseNet('dense32x20', '784-32x20-10, batch 32', Array(20).fill(32), { samples: 2048 }),
  {
    name: 'cnn',
    title: '28x28 convolutions of 16 and 32 filters, batch 64',
    input: [28, 28, 1],
    layers: [
      { kind: 'conv2d', filters: 16 },
      { kind: 'maxPooling2d' },
      { kind: 'conv2d', filters: 32 },
      { kind: 'maxPooling2d' },
      { kind: 'flatten' },
      output,
    ],
    samples: 1024,
    batchSize: 64,
  },
  {
    name: 'lstm',
    title: 'LSTM of 32 on 50x16, batch 32',
    input: [50, 16],
    layers: [{ kind: 'lstm', units: 32 }, output],
    samples: 1024,
    batchSize: 32,
  },
  denseNet('lesson', '1000-10-10, batch 32', [10], { input: 1000, samples: 2048 }),
];

/** What people train beside those: pictures of CIFAR's size, words, and sequences read both ways. @type {Net[]} */
export const FURTHER_NETS = [
  {
    name: 'cifar',
    title: '32x32x3 convolutions of 32, 32 and 64 filters with batch normalization, batch 64',
    input: [32, 32, 3],
    layers: [
      { kind: 'conv2d', filters: 32 },
      { kind: 'batchNormalization' },
      { kind: 'conv2d', filters: 32 },
      { kind: 'maxPooling2d' },
      { kind: 'conv2d', filters: 64 },
      { kind: 'batchNormalization' },
      { kind: 'maxPooling2d' },
      { kind: 'flatten' },
      output,
    ],
    samples: 512,
    batchSize: 64,
  },
  {
    name: 'words',
    title: 'embedding of 5,000 words in 32, mean over 50, 64 relu, batch 32',
    input: [50],
    layers: [{ kind: 'embedding', words: 5000, units: 32 }, { kind: 'globalAveragePooling1d' }, relu(64), output],
    samples: 2048,
    batchSize: 32,
  },
  {
    name: 'bidirectional',
    title: 'bidirectional LSTM of 32 on 50x16, batch 32',
    input: [50, 16],
    layers: [{ kind: 'bidirectionalLstm', units: 32 }, output],
    samples: 1024,
    batchSize: 32,
  },
];

/** Words of a net that reads words, whose inputs are their numbers; null where inputs are measurements. */
export function wordsOf(/** @type {Net} */ { layers: [first] }) {
  return first?.kind === 'embedding' ? first.words : null;
}

/** Those of `--quick`: a small one, a large one and one of many layers. */
export const QUICK_NETS = NETS.slice(0, 3);

export const stepsPerEpoch = (/** @type {Net} */ { samples, batchSize }) => Math.ceil(samples / batchSize);

export const isDense = (/** @type {Net} */ { layers }) => layers.every(({ kind }) => kind === 'dense');

/** Trainable weights and biases. */
export function weightsOf(/** @type {Net} */ { input, layers }) {
  let shape = input;
  let weights = 0;
  for (const layer of layers) {
    weights += layerWeights(layer, shape);
    shape = outputShape(layer, shape);
  }
  return weights;
}

/** @param {Layer} layer @param {number[]} shape of its input */
function layerWeights(layer, shape) {
  const last = shape.at(-1) ?? 0;
  if (layer.kind === 'dense') return (last + 1) * layer.units;
  if (layer.kind === 'conv2d') return (9 * last + 1) * layer.filters;
  if (layer.kind === 'lstm') return 4 * layer.units * (last + layer.units + 1);
  if (layer.kind === 'bidirectionalLstm') return 8 * layer.units * (last + layer.units + 1);
  if (layer.kind === 'batchNormalization') return 2 * last;
  if (layer.kind === 'embedding') return layer.words * layer.units;
  return 0;
}

/** @param {Layer} layer @param {number[]} shape of its input */
function outputShape(layer, shape) {
  const [height = 1, width = 1, channels = 1] = shape;
  if (layer.kind === 'conv2d') return [height - 2, width - 2, layer.filters];
  if (layer.kind === 'maxPooling2d') return [Math.floor(height / 2), Math.floor(width / 2), channels];
  if (layer.kind === 'flatten') return [shape.reduce((product, size) => product * size, 1)];
  if (layer.kind === 'batchNormalization') return shape;
  if (layer.kind === 'embedding') return [...shape, layer.units];
  if (layer.kind === 'globalAveragePooling1d') return [width];
  if (layer.kind === 'bidirectionalLstm') return [2 * layer.units];
  return [layer.units];
}
