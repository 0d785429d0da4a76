import { describe, expect, it } from 'vitest';
import { innerModel } from '../../../src/tfjs/tfjs.js';
import { declared, layersDeclared } from './support/declared.js';
import { made, tf } from './support/made.js';
import { makeKerasModel } from './support/makeKerasModel.js';

const lesson = `model = Sequential([
    Dense(units=10, input_dim=1000),
    Activation('relu'),
    Dense(units=10),
    Activation('softmax'),
])
`;

describe('the lesson', () => {
  it('becomes its four layers, compiled only where the source does', () => {
    const { model, notes } = made(declared(lesson));
    expect(model.layers.map((layer) => layer.getClassName())).toEqual(['Dense', 'Activation', 'Dense', 'Activation']);
    expect(model.inputs[0]?.shape).toEqual([null, 1000]);
    expect(notes.all.map(({ text }) => text)).toEqual([]);
    expect(innerModel(model)?.optimizer_).toBeUndefined();
    const compiled = made(declared(`${lesson}model.compile(loss='categorical_crossentropy', optimizer='sgd')\n`));
    expect(innerModel(compiled.model)?.optimizer_.getClassName()).toBe('SGD');
    expect(innerModel(compiled.model)?.loss).toBe('categoricalCrossentropy');
  });
});

describe('assign', () => {
  it('is told of every layer, those of wrappers and nested models included', () => {
    const lines: string[] = [];
    const declaration = declared(`model = Sequential()
model.add(LSTM(3, return_sequences=True, input_shape=(4, 2)))
model.add(TimeDistributed(
  Dense(2)))
model.add(Sequential([
  Flatten(input_shape=(4, 2)),
  Dense(1)]))
`);
    makeKerasModel(declaration, {
      tf,
      assign: (layer, span) => lines.push(`${layer.getClassName()} ${span.start.line}`),
    });
    expect(lines).toEqual(['LSTM 2', 'Dense 4', 'TimeDistributed 3', 'Flatten 6', 'Dense 7', 'Sequential 5']);
  });
});

describe('a trained model', () => {
  it('can be written to a file and keeps its own kinds of layers by their Keras name', async () => {
    const { model } = made(
      layersDeclared(['ZeroPadding1D(1, input_shape=(4, 2))', 'GRU(2)', 'Dense(1, activation=LeakyReLU(0.1))'], 2),
    );
    const { promise, resolve } = Promise.withResolvers<unknown>();
    await model.save(
      tf.io.withSaveHandler(async (artifacts) => {
        resolve(artifacts.modelTopology);
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
      }),
    );
    expect(JSON.stringify(await promise)).toContain('"class_name":"ZeroPadding1D"');
  });
});

describe('layers that drop', () => {
  it('take their inputs away in a GRU while it trains, and only then', async () => {
    const gru = "GRU(4, dropout=0.5, recurrent_dropout=0.5, input_shape=(3, 8), bias_initializer='ones')";
    const { model } = made(layersDeclared([gru], 2, "model.compile('sgd', 'mse')"));
    const [layer] = model.layers;
    if (!layer) throw new Error('There is no layer');
    const x = tf.ones([1, 3, 8]);
    const outputs = (training: boolean) =>
      [1, 2, 3, 4].map(() => (layer.call(x, { training }) as tf.Tensor).dataSync().join());
    expect(new Set(outputs(false)).size).toBe(1);
    expect(new Set(outputs(true)).size).toBeGreaterThan(1);
    expect(Number.isFinite(await model.trainOnBatch(x, tf.zeros([1, 4])))).toBe(true);
  });

  it('drop whole channels in training, and nothing otherwise', () => {
    const { model } = made(layersDeclared(['SpatialDropout2D(0.5, input_shape=(4, 4, 64))']));
    const [layer] = model.layers;
    if (!layer) throw new Error('There is no layer');
    const x = tf.ones([2, 4, 4, 64]);
    const dropped = layer.call(x, { training: true }) as tf.Tensor4D;
    const perChannel = tf.unique(tf.reshape(tf.sum(dropped, [1, 2]), [-1])).values.dataSync();
    expect([...perChannel].sort((a, b) => a - b)).toEqual([0, 32]);
    expect(tf.sum(layer.call(x, {}) as tf.Tensor).dataSync()[0]).toBe(2048);
  });
});

describe('Masking', () => {
  it('passes a gradient on to the layers before it, but for what it masks', () => {
    const { model } = made(declared('model = Sequential()\nmodel.add(Masking(mask_value=2.0, input_shape=(3, 2)))\n'));
    const [layer] = model.layers;
    const x = tf.tensor3d([
      [
        [1, 2],
        [2, 2],
        [0, 3],
      ],
    ]);
    const outputs = (given: tf.Tensor) => layer?.apply(given) as unknown as tf.Tensor;
    expect(Array.from(outputs(x).dataSync())).toEqual([1, 2, 0, 0, 0, 3]);
    expect(
      Array.from(
        tf
          .grad((given) => outputs(given).sum())(x)
          .dataSync(),
      ),
    ).toEqual([1, 1, 0, 0, 1, 1]);
  });
});
