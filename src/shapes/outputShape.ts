import { channelsOf, perAxis, spaceOf, windowOf } from './layerWindow.js';
import { isRecurrent, putsOutSequences, type Shape, type ShapedLayer } from './shapedLayer.js';

const KEEPS =
  /^(?:InputLayer|Activation|Softmax|(?:Leaky|P|Thresholded)?ReLU|ELU|Masking|(?:Spatial|Alpha|Gaussian)?Dropout(?:[123]D)?|GaussianNoise|(?:Batch|Layer)Normalization|Rescaling|Normalization)$/;

/**
 * What a layer makes of its input, both with the batch; sizes that a window leaves nothing of are below 1.
 * @returns null for a layer that is not known
 */
export function outputShape(layer: ShapedLayer, input: Shape): Shape | null {
  const { className, units, outputDim, n } = layer;
  const batch = input[0] ?? null;
  if (KEEPS.test(className)) return input;
  if (className === 'Dense') return units === undefined ? null : [...input.slice(0, -1), units];
  if (className === 'Embedding') return outputDim === undefined ? null : [...input, outputDim];
  if (className === 'Flatten') return [batch, product(input.slice(1))];
  if (className === 'Reshape') return reshaped(layer, input);
  if (className === 'RepeatVector') return n === undefined ? null : [batch, n, ...input.slice(1)];
  if (className === 'Sequential') return ofLayers(layer.layers ?? [], input);
  if (className === 'TimeDistributed') return overTime(layer, input);
  if (isRecurrent(layer)) return recurrent(layer, input);
  if (className === 'ConvLSTM2D') return null;
  if (/^Global(?:Max|Average)Pooling/.test(className)) return [batch, channelsOf(layer, input)];
  const space = spaceAfter(layer, input);
  return space && withChannels(layer, batch, space, channelsAfter(layer, input));
}

/** The product of sizes; null where one is not known. */
export function product(sizes: Shape): number | null {
  return sizes.reduce((whole, size) => (whole === null || size === null ? null : whole * size), 1);
}

function reshaped({ targetShape }: ShapedLayer, input: Shape): Shape | null {
  if (!targetShape) return null;
  const whole = product(input.slice(1));
  const known = product(targetShape.filter((size) => size !== null)) ?? 1;
  const rest = whole !== null && targetShape.filter((size) => size === null).length === 1 ? whole / known : null;
  return [input[0] ?? null, ...targetShape.map((size) => size ?? rest)];
}

function ofLayers(layers: readonly ShapedLayer[], input: Shape): Shape | null {
  return layers.reduce<Shape | null>((shape, layer) => shape && outputShape(layer, shape), input);
}

function overTime({ layer }: ShapedLayer, [batch = null, steps = null, ...rest]: Shape): Shape | null {
  const inner = layer ? outputShape(layer, [batch, ...rest]) : null;
  return inner && [batch, steps, ...inner.slice(1)];
}

function recurrent(layer: ShapedLayer, input: Shape): Shape | null {
  const { className, layer: inner, units, mergeMode } = layer;
  if (className === 'Bidirectional') {
    const one = inner ? outputShape(inner, input) : null;
    const both = one && mergeMode === 'concat' ? 2 : 1;
    return one && [...one.slice(0, -1), (one.at(-1) ?? 0) * both];
  }
  if (units === undefined) return null;
  return [input[0] ?? null, ...(putsOutSequences(layer) ? [input[1] ?? null] : []), units];
}

function channelsAfter(layer: ShapedLayer, input: Shape): number | null {
  const { className, filters, depthMultiplier } = layer;
  const channels = channelsOf(layer, input);
  if (className.startsWith('Depthwise')) return channels === null ? null : channels * (depthMultiplier ?? 1);
  return /Conv/.test(className) ? (filters ?? null) : channels;
}

function withChannels({ dataFormat }: ShapedLayer, batch: number | null, space: Shape, channels: number | null): Shape {
  return dataFormat === 'channelsFirst' ? [batch, channels, ...space] : [batch, ...space, channels];
}

/** Sizes along the axes of space after a convolution, a pool, a border or a magnification; null for another layer. */
function spaceAfter(layer: ShapedLayer, input: Shape): Shape | null {
  const { className, added, size: times } = layer;
  const window = windowOf(layer, input);
  if (window) {
    const usual = window.kind === 'pool' ? (layer.poolSize ?? 1) : 1;
    const strides = perAxis(layer.strides ?? usual, window.size.length);
    const after = className.endsWith('Transpose') ? grown : slid;
    return window.input.map((length, axis) =>
      length === null ? null : after(length, window.size[axis] ?? 1, strides[axis] ?? 1, layer.padding ?? 'valid'),
    );
  }
  const space = spaceOf(layer, input);
  if (added) return space.map((length, axis) => (length === null ? null : length + (added[axis] ?? 0)));
  return times ? space.map((length, axis) => (length === null ? null : length * (times[axis] ?? 1))) : null;
}

function slid(length: number, window: number, stride: number, padding: string): number {
  return Math.ceil((padding === 'valid' ? length - window + 1 : length) / stride);
}

function grown(length: number, window: number, stride: number, padding: string): number {
  return length * stride + (padding === 'valid' ? Math.max(window - stride, 0) : 0);
}
