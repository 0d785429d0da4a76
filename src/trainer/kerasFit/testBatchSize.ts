import type { KerasTraining } from '../../keras/training/kerasTraining.js';
import type { Layer, Sequential } from '../../tfjs/tfjs.js';

/** Samples of one forward pass, where they may be more than the source says. */
const MOST_ROWS = 512;
/** Numbers of the inputs of one forward pass, so that what the layers make of them does not fill the memory. */
const MOST_NUMBERS = 2 ** 18;

/** Layers that make of each sample what they make of it alone. Penalties on what they put out are means over samples. */
const alone = new Set([
  ...['InputLayer', 'Dense', 'Activation', 'Flatten', 'Reshape', 'Permute', 'RepeatVector', 'BatchNormalization'],
  ...['ReLU', 'LeakyReLU', 'ELU', 'PReLU', 'Dropout', 'SpatialDropout1D', 'GaussianNoise', 'GaussianDropout'],
  ...['Conv1D', 'Conv2D', 'Conv3D', 'SeparableConv2D', 'DepthwiseConv2D', 'Conv2DTranspose', 'ZeroPadding2D'],
  ...['MaxPooling1D', 'MaxPooling2D', 'MaxPooling3D', 'AveragePooling1D', 'AveragePooling2D', 'AveragePooling3D'],
  ...['GlobalMaxPooling1D', 'GlobalMaxPooling2D', 'GlobalAveragePooling1D', 'GlobalAveragePooling2D', 'UpSampling2D'],
]);

/**
 * Samples that validation and evaluation take at a time. Where loss and metrics are sums over samples, larger batches than the source's give
 * the same results in fewer passes.
 * @param size the source's
 * @param sampleShape of one input
 */
export function testBatchSize(
  model: Sequential,
  training: KerasTraining,
  size: number,
  sampleShape: readonly number[],
): number {
  if (!training.sumsOverSamples || !isAlone(model)) return size;
  const numbers = sampleShape.reduce((product, length) => product * length, 1);
  const most = Math.min(MOST_ROWS, Math.floor(MOST_NUMBERS / Math.max(1, numbers)));
  return size * Math.max(1, Math.floor(most / size));
}

function isAlone(layer: Layer | Sequential): boolean {
  const { layers } = layer as Partial<Sequential>;
  return layers ? layers.every(isAlone) : alone.has(layer.getClassName());
}
