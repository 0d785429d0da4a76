import type { Layer } from '../tfjs/tfjs.js';

export type Shape = readonly (number | null)[];

/** What of a layer decides how its input shrinks. */
interface WindowLayer {
  readonly kernelSize?: number | readonly number[];
  readonly poolSize?: number | readonly number[];
  readonly dilationRate?: number | readonly number[] | null;
  readonly dataFormat?: string;
  readonly layer?: Layer;
}

export interface LayerWindow {
  readonly kind: 'kernel' | 'pool';
  /** Its size along each axis of space, gaps of a dilation included. */
  readonly size: readonly number[];
  /** Of the input, along the same axes. */
  readonly input: readonly (number | null)[];
}

/** The kernel or pool of a layer, and what of its input it lies on; null for a layer without. @param input shape with the batch */
export function windowOf(layer: Layer, input: Shape): LayerWindow | null {
  const own = layer as unknown as WindowLayer;
  if (layer.getClassName() === 'TimeDistributed' && own.layer) {
    return windowOf(own.layer, [input[0] ?? null, ...input.slice(2)]);
  }
  const given = own.kernelSize ?? own.poolSize;
  if (given === undefined) return null;
  const space = spaceOf(layer, input);
  const size = perAxis(given, space.length).map((length, axis) => {
    const gap = perAxis(own.dilationRate ?? 1, space.length)[axis] ?? 1;
    return (length - 1) * gap + 1;
  });
  return { kind: own.kernelSize === undefined ? 'pool' : 'kernel', size, input: space };
}

/** Sizes along the axes of space: without batch, steps of a recurrent convolution, and channels. */
function spaceOf(layer: Layer, input: Shape): Shape {
  const { dataFormat } = layer as unknown as WindowLayer;
  const rest = input.slice(/^ConvLSTM/.test(layer.getClassName()) ? 2 : 1);
  return dataFormat === 'channelsFirst' ? rest.slice(1) : rest.slice(0, -1);
}

function perAxis(value: number | readonly number[], count: number): readonly number[] {
  if (typeof value === 'number') return Array<number>(count).fill(value);
  return value.length === 1 ? Array<number>(count).fill(value[0] ?? 1) : value;
}
