import { it } from 'vitest';
import { inJavaScript, inPython } from './programs.js';
import { expectTold, product } from './toldNets.js';

const js = (layers: readonly string[], compile: string | null = null, fit: string | null = null) =>
  inJavaScript(layers, compile, fit)[0];
const py = (layers: readonly string[], compile: string | null = null, fit: string | null = null) =>
  inPython(layers, compile, fit)[0];

const ACTIVATIONS = ['linear', 'relu', 'sigmoid', 'softmax', 'tanh', 'softplus'];

it('of the last layer and its loss', async () => {
  const losses = [
    "'mse'",
    "'binary_crossentropy'",
    "'categorical_crossentropy'",
    'keras.losses.SparseCategoricalCrossentropy(from_logits=True)',
    'keras.losses.BinaryCrossentropy(from_logits=True)',
  ];
  const outputs = [...product(ACTIVATIONS, ['1', '3', 'n'])];
  await expectTold(
    'outputs',
    (function* () {
      for (const [[activation, units], loss] of product(outputs, losses)) {
        const layer = `Dense(${units}, activation='${activation}')`;
        yield [
          `${layer} ${loss}`,
          py(['Dense(8, activation="relu")', layer], `'adam', ${loss}, ['accuracy']`),
        ] as const;
      }
      for (const [[activation, units], loss] of product(outputs, ['meanSquaredError', 'binaryCrossentropy'])) {
        const layer = `dense({ units: ${units}, activation: '${activation}' })`;
        const compile = `optimizer: 'adam', loss: '${loss}', metrics: ['accuracy']`;
        yield [`${layer} ${loss}`, js(['dense({ units: 8, activation: "relu" })', layer], compile)] as const;
      }
    })(),
  );
});

it('of metrics beside a loss', async () => {
  const metrics = ['accuracy', 'mae', 'binary_accuracy', 'categorical_accuracy', 'sparse_categorical_accuracy'];
  const losses = [
    ["'mse'", 'Dense(1)'],
    ["'binary_crossentropy'", "Dense(1, activation='sigmoid')"],
    ["'categorical_crossentropy'", "Dense(3, activation='softmax')"],
    ["'sparse_categorical_crossentropy'", "Dense(3, activation='softmax')"],
  ] as const;
  await expectTold(
    'metrics',
    [...product(losses, metrics)].map(([[loss, layer], metric]) => [
      `${layer} ${loss} ${metric}`,
      py([layer], `'adam', ${loss}, ['${metric}']`),
    ]),
  );
});

it('of two activations of one layer, last and before the last', async () => {
  const pairs = [...product([...ACTIVATIONS, 'relu6', 'hard_sigmoid'], [...ACTIVATIONS, 'relu6', 'hard_sigmoid'])];
  await expectTold(
    'activations',
    pairs.flatMap(([first, second], index) => {
      const layers = [`Dense(3, activation='${first}')`, `Activation('${second}')`];
      const last = [`last: ${layers.join(', ')}`, py(layers)] as const;
      const hidden = [`hidden: ${layers.join(', ')}`, py([...layers, 'Dense(1)'])] as const;
      return index % 3 === 0 ? [last, hidden] : [last];
    }),
  );
});

it('of two layers behind each other', async () => {
  const kinds = [
    'Dense(8)',
    "Dense(8, activation='relu')",
    "Dense(8, activation='sigmoid')",
    "Dense(8, kernel_initializer='zeros')",
    'Dropout(0.2)',
    'BatchNormalization()',
    "Activation('relu')",
    'Flatten()',
    'LSTM(8)',
    'Conv2D(8, 3)',
    'MaxPooling2D()',
  ];
  await expectTold(
    'layers',
    [...product(kinds, kinds)].map(([first, second]) => [
      `${first}, ${second}`,
      py(['Dense(8, activation="relu", input_shape=(4,))', first, second, 'Dense(1)'], "'adam', 'mse'"),
    ]),
  );
});

it('of the first layer and the shape of its input', async () => {
  const shapes = ['4', '28, 28', '28, 28, 1', '28, 28, 3', '28, 28, 8', '5000', '20000', '200, 200, 3'];
  const firsts = ['Dense(100, $)', 'Conv2D(8, 3, $)', 'LSTM(8, $)', 'Flatten($)', 'Conv1D(8, 3, $)'];
  await expectTold(
    'inputs',
    [...product(firsts, shapes)].map(([first, shape]) => {
      const layers = [first.replace('$', `input_shape=(${shape},)`), 'Flatten()', 'Dense(10)'];
      return [layers.join(', '), py(layers, "'adam', 'mse'")];
    }),
  );
});

