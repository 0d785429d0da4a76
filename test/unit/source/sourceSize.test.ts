import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { findModels } from '../../../src/source/findModels.js';
import { modelSizes } from '../../../src/source/size/sourceSize.js';
import { declared } from '../keras/support/declared.js';
import { made } from '../keras/support/made.js';

const sizes = (program: string, file = '/folder/net.js', batchSize: number | null = null) =>
  modelSizes(findModels(program, file), batchSize);

/** Output shape and parameters of each layer, without the input's. */
const layers = (program: string, file?: string) =>
  sizes(program, file)[0]
    ?.layers.slice(1)
    .map(({ outputShape, params }) => [outputShape.slice(1), params]);

const js = (body: string) => `import * as tf from '@tensorflow/tfjs';\n${body}`;

describe("a model's size from its source", () => {
  it('follows shapes through dense layers, with names that are given a number', () => {
    const program = js(`
      const HIDDEN = 64;
      const model = tf.sequential({ layers: [
        tf.layers.dense({ units: HIDDEN, inputShape: [784], activation: 'relu' }),
        tf.layers.dropout({ rate: 0.5 }),
        tf.layers.dense({ units: 10 }),
      ] });
      await model.fit(x, y, { batchSize: 128 });`);
    expect(layers(program)).toEqual([
      [[64], 785 * 64],
      [[64], 0],
      [[10], 650],
    ]);
    expect(sizes(program)[0]?.batchSize).toBe(128);
    expect(sizes(program, undefined, 16)[0]?.batchSize).toBe(16);
  });

  it('follows a convolution net as tfjs lays it out', () => {
    const program = js(`
      const model = tf.sequential();
      model.add(tf.layers.conv2d({ filters: 16, kernelSize: 3, inputShape: [28, 28, 1] }));
      model.add(tf.layers.maxPooling2d({ poolSize: [2, 2] }));
      model.add(tf.layers.conv2d({ filters: 32, kernelSize: [3, 3], padding: 'same', strides: 2 }));
      model.add(tf.layers.flatten());
      model.add(tf.layers.dense({ units: 10 }));`);
    expect(layers(program)).toEqual([
      [[26, 26, 16], 160],
      [[13, 13, 16], 0],
      [[7, 7, 32], 4640],
      [[1568], 0],
      [[10], 15_690],
    ]);
  });

  it('reads Keras Python, positional arguments too', () => {
    const program = `
from tensorflow import keras
from tensorflow.keras import layers
model = keras.Sequential([
    layers.Conv2D(8, (3, 3), activation="relu", input_shape=(28, 28, 1)),
    layers.MaxPooling2D((2, 2)),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
model.fit(x, y, batch_size=64)
`;
    expect(layers(program, '/folder/net.py')).toEqual([
      [[26, 26, 8], 80],
      [[13, 13, 8], 0],
      [[1352], 0],
      [[10], 13_530],
    ]);
    expect(sizes(program, '/folder/net.py')[0]?.batchSize).toBe(64);
  });

  it('knows sequences', () => {
    const program = js(`
      const model = tf.sequential();
      model.add(tf.layers.lstm({ units: 32, inputShape: [50, 16], returnSequences: true }));
      model.add(tf.layers.lstm({ units: 8 }));`);
    expect(layers(program)).toEqual([
      [[50, 32], 4 * 49 * 32],
      [[8], 4 * 41 * 8],
    ]);
  });

  it.each([
    ['units that are computed', 'tf.layers.dense({ units: 2 * n, inputShape: [4] })'],
    ['an input that is not told', 'tf.layers.dense({ units: 3 })'],
    ['a layer of the file’s own', 'new Mine({ inputShape: [4] })'],
    ['units that nothing gives a number', 'tf.layers.dense({ units: width, inputShape: [4] })'],
    ['half a call', 'tf.layers.dense({ units: '],
  ])('says nothing of %s', (_name, layer) => {
    expect(sizes(js(`const model = tf.sequential();\nmodel.add(${layer});`))).toEqual([]);
  });

  it.each([
    'tf.layers.dense({ units: 3, useBias: false, inputShape: [4] })',
    'tf.layers.embedding({ inputDim: 50, outputDim: 4, inputLength: 6 })',
    "tf.layers.conv1d({ filters: 4, kernelSize: 3, strides: 2, padding: 'same', inputShape: [9, 2] })",
    'tf.layers.conv2d({ filters: 4, kernelSize: [3, 2], dilationRate: 2, inputShape: [9, 8, 3] })',
    "tf.layers.conv2d({ filters: 4, kernelSize: 3, dataFormat: 'channelsFirst', inputShape: [3, 9, 8] })",
    'tf.layers.conv2dTranspose({ filters: 4, kernelSize: 3, strides: [2, 1], inputShape: [5, 5, 2] })',
    'tf.layers.conv3d({ filters: 2, kernelSize: 2, inputShape: [4, 5, 6, 1] })',
    'tf.layers.separableConv2d({ filters: 4, kernelSize: 3, depthMultiplier: 2, inputShape: [9, 8, 3] })',
    'tf.layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, inputShape: [9, 8, 3] })',
    "tf.layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same', inputShape: [9, 8, 3] })",
    'tf.layers.averagePooling1d({ poolSize: 2, inputShape: [9, 3] })',
    'tf.layers.globalMaxPooling2d({ inputShape: [9, 8, 3] })',
    'tf.layers.simpleRNN({ units: 5, inputShape: [4, 3] })',
    'tf.layers.gru({ units: 5, returnSequences: true, inputShape: [4, 3] })',
    'tf.layers.convLstm2d({ filters: 2, kernelSize: 3, inputShape: [3, 6, 6, 1] })',
    'tf.layers.batchNormalization({ scale: false, inputShape: [6, 6, 4] })',
    'tf.layers.layerNormalization({ inputShape: [6, 4] })',
    'tf.layers.prelu({ sharedAxes: [1, 2], inputShape: [6, 6, 4] })',
    'tf.layers.zeroPadding2d({ padding: [[1, 2], [0, 1]], inputShape: [6, 6, 4] })',
    'tf.layers.cropping2D({ cropping: [[1, 2], [0, 1]], inputShape: [6, 6, 4] })',
    'tf.layers.upSampling2d({ size: [2, 3], inputShape: [6, 6, 4] })',
    'tf.layers.permute({ dims: [2, 1], inputShape: [6, 4] })',
    'tf.layers.repeatVector({ n: 3, inputShape: [4] })',
    'tf.layers.reshape({ targetShape: [8, 3], inputShape: [6, 4] })',
    'tf.layers.bidirectional({ layer: tf.layers.gru({ units: 3, returnSequences: true }), inputShape: [6, 4] })',
    'tf.layers.timeDistributed({ layer: tf.layers.dense({ units: 3 }), inputShape: [6, 4] })',
  ])('counts as tfjs does: %s', (layer) => {
    const model = tf.sequential();
    model.add(new Function('tf', `return ${layer}`)(tf));
    const [own] = model.layers;
    const program = js(`const model = tf.sequential();\nmodel.add(${layer});`);
    expect(layers(program)).toEqual([[own?.outputShape.slice(1), own?.countParams()]]);
  });

  it.each([
    ['Dense(8, "relu", False, input_shape=(5,))', 'Dense(3)'],
    ['Conv2D(4, (3, 2), 2, "same", input_shape=(9, 8, 3))', 'BatchNormalization()', 'MaxPool2D(2, 1)', 'Flatten()'],
    ['Embedding(30, 4, input_length=6)', 'SpatialDropout1D(0.2)', 'GRU(5, return_sequences=True)', 'LSTM(2)'],
    ['ZeroPadding1D((1, 2), input_shape=(6, 2))', 'Conv1D(3, 3)', 'UpSampling1D(2)', 'GlobalAveragePooling1D()'],
    ['Dense(6, input_dim=4)', 'Reshape((3, 2))', 'Permute((2, 1))', 'Cropping1D((1, 0))'],
    ['TimeDistributed(Conv2D(2, 3), input_shape=(3, 5, 5, 1))', 'TimeDistributed(Flatten())', 'Bidirectional(LSTM(4))'],
  ])('counts as GradLens makes it of Keras: %s', (...calls) => {
    const program = `from keras import Sequential\nfrom keras.layers import *\nmodel = Sequential([\n  ${calls.join(',\n  ')}])\n`;
    const { model } = made(declared(program, 2));
    const wanted = model.layers.map((layer) => [(layer.outputShape as number[]).slice(1), layer.countParams()]);
    expect(layers(program, '/folder/net.py')).toEqual(wanted);
  });

  it.each(['model.fit(x, y, 64, 5)', 'model.fit(x, y, epochs=5, batch_size=64)', 'SIZE = 64\nmodel.fit(x, y, SIZE)'])(
    'knows the batch size of %s',
    (fit) => {
      const program = `from keras import Sequential\nfrom keras.layers import Dense\nmodel = Sequential([Dense(1, input_dim=2)])\n${fit}\n`;
      expect(sizes(program, '/folder/net.py')[0]?.batchSize).toBe(64);
    },
  );

  it('follows names with numbers in lists, and says nothing where one has none', () => {
    const net = (kernel: string) =>
      js(`const SIDE = 3;\nconst model = tf.sequential();
        model.add(tf.layers.conv2d({ filters: 2, kernelSize: ${kernel}, inputShape: [9, 9, 1] }));`);
    expect(layers(net('[SIDE, 2]'))).toEqual([[[7, 8, 2], 14]]);
    expect(sizes(net('[side, 2]'))).toEqual([]);
  });
});
