import { perAxis, type Shape, type ShapedLayer, spaceOf } from './shapedLayer.js';

export interface LayerWindow {
  readonly kind: 'kernel' | 'pool';
  /** Its size along each axis of space, gaps of a dilation included. */
  readonly size: readonly number[];
  /** Of the input, along the same axes. */
  readonly input: Shape;
}

/** The kernel or pool of a layer, and what of its input it lies on. @param input shape with the batch */
export function windowOver(layer: ShapedLayer, input: Shape, space: number): LayerWindow | null {
  const given = layer.kernelSize ?? layer.poolSize;
  if (given === undefined) return null;
  const gaps = perAxis(layer.dilationRate ?? 1, space);
  const size = perAxis(given, space).map((length, axis) => (length - 1) * (gaps[axis] ?? 1) + 1);
  return { kind: layer.kernelSize === undefined ? 'pool' : 'kernel', size, input: spaceOf(layer, input, space) };
}

/** Sizes of space after a window has gone over it; below 1 where it leaves nothing. */
export function afterSliding(layer: ShapedLayer, input: Shape, space: number): Shape | null {
  return afterWindow(layer, input, space, (length, window, stride, isValid) =>
    Math.ceil((isValid ? length - window + 1 : length) / stride),
  );
}

/** The same for a transposed convolution, of which a sliding window would give back the input. */
export function afterGrowing(layer: ShapedLayer, input: Shape, space: number): Shape | null {
  return afterWindow(
    layer,
    input,
    space,
    (length, window, stride, isValid) => length * stride + (isValid ? Math.max(window - stride, 0) : 0),
  );
}

function afterWindow(
  layer: ShapedLayer,
  input: Shape,
  space: number,
  after: (length: number, window: number, stride: number, isValid: boolean) => number,
): Shape | null {
  const window = windowOver(layer, input, space);
  if (!window) return null;
  const usual = window.kind === 'pool' ? (layer.poolSize ?? 1) : 1;
  const strides = perAxis(layer.strides ?? usual, space);
  const { padding = 'valid' } = layer;
  if (padding !== 'valid' && padding !== 'same' && padding !== 'causal') return null;
  return window.input.map((length, axis) =>
    length === null ? null : after(length, window.size[axis] ?? 1, strides[axis] ?? 1, padding === 'valid'),
  );
}
