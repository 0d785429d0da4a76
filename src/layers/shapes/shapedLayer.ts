/** Sizes along each dimension; null for the batch and for what is not known. */
export type Shape = readonly (number | null)[];

/** What of a layer decides which shapes it takes and what it makes of them, in tfjs's words. What is not known is left out. */
export interface ShapedLayer {
  readonly className: string;
  /** Dimensions of its input, the batch included, where the layer itself says them. */
  readonly ndim?: number | null;
  readonly units?: number;
  readonly filters?: number;
  readonly inputDim?: number;
  readonly outputDim?: number;
  readonly useBias?: boolean;
  readonly kernelSize?: number | readonly number[];
  readonly poolSize?: number | readonly number[];
  readonly strides?: number | readonly number[] | null;
  readonly dilationRate?: number | readonly number[] | null;
  readonly padding?: string;
  readonly dataFormat?: string;
  readonly depthMultiplier?: number;
  readonly returnSequences?: boolean;
  /** Of a GRU: whether the state has a bias of its own. */
  readonly resetAfter?: boolean;
  /** Of a Reshape, without the batch. */
  readonly targetShape?: Shape;
  /** Of a Permute: which axis comes where, from 1. */
  readonly dims?: Shape;
  /** Of a RepeatVector. */
  readonly n?: number;
  /** What padding or cropping adds along each axis of space; negative where it cuts off. */
  readonly added?: readonly number[];
  /** Times that each axis of space grows. */
  readonly size?: readonly number[];
  readonly height?: number;
  readonly width?: number;
  /** Whether pooling over all of the space leaves axes of size 1. */
  readonly keepDims?: boolean;
  /** Of a normalization, and those of a PReLU that share their slope. */
  readonly axis?: number | readonly number[];
  readonly scale?: boolean;
  readonly center?: boolean;
  readonly numTokens?: number;
  readonly outputMode?: string;
  /** What a wrapper holds. */
  readonly layer?: ShapedLayer;
  readonly mergeMode?: string | null;
  /** Of a model that is a layer. */
  readonly layers?: readonly ShapedLayer[];
}

/** What a layer makes of its input's shape that leaves it as it is. */
export const sameShape = (_: ShapedLayer, input: Shape): Shape => input;

/** The product of sizes; null where one is not known. */
export function product(sizes: Shape): number | null {
  return sizes.reduce((whole, size) => (whole === null || size === null ? null : whole * size), 1);
}

/** Whether a recurrent layer puts out each of its steps. */
export function putsOutSequences({ returnSequences, layer }: ShapedLayer): boolean {
  return returnSequences ?? (layer ? putsOutSequences(layer) : false);
}

/** One number for all of `count` axes, or one for each. */
export function perAxis(value: number | readonly number[], count: number): readonly number[] {
  if (typeof value === 'number') return Array<number>(count).fill(value);
  return value.length === 1 ? Array<number>(count).fill(value[0] ?? 1) : value;
}

/** Sizes along the axes of space: without batch, steps of a recurrent convolution, and channels. */
export function spaceOf({ dataFormat }: ShapedLayer, input: Shape, space: number): Shape {
  return dataFormat === 'channelsFirst' ? input.slice(-space) : input.slice(-1 - space, -1);
}

export function channelsOf({ dataFormat }: ShapedLayer, input: Shape, space: number): number | null {
  return input.at(dataFormat === 'channelsFirst' && space > 0 ? -1 - space : -1) ?? null;
}

/** An input's shape with other sizes along the axes of space, and other channels. */
export function withSpace({ dataFormat }: ShapedLayer, input: Shape, space: Shape, channels: number | null): Shape {
  const before = input.slice(0, -1 - space.length);
  return dataFormat === 'channelsFirst' ? [...before, channels, ...space] : [...before, ...space, channels];
}