it('of depth, dropout, and initializers', async () => {
  const stacks = [...product(['sigmoid', 'tanh', 'hard_sigmoid', 'relu'], [3, 4, 7, 8])].map(([activation, count]) => {
    const layers = Array.from({ length: count }, () => `Dense(4, activation='${activation}')`);
    return [`${count} × ${activation}`, py([...layers, 'Dense(1)'])] as const;
  });
  const rates = ['-0.1', '0', '0.5', '0.51', '0.8', '0.99', '1', '1.5', 'rate'].flatMap((rate) => [
    [`Dropout(${rate})`, py(['Dense(8)', `Dropout(${rate})`, 'Dense(1)'])] as const,
    [
      `dropout({ rate: ${rate} })`,
      js(['dense({ units: 8 })', `dropout({ rate: ${rate} })`, 'dense({ units: 1 })']),
    ] as const,
  ]);
  const initializers = [
    "'zeros'",
    "'ones'",
    "'one'",
    "'constant'",
    "'uniform'",
    "'random_normal'",
    "'he_normal'",
    'keras.initializers.Constant(0)',
    'keras.initializers.RandomUniform(-5, 5)',
    'keras.initializers.RandomUniform(minval=-0.1, maxval=0.1)',
    'keras.initializers.RandomNormal(stddev=1)',
    'keras.initializers.RandomNormal(0, 0.00001)',
  ];
  const started = [...product(initializers, ['1', '8', '800'])].map(([initializer, units]) => {
    const layer = `Dense(${units}, input_dim=4, kernel_initializer=${initializer})`;
    return [layer, py([layer, 'Dense(1)'])] as const;
  });
  await expectTold('numbersOfLayers', [...stacks, ...rates, ...started]);
});

it('of an optimizer and its numbers', async () => {
  const rates = ['-1', '0', '1e-9', '1e-5', '1e-4', '0.001', '0.01', '0.05', '0.1', '0.5', '1', '5'];
  const ofRate = [...product(['SGD', 'Adam', 'RMSprop', 'Adagrad', 'Adadelta', 'Adamax', 'Nadam'], rates)].map(
    ([name, rate]) => [`${name}(${rate})`, py(['Dense(1)'], `${name}(learning_rate=${rate}), 'mse'`)] as const,
  );
  const more = ['-0.1', '0', '0.1', '0.5', '0.9', '0.99', '0.999', '1', '1.5'].flatMap((number) =>
    [`SGD(0.01, momentum=${number})`, `SGD(0.01, decay=${number})`, `SGD(0.1, ${number})`].map(
      (optimizer) => [optimizer, py(['Dense(1)'], `${optimizer}, 'mse'`)] as const,
    ),
  );
  const inJs = ['sgd(5)', 'sgd(0.0001)', 'adam(0.1)', 'momentum(0.1, 0.1)', 'momentum(0.1, 1)', 'rmsprop(1)'].map(
    (call) => [`tf.train.${call}`, js(['dense({ units: 1 })'], `optimizer: tf.train.${call}, loss: 'mse'`)] as const,
  );
  await expectTold('optimizers', [...ofRate, ...more, ...inJs]);
});

it('of epochs and batches, of known and of open data', async () => {
  const data = { open: 'x, y', xor: 'np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])' };
  const numbers = [...product(['1', '2', '4', '5', '10', '1000', 'n'], ['1', '2', '4', '8', '4096'])];
  const optimizers = ["'adam'", 'SGD(0.5, momentum=0.9)'];
  const layers = ["Dense(4, activation='tanh')", "Dense(1, activation='sigmoid')"];
  await expectTold(
    'steps',
    [...product(Object.entries(data), numbers)].map(([[name, given], [epochs, size]], index) => {
      const optimizer = optimizers[index % 2];
      const fit = `epochs=${epochs}, batch_size=${size}`;
      return [`${name}, ${optimizer}, ${fit}`, py(layers, `${optimizer}, 'binary_crossentropy'`, `${given}, ${fit}`)];
    }),
  );
});
