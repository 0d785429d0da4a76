import { describe, expect, it } from 'vitest';
import { layersDeclared } from './support/declared.js';
import { configs } from './support/made.js';

/** The same layer as Keras 1 and as Keras 2 writes it, both read with the defaults of Keras 1. */
const spellings: readonly (readonly [string, string])[] = [
  [
    "Dense(output_dim=4, input_dim=3, init='uniform', bias=False)",
    "Dense(units=4, input_shape=(3,), kernel_initializer='uniform', use_bias=False)",
  ],
  [
    "Dense(4, 'he_normal', 'relu', input_dim=3)",
    "Dense(4, kernel_initializer='he_normal', activation='relu', input_dim=3)",
  ],
  ["Dense(3, 4, init='zero')", "Dense(units=4, input_dim=3, kernel_initializer='zeros')"],
  [
    'Dense(4, input_dim=3, W_regularizer=l2(0.1), b_constraint=maxnorm(2))',
    'Dense(4, input_dim=3, kernel_regularizer=l2(0.1), bias_constraint=max_norm(2))',
  ],
  [
    "Convolution2D(4, 3, 2, input_shape=(8, 8, 1), border_mode='same', subsample=(2, 2))",
    "Conv2D(filters=4, kernel_size=(3, 2), input_shape=(8, 8, 1), padding='same', strides=(2, 2))",
  ],
  [
    "Convolution2D(nb_filter=4, nb_row=3, nb_col=3, dim_ordering='th', input_shape=(1, 8, 8))",
    "Conv2D(4, kernel_size=3, data_format='channels_first', input_shape=(1, 8, 8))",
  ],
  [
    "Convolution1D(4, 3, 'uniform', 'relu', input_dim=2, input_length=9)",
    "Conv1D(filters=4, kernel_size=3, kernel_initializer='uniform', activation='relu', input_shape=(9, 2))",
  ],
  [
    'Convolution1D(nb_filter=4, filter_length=3, subsample_length=2, input_shape=(9, 2))',
    'Conv1D(filters=4, kernel_size=3, strides=2, input_shape=(9, 2))',
  ],
  ['Convolution3D(4, 2, 2, 2, input_shape=(4, 4, 4, 1))', 'Conv3D(filters=4, kernel_size=2, input_shape=(4, 4, 4, 1))'],
  [
    "Deconvolution2D(4, 3, 3, output_shape=(None, 8, 8, 4), subsample=(2, 2), border_mode='same', input_shape=(4, 4, 1))",
    "Conv2DTranspose(filters=4, kernel_size=3, strides=2, padding='same', input_shape=(4, 4, 1))",
  ],
  [
    'AtrousConvolution2D(4, 3, 3, atrous_rate=(2, 2), input_shape=(9, 9, 1))',
    'Conv2D(filters=4, kernel_size=3, dilation_rate=2, input_shape=(9, 9, 1))',
  ],
  [
    "LSTM(output_dim=4, input_dim=3, input_length=5, inner_init='glorot_uniform', inner_activation='sigmoid', forget_bias_init='zero', dropout_W=0.1, dropout_U=0.2)",
    "LSTM(units=4, input_shape=(5, 3), recurrent_initializer='glorot_uniform', recurrent_activation='sigmoid', unit_forget_bias=False, dropout=0.1, recurrent_dropout=0.2)",
  ],
  [
    "LSTM(4, 'uniform', 'zero', 'one', 'relu', 'sigmoid', input_shape=(5, 3))",
    "LSTM(units=4, kernel_initializer='uniform', recurrent_initializer='zeros', activation='relu', recurrent_activation='sigmoid', input_shape=(5, 3))",
  ],
  [
    "MaxPooling1D(pool_length=3, stride=2, border_mode='same', input_shape=(9, 2))",
    "MaxPool1D(pool_size=3, strides=2, padding='same', input_shape=(9, 2))",
  ],
  ['UpSampling1D(length=3, input_shape=(4, 2))', 'UpSampling1D(size=3, input_shape=(4, 2))'],
  ['Dropout(p=0.3, input_shape=(3,))', 'Dropout(rate=0.3, input_shape=(3,))'],
  ['GaussianNoise(sigma=0.3, input_shape=(3,))', 'GaussianNoise(stddev=0.3, input_shape=(3,))'],
  [
    "BatchNormalization(1e-4, 0, 1, 0.9, input_shape=(3,), beta_init='one')",
    "BatchNormalization(epsilon=1e-4, axis=1, momentum=0.9, input_shape=(3,), beta_initializer='ones')",
  ],
  ["PReLU(init='one', input_shape=(3,))", "PReLU(alpha_initializer='ones', input_shape=(3,))"],
  ['TimeDistributedDense(4, input_shape=(5, 3))', 'Dense(4, input_shape=(5, 3))'],
  [
    "Embedding(10, 4, 'normal', 6)",
    "Embedding(input_dim=10, output_dim=4, embeddings_initializer='normal', input_length=6)",
  ],
  ['Reshape(dims=(2, 3), input_shape=(6,))', 'Reshape(target_shape=(2, 3), input_shape=(6,))'],
];

describe('names of Keras 1', () => {
  it.each(spellings)('%s', (old, modern) => {
    expect(configs(layersDeclared([old], 1))).toEqual(configs(layersDeclared([modern], 1)));
  });

  it('take a size as a tuple too', () => {
    const layer = "Convolution2D(4, (3, 2), border_mode='same', input_shape=(9, 9, 1))";
    expect(configs(layersDeclared([layer], 1))).toMatchObject([['Conv2D', { kernelSize: [3, 2], padding: 'same' }]]);
  });

  it('take a size and strides where the convolution is written as in Keras 2', () => {
    const modern = layersDeclared(['Conv2D(4, 3, 2, input_shape=(9, 9, 1))'], 2);
    expect(configs(modern)).toMatchObject([['Conv2D', { kernelSize: [3, 3], strides: [2, 2] }]]);
    const old = layersDeclared(['Convolution2D(4, 3, 2, input_shape=(9, 9, 1))'], 2);
    expect(configs(old)).toMatchObject([['Conv2D', { kernelSize: [3, 2], strides: [1, 1] }]]);
  });
});

describe('other names of Keras 2 and 3', () => {
  it.each([
    ['LeakyReLU(negative_slope=0.1, input_shape=(3,))', 'LeakyReLU(alpha=0.1, input_shape=(3,))'],
    ['Dense(2, activation="silu", input_shape=(3,))', 'Dense(2, "swish", input_shape=(3,))'],
    ['GlobalAvgPool1D(input_shape=(4, 2))', 'GlobalAveragePooling1D(input_shape=(4, 2))'],
    ['CuDNNLSTM(4, input_shape=(5, 3))', 'LSTM(4, input_shape=(5, 3))'],
    [
      'Dense(2, kernel_initializer=keras.initializers.HeNormal(seed=1), input_shape=(3,))',
      'Dense(2, kernel_initializer=keras.initializers.he_normal(seed=1), input_shape=(3,))',
    ],
  ])('%s', (one, other) => {
    expect(configs(layersDeclared([one], 2))).toEqual(configs(layersDeclared([other], 2)));
  });
});
