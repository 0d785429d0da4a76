import { numeric } from '../values/numeric.js';
import { isKind, type Value } from '../values/values.js';
import type { LayerFacts } from './layerFacts.js';

/** Sizes of images that are proposed: the smallest that the layers leave something of. */
const imageSizes = [28, 32, 64, 96, 128, 224, 299, 512];
const lengths = [10, 20, 32, 64, 128, 256, 512, 1024, 4096];

/** Layers that take any shape, and tell nothing of it. */
const shapeless =
  /^(?:Input|InputLayer|Dropout|Activation|BatchNormalization|GaussianNoise|GaussianDropout|AlphaDropout|Masking|Lambda|LeakyReLU)$/;

/** Shape of one sample that would fit the layers, from the first that needs a certain one. */
export function sampleShape(layers: readonly LayerFacts[]): number[] {
  const first = layers.find((layer) => !shapeless.test(layer.name));
  if (!first) return [10];
  if (first.wrapped && /TimeDistributed/.test(first.name))
    return [4, ...sampleShape([first.wrapped, ...layers.slice(layers.indexOf(first) + 1)])];
  if (first.nested) return sampleShape(first.nested);
  return shapeFor(first.wrapped ?? first, layers);
}

function shapeFor(layer: LayerFacts, layers: readonly LayerFacts[]): number[] {
  const { name } = layer;
  if (/ConvLSTM2D/.test(name)) return [4, 16, 16, 1];
  if (/3D$/.test(name)) return [16, 32, 32, 1];
  if (/2D(?:Transpose)?$/.test(name)) {
    const size = imageSizes.find((candidate) => candidate >= neededSize(layers)) ?? 512;
    return [size, size, size > 28 ? 3 : 1];
  }
  if (/1D(?:Transpose)?$/.test(name)) return [lengths.find((candidate) => candidate >= neededSize(layers)) ?? 4096, 8];
  if (/LSTM|GRU|RNN/.test(name)) return [10, 8];
  if (name === 'Flatten') return [28, 28];
  if (name === 'Reshape') return reshaped(layer, layers);
  if (layer.isApplication) return [224, 224, 3];
  return [10];
}

function reshaped(layer: LayerFacts, layers: readonly LayerFacts[]): number[] {
  const target = layer.argument('target_shape');
  const items = isKind(target, 'list') ? target.items : [784];
  if (items.length > 2 && items.some((size) => numeric(size) === null)) {
    // Sizes that are not known are those of the input itself: what the next layers need, mostly with an axis of 1 added.
    const needed = sampleShape(layers.slice(layers.indexOf(layer) + 1));
    if (needed.length === items.length) return needed.at(-1) === 1 ? needed.slice(0, -1) : needed;
  }
  const sizes = items.map((size) => numeric(size) ?? 1);
  return [sizes.reduce((a, b) => a * Math.abs(b), 1)];
}

/** Height that convolutions and poolings need so that the last of them gives one pixel. */
function neededSize(layers: readonly LayerFacts[]): number {
  let size = 1;
  for (const layer of layers.toReversed()) {
    if (/^(?:Global|UpSampling|ZeroPadding|Flatten|Dense)/.test(layer.name) || /Transpose/.test(layer.name)) continue;
    if (/Pool/.test(layer.name)) {
      const pool = first(layer.argument('pool_size')) ?? 2;
      size = size * (first(layer.argument('strides')) ?? pool) + Math.max(0, pool - 2);
    } else if (/Conv\w*[12]D$|Convolution[12]D$/.test(layer.name)) {
      const strides = first(layer.argument('strides')) ?? 1;
      const kernel = first(layer.argument('kernel_size')) ?? first(layer.argument('kernel_rows')) ?? 3;
      const isSame = layer.argument('padding') === 'same';
      size = isSame ? size * strides : (size - 1) * strides + kernel;
    }
  }
  return size;
}

function first(value: Value | undefined): number | null {
  return numeric(isKind(value, 'list') ? value.items[0] : value);
}
