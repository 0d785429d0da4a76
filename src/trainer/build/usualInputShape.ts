import type { Layer } from '../../tfjs/tfjs.js';

/** Pixels of a picture's side, to be tried one after the other: a deep stack of poolings needs a large one. */
export const IMAGE_SIDES = [28, 64, 224] as const;

const VECTOR = [10];

/** Shapes that a first layer of the class can take. */
function shapesBySide(side: number): readonly (readonly [RegExp, readonly number[]])[] {
  return [
    [/^ConvLSTM2D/, [5, side, side, 1]],
    [/^(Conv3D|.*Pooling3D)/, [16, 16, 16, 1]],
    [/^(Conv1D|.*Pooling1D|Cropping1D|ZeroPadding1D|UpSampling1D)/, [64, 4]],
    [
      /^(Conv2D|SeparableConv|DepthwiseConv|.*Pooling2D|Cropping2D|ZeroPadding2D|UpSampling2D|CenterCrop|Rescaling|Resizing|Random)/,
      [side, side, side === IMAGE_SIDES[0] ? 1 : 3],
    ],
    [/^(LSTM|GRU|SimpleRNN|RNN|Bidirectional|Masking)/, [10, 8]],
    [/^Flatten/, [28, 28]],
  ];
}

/** A shape of one sample that suits the layer where nothing says which. */
export function usualInputShape(layer: Layer, side: number): readonly number[] {
  const { layer: inner, targetShape } = layer as unknown as { layer?: Layer; targetShape?: readonly (number | null)[] };
  const name = layer.getClassName();
  if (name === 'TimeDistributed' && inner) return [5, ...usualInputShape(inner, side)];
  if (name === 'Reshape' && targetShape) return [targetShape.reduce<number>((size, dim) => size * (dim ?? 1), 1)];
  return shapesBySide(side).find(([pattern]) => pattern.test(name))?.[1] ?? VECTOR;
}
