import { expect, it } from 'vitest';
import type { Sequential, Tensor } from '../../../src/tfjs/tfjs.js';
import { keptModel, loadKept } from '../../../src/trainer/predictions/keptModel.js';
import { layersDeclared } from './support/declared.js';
import { made, tf } from './support/made.js';

/** Weights far from their start, so that whatever is lost of them shows. */
function moved(model: Sequential): Sequential {
  model.setWeights(model.getWeights().map(({ shape }, at) => tf.randomUniform(shape, 0.1, 0.9, 'float32', at + 1)));
  return model;
}

function outputs(model: Sequential): number[] {
  const shape = [2, ...(model.inputs[0]?.shape ?? []).slice(1).map((size) => size ?? 4)];
  const isText = model.layers[0]?.getClassName() === 'Embedding';
  const x = isText ? tf.ones(shape) : tf.randomUniform(shape, -1, 3, 'float32', 7);
  return [...(model.predict(x) as Tensor).dataSync()];
}

it.each([
  ['what is flat already', ['Dense(3, input_dim=2)', 'Flatten()']],
  ['a picture, flattened', ['Conv2D(2, 2, input_shape=(4, 4, 1))', 'Flatten()', 'Dense(2)']],
  ['pooling over all of the space', ['Conv1D(2, 2, input_shape=(4, 3))', 'GlobalMaxPooling1D()']],
  ['pooling that keeps its dimensions', ['GlobalAveragePooling2D(keepdims=True, input_shape=(4, 4, 2))']],
  ['padding and cropping', ['ZeroPadding2D(((1, 0), (2, 1)), input_shape=(3, 3, 1))', 'Cropping2D(1)']],
  ['larger pictures', ['UpSampling2D(2, interpolation="bilinear", input_shape=(3, 3, 1))', 'Resizing(4, 4)']],
  ['channels that are dropped', ['SpatialDropout2D(0.5, input_shape=(3, 3, 2))', 'Conv2D(1, 3, activation="relu")']],
  ['activations that tfjs lacks', ['Dense(4, activation="exponential", input_dim=3)', 'ELU(0.3)', 'Softmax([-1])']],
  ['a limited relu', ['ReLU(max_value=2, negative_slope=0.1, threshold=0.5, input_shape=(3,))']],
  ['a number without an end', ['ThresholdedReLU(theta=1e999, input_shape=(3,))']],
  [
    'scaled inputs',
    ['Rescaling(0.5, offset=1, input_shape=(3,))', 'Normalization(mean=[1, 2, 3], variance=[4, 4, 9])'],
  ],
  ['a part of a picture', ['CenterCrop(2, 2, input_shape=(4, 4, 1))', 'RandomFlip()']],
  ['gaps in a kernel', ['Conv2D(2, 2, dilation_rate=2, input_shape=(5, 5, 1))']],
  ['a kernel that looks back', ['Conv1D(2, 2, padding="causal", input_shape=(4, 1))']],
  ['normalized batches', ['Dense(3, input_dim=2)', 'BatchNormalization()', 'LayerNormalization()']],
  ['masks', ['Masking(1.0, input_shape=(4, 2))', 'LSTM(2)']],
  ['a text', ['Embedding(5, 3, input_length=4, mask_zero=True)', 'GRU(2)']],
  ['steps of any number', ['LSTM(2, input_shape=(None, 3))']],
  ['both ways', ['Bidirectional(GRU(2, return_sequences=True), input_shape=(4, 3))', 'TimeDistributed(Dense(2))']],
  ['a model in a model', ['Sequential([Flatten(input_shape=(2, 2)), Dense(3)])', 'Dense(1)']],
  ['penalized outputs', ['Dense(3, input_dim=2, activity_regularizer="l2")']],
])('A kept model of Keras answers as the trained one does: %s', async (_, layers) => {
  const model = moved(made(layersDeclared(layers, 2)).model);
  const kept = keptModel(tf, model, 'weights.bin');
  const again = await loadKept(tf, kept);
  expect(again.layers.map((layer) => layer.getClassName())).toEqual(model.layers.map((layer) => layer.getClassName()));
  expect(outputs(again)).toEqual(outputs(model));
});

it('frozen layers of a kept model have their own weights', async () => {
  const { model } = made(layersDeclared(['Dense(2, input_dim=2)', 'Dense(2)', 'BatchNormalization()', 'Dense(2)'], 2));
  for (const layer of model.layers.slice(0, 2)) layer.trainable = false;
  moved(model);
  expect(outputs(await loadKept(tf, keptModel(tf, model, 'weights.bin')))).toEqual(outputs(model));
});
