import { beforeAll, describe, expect, it } from 'vitest';
import { SourceError } from '../../../src/errors/sourceError.js';
import { shapeProblem } from '../../../src/keras/shapes/shapeProblem.js';
import type { SourceLocation } from '../../../src/protocol/fit.js';
import type { KerasDeclaration } from '../../../src/protocol/keras.js';
import { watchShapes } from '../../../src/trainer/shapes/watchShapes.js';
import { layersDeclared } from './support/declared.js';
import { tf } from './support/made.js';
import { makeKerasModel } from './support/makeKerasModel.js';

const places = new Map<object, SourceLocation>();

beforeAll(() => {
  watchShapes(tf, (layer) => places.get(layer) ?? null);
});

/** What is said while tfjs makes the model. */
function whenMade(declaration: KerasDeclaration): string {
  try {
    makeKerasModel(declaration, {
      tf,
      assign: (layer, { file, start }) => places.set(layer, { file, ...start }),
    });
  } catch (error) {
    if (error instanceof SourceError) return `${error.location?.line}: ${error.message}`;
    throw error;
  }
  return 'fits';
}

/** What is said before anything is made. */
function whenRead(declaration: KerasDeclaration): string {
  const problem = shapeProblem(declaration);
  return problem ? `${problem.location.line}: ${problem.message}` : 'fits';
}

const starts: readonly (readonly string[])[] = [
  ['Conv2D(2, (3, 2), strides=2, input_shape=(9, 8, 3))'],
  ['Conv2D(2, 3, input_shape=(3, 9, 9), data_format="channels_first")'],
  ['Conv1D(3, 3, padding="causal", input_shape=(7, 2))'],
  ['Conv1D(3, 2, dilation_rate=2, input_shape=(None, 2))'],
  ['Conv3D(2, 2, input_shape=(4, 5, 6, 1))'],
  ['Input(shape=(6, 6, 2))', 'SeparableConv2D(3, 2, padding="same")'],
  ['Dense(6, input_dim=4)'],
  ['LSTM(3, return_sequences=True, input_shape=(6, 2))'],
  ['Embedding(10, 4, input_length=6)'],
  ['TimeDistributed(Conv2D(2, 3), input_shape=(3, 5, 5, 1))'],
  ['Bidirectional(GRU(2, return_sequences=True), input_shape=(5, 2))'],
  ['Sequential([Dense(8, input_shape=(3,)), Reshape((4, 2))])'],
  ['ZeroPadding2D(((1, 2), (0, 1)), input_shape=(4, 4, 2))'],
];

const middles = [
  'Conv2D(3, 3)',
  'Conv2D(2, 2, padding="same", strides=2)',
  'Conv2DTranspose(2, 3, strides=2)',
  'Conv2DTranspose(2, (2, 3), padding="same")',
  'DepthwiseConv2D(2, depth_multiplier=2)',
  'DepthwiseConv2D(3, dilation_rate=2)',
  'MaxPooling2D()',
  'AveragePooling2D((2, 3), strides=1, padding="same")',
  'Conv1D(4, 3)',
  'MaxPooling1D(4, strides=3)',
  'MaxPooling3D((1, 2, 2))',
  'UpSampling2D((1, 3))',
  'UpSampling1D(2)',
  'Cropping2D(((1, 0), (2, 1)))',
  'Cropping1D(2)',
  'ZeroPadding1D(1)',
  'GlobalMaxPooling2D()',
  'GlobalAveragePooling1D()',
  'Flatten()',
  'Reshape((4, 3))',
  'Reshape((-1, 2))',
  'RepeatVector(3)',
  'Dense(6)',
  'Activation("relu")',
  'Dropout(0.5)',
  'BatchNormalization()',
  'LSTM(2)',
  'LSTM(2, return_sequences=True)',
  'Bidirectional(SimpleRNN(2), merge_mode="sum")',
  'TimeDistributed(Dense(3))',
];

/** Chains of layers that fit or not, the same in each run. */
function chains(count: number): string[][] {
  let seed = 7;
  const among = <T>(list: readonly T[]): T => {
    seed = (seed * 16807) % 2147483647;
    return list[seed % list.length] as T;
  };
  return Array.from({ length: count }, (_, index) => [
    ...(starts[index % starts.length] ?? []),
    ...Array.from({ length: 1 + (index % 5) }, () => among(middles)),
  ]);
}

describe('the shapes of a Keras model', () => {
  it('are followed as tfjs makes them, with the same words, before anything is made', () => {
    const said = chains(400).map((layers) => {
      const declaration = layersDeclared(layers, 2);
      return { layers, read: whenRead(declaration), made: whenMade(declaration) };
    });
    const different = said.filter((each) => each.read !== each.made);
    expect(different).toEqual([]);
    const fitting = said.filter((each) => each.made === 'fits').length;
    expect(fitting).toBeGreaterThan(50);
    expect(fitting).toBeLessThan(350);
  });

  it.each([
    ['Conv2D(2, 5)', 'Dense(1)'],
    ['Embedding(10, 4)', 'Flatten()', 'Dense(1)'],
    ['Hub(1, input_shape=(2,))', 'Conv2D(2, 5)'],
    ['Dense(4, input_shape=(0,))', 'Dense(0)'],
    ['Conv2D(2, 5, input_shape=(None, None, 3))', 'MaxPooling2D(9)', 'GlobalMaxPooling2D()', 'Dense(1)'],
  ])('are not known after what is not: %s', (...layers) => {
    expect(whenRead(layersDeclared(layers))).toBe('fits');
  });
});
