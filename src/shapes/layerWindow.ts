import type { Shape, ShapedLayer } from './shapedLayer.js';

export interface LayerWindow {
  readonly kind: 'kernel' | 'pool';
  /** Its size along each axis of space, gaps of a dilation included. */
  readonly size: readonly number[];
  /** Of the input, along the same axes. */
  readonly input: Shape;
}

/** The kernel or pool of a layer, and what of its input it lies on; null for a layer without. @param input shape with the batch */
export function windowOf(layer: ShapedLayer, input: Shape): LayerWindow | null {
  if (layer.className === 'TimeDistributed' && layer.layer) {
    return windowOf(layer.layer, [input[0] ?? null, ...input.slice(2)]);
  }
  const given = layer.kernelSize ?? layer.poolSize;
  if (given === undefined) return null;
  const space = spaceOf(layer, input);
  const gaps = perAxis(layer.dilationRate ?? 1, space.length);
  const size = perAxis(given, space.length).map((length, axis) => (length - 1) * (gaps[axis] ?? 1) + 1);
  return { kind: layer.kernelSize === undefined ? 'pool' : 'kernel', size, input: space };
}

/** Sizes along the axes of space: without batch, steps of a recurrent convolution, and channels. */
export function spaceOf(layer: ShapedLayer, input: Shape): Shape {
  const rest = input.slice(1 + stepAxes(layer));
  return layer.dataFormat === 'channelsFirst' ? rest.slice(1) : rest.slice(0, -1);
}

export function channelsOf(layer: ShapedLayer, input: Shape): number | null {
  return (layer.dataFormat === 'channelsFirst' ? input[1 + stepAxes(layer)] : input.at(-1)) ?? null;
}

const stepAxes = ({ className }: ShapedLayer): number => (/^ConvLSTM/.test(className) ? 1 : 0);

export function perAxis(value: number | readonly number[], count: number): readonly number[] {
  if (typeof value === 'number') return Array<number>(count).fill(value);
  return value.length === 1 ? Array<number>(count).fill(value[0] ?? 1) : value;
}
