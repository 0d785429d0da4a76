/** Sizes along each dimension; null for the batch and for what is not known. */
export type Shape = readonly (number | null)[];

/** What of a layer decides which shapes it takes and what it makes of them, in tfjs's words. What is not known is left out. */
export interface ShapedLayer {
  readonly className: string;
  /** Dimensions of its input, the batch included, where the layer itself says them. */
  readonly ndim?: number | null;
  readonly units?: number;
  readonly filters?: number;
  readonly outputDim?: number;
  readonly kernelSize?: number | readonly number[];
  readonly poolSize?: number | readonly number[];
  readonly strides?: number | readonly number[] | null;
  readonly dilationRate?: number | readonly number[] | null;
  readonly padding?: string;
  readonly dataFormat?: string;
  readonly depthMultiplier?: number;
  readonly returnSequences?: boolean;
  /** Of a Reshape, without the batch. */
  readonly targetShape?: Shape;
  /** Of a RepeatVector. */
  readonly n?: number;
  /** What a border layer adds along each axis of space; negative where it cuts off. */
  readonly added?: readonly number[];
  /** Times that each axis of space grows. */
  readonly size?: readonly number[];
  /** What a wrapper holds. */
  readonly layer?: ShapedLayer;
  readonly mergeMode?: string;
  /** Of a model that is a layer. */
  readonly layers?: readonly ShapedLayer[];
}

const RECURRENT = /^(?:LSTM|GRU|SimpleRNN|RNN|Bidirectional)$/;

export function isRecurrent({ className }: ShapedLayer): boolean {
  return RECURRENT.test(className);
}

/** Whether a recurrent layer puts out each of its steps. */
export function putsOutSequences({ returnSequences, layer }: ShapedLayer): boolean {
  return returnSequences ?? (layer ? putsOutSequences(layer) : false);
}

/**
 * Dimensions of the input that a layer takes, the batch included; null for any, and for a layer that is not known.
 * @param given what it gets
 */
export function takenRank(layer: ShapedLayer, given: number): number | null {
  const { className, layer: inner, ndim } = layer;
  if (className === 'TimeDistributed') {
    const rank = inner ? takenRank(inner, given - 1) : null;
    return rank === null ? (given < 3 ? 3 : null) : rank + 1;
  }
  if (ndim != null) return ndim;
  if (isRecurrent(layer)) return 3;
  if (className === 'RepeatVector') return 2;
  if (className === 'ConvLSTM2D') return 5;
  const [, axes] = SPATIAL.exec(className) ?? [];
  return axes === undefined ? null : Number(axes) + 2;
}

const SPATIAL =
  /^(?:(?:Separable|Depthwise)?Conv|(?:Global)?(?:Max|Average)Pooling|UpSampling|ZeroPadding|Cropping|SpatialDropout)([123])D(?:Transpose)?$/;
