/** A net with one fault, as each language writes it: layers, and what `compile` and `fit` are given. */
interface SickNet {
  readonly rule: string;
  readonly js?: readonly [layers: readonly string[], compile: string, fit: string];
  readonly py?: readonly [layers: readonly string[], compile: string, fit: string];
  /** What the Python program does before. */
  readonly before?: string;
}

/** A program that can be run, with one fault. */
export interface SickProgram {
  readonly rule: string;
  readonly file: string;
  readonly text: string;
}

/** What is said of a layer on its line, which is to stay there. */
const REMARK = 'as the others';

/** 64 samples of four features, and sequences, with targets of each kind. */
const DATA_JS = `const noise = (index) => Math.abs((Math.sin(12.9898 * (index + 1)) * 43758.5453) % 1);
const made = (shape) => tf.tensor(Array.from({ length: shape.reduce((a, b) => a * b) }, (_, index) => noise(index)), shape);
const [x, sequences] = [made([64, 4]), made([64, 5, 3])];
const numbers = x.slice([0, 1], [64, 1]).mul(2).sub(1);
const yes = numbers.greater(0).cast('float32');
const oneHot = tf.oneHot(x.slice([0, 0], [64, 3]).argMax(1), 3).cast('float32');
`;
const DATA_PY = `import numpy as np
from tensorflow import keras
from tensorflow.keras.layers import *
from tensorflow.keras.optimizers import *
from sklearn.preprocessing import StandardScaler
def made(*shape):
    return np.abs(np.sin(12.9898 * (1 + np.arange(np.prod(shape)))) * 43758.5453 % 1).reshape(shape)
x, sequences = made(64, 4), made(64, 5, 3)
numbers = x[:, 1:2] * 2 - 1
x_test = made(8, 4)
yes = (numbers > 0).astype('float32')
oneHot = np.eye(3)[np.argmax(x[:, :3], axis=1)]
`;

/** Class numbers of data that are known. */
const THREE_CLASSES =
  'from sklearn.datasets import make_classification\nx, y = make_classification(64, 4, n_informative=3, n_redundant=0, n_classes=3)\n';

const LONG = 'epochs: 2';
const FIT = `x, yes, { ${LONG}, verbose: 0 }`;
const FIT_PY = 'x, yes, epochs=2, verbose=0';
const HIDDEN = "dense({ units: 6, activation: 'relu', inputShape: [4] })";
const HIDDEN_PY = "Dense(6, activation='relu', input_shape=(4,))";
const onClasses = (text: string) => text.replace('yes', 'oneHot');
const onNumbers = (text: string) => text.replace('yes', 'numbers');

/** With a last layer after a hidden one. */
function ending(
  rule: string,
  [js, jsLoss]: readonly [string, string],
  [py, pyLoss]: readonly [string, string],
  on = (text: string) => text,
): SickNet {
  return {
    rule,
    js: [[HIDDEN, js], `optimizer: 'adam', loss: ${jsLoss}`, on(FIT)],
    py: [[HIDDEN_PY, py], `optimizer='adam', loss=${pyLoss}`, on(FIT_PY)],
  };
}

const binary = ["optimizer: 'adam', loss: 'binaryCrossentropy'", FIT] as const;
const binaryPy = ["'adam', 'binary_crossentropy'", FIT_PY] as const;
const YES = "dense({ units: 1, activation: 'sigmoid' })";
const YES_PY = "Dense(1, activation='sigmoid')";
const sigmoid = "dense({ units: 6, activation: 'sigmoid' })";

const NETS: readonly SickNet[] = [
  ending(
    'softmax-of-one-unit',
    ["dense({ units: 1, activation: 'softmax' })", "'binaryCrossentropy'"],
    ["Dense(1, activation='softmax')", "'binary_crossentropy'"],
  ),
  ending(
    'crossentropy-without-softmax',
    ['dense({ units: 3 })', "'categoricalCrossentropy'"],
    ["Dense(3, activation='sigmoid')", "'categorical_crossentropy'"],
    onClasses,
  ),
  ending(
    'binary-crossentropy-without-sigmoid',
    ['dense({ units: 1 })', "'binaryCrossentropy'"],
    ['Dense(1)', "'binary_crossentropy'"],
  ),
  ending(
    'softmax-with-binary-crossentropy',
    ["dense({ units: 3, activation: 'softmax' })", "'binaryCrossentropy', metrics: ['accuracy']"],
    ["Dense(3, activation='softmax')", "'binary_crossentropy', metrics=['accuracy']"],
    onClasses,
  ),
  ending(
    'activation-over-logits',
    ["dense({ units: 3, activation: 'softmax' })", 'tf.losses.softmaxCrossEntropy'],
    ["Dense(3, activation='softmax')", 'keras.losses.CategoricalCrossentropy(from_logits=True)'],
    onClasses,
  ),
  ending(
    'softmax-with-regression-loss',
    ["dense({ units: 3, activation: 'softmax' })", "'meanSquaredError', metrics: ['accuracy']"],
    ["Dense(3, activation='softmax')", "'mse', metrics=['accuracy']"],
    onClasses,
  ),
  ending(
    'bounded-regression',
    ["dense({ units: 1, activation: 'relu' })", "'meanSquaredError'"],
    ["Dense(1, activation='sigmoid')", "'mse'"],
    onNumbers,
  ),
  ending(
    'metric',
    ['dense({ units: 1 })', "'meanSquaredError', metrics: ['accuracy']"],
    ['Dense(1)', "'mse', metrics=['accuracy']"],
    onNumbers,
  ),
  {
    rule: 'double-activation',
    js: [
      [HIDDEN, "dense({ units: 3, activation: 'softmax' })", "activation({ activation: 'softmax' })"],
      "optimizer: 'adam', loss: 'categoricalCrossentropy'",
      onClasses(FIT),
    ],
    py: [
      [HIDDEN_PY, "Dense(3, activation='softmax')", "Activation('softmax')"],
      "'adam', 'categorical_crossentropy'",
      onClasses(FIT_PY),
    ],
  },
  {
    rule: 'saturating-stack',
    js: [[HIDDEN.replace('relu', 'sigmoid'), sigmoid, sigmoid, sigmoid, YES], ...binary],
    py: [
      [HIDDEN_PY.replace('relu', 'tanh'), ...new Array<string>(5).fill("Dense(6, activation='tanh')"), YES_PY],
      ...binaryPy,
    ],
  },
  {
    rule: 'linear-layers',
    js: [['dense({ units: 8, inputShape: [4] })', 'dense({ units: 8 })', YES], ...binary],
    py: [['Dense(8, input_dim=4)', 'Dense(8)', YES_PY], ...binaryPy],
  },
  {
    rule: 'dropout',
    js: [[HIDDEN, 'dropout({ rate: 0.9 })', YES], ...binary],
    py: [[HIDDEN_PY, 'Dropout(0.9)', YES_PY], ...binaryPy],
  },
  {
    rule: 'constant-initializer',
    js: [["dense({ units: 6, kernelInitializer: 'zeros', activation: 'relu', inputShape: [4] })", YES], ...binary],
    py: [
      ["Dense(6, activation='relu', kernel_initializer=keras.initializers.Constant(0.5), input_dim=4)", YES_PY],
      ...binaryPy,
    ],
  },
  {
    rule: 'bias-before-batch-normalization',
    js: [['dense({ units: 6, inputShape: [4] })', 'batchNormalization()', 'reLU()', YES], ...binary],
    py: [['Dense(6, input_dim=4)', 'BatchNormalization()', "Activation('relu')", YES_PY], ...binaryPy],
  },
  {
    rule: 'return-sequences',
    js: [
      ['lstm({ units: 3, inputShape: [5, 3] })', 'lstm({ units: 2 })', YES],
      binary[0],
      FIT.replace('x,', 'sequences,'),
    ],
    py: [['LSTM(3, input_shape=(5, 3))', 'LSTM(2)', YES_PY], binaryPy[0], FIT_PY.replace('x,', 'sequences,')],
  },
  {
    rule: 'shape-chain',
    js: [
      [
        'conv1d({ filters: 2, kernelSize: 3, inputShape: [5, 3] })',
        'repeatVector({ n: 3 })',
        'lstm({ units: 2 })',
        YES,
      ],
      binary[0],
      FIT.replace('x,', 'sequences,'),
    ],
    py: [
      ['Conv1D(2, 3, input_shape=(5, 3))', 'RepeatVector(3)', 'LSTM(2)', YES_PY],
      binaryPy[0],
      FIT_PY.replace('x,', 'sequences,'),
    ],
  },
  {
    rule: 'learning-rate',
    js: [[HIDDEN, YES], "optimizer: tf.train.adam(0.9), loss: 'binaryCrossentropy'", FIT],
    py: [[HIDDEN_PY, YES_PY], "Adam(learning_rate=-0.01), 'binary_crossentropy'", FIT_PY],
  },
  {
    rule: 'momentum-and-decay',
    js: [[HIDDEN, YES], "optimizer: tf.train.momentum(0.01, 1.5), loss: 'binaryCrossentropy'", FIT],
    py: [[HIDDEN_PY, YES_PY], "SGD(learning_rate=0.01, momentum=1.0), 'binary_crossentropy'", FIT_PY],
  },
  {
    rule: 'batch-size',
    js: [[HIDDEN, YES], binary[0], FIT.replace(LONG, `batchSize: 1, ${LONG}`)],
    py: [[HIDDEN_PY, YES_PY], binaryPy[0], `${FIT_PY}, batch_size=1`],
  },
  {
    rule: 'few-epochs',
    js: [[HIDDEN, YES], binary[0], FIT],
    py: [[HIDDEN_PY, YES_PY], binaryPy[0], FIT_PY.replace('epochs=2, ', '')],
  },
  {
    rule: 'misspelled-argument',
    js: [[HIDDEN.replace('activation', 'activaton'), YES], ...binary],
    py: [[HIDDEN_PY, YES_PY], binaryPy[0], FIT_PY.replace('epochs', 'epoch')],
  },
  {
    rule: 'validation-on-training',
    js: [[HIDDEN, YES], binary[0], FIT.replace(LONG, `${LONG}, validationData: [x, yes]`)],
    py: [[HIDDEN_PY, YES_PY], binaryPy[0], `${FIT_PY}, validation_data=(x, yes)`],
  },
  {
    rule: 'unscaled-inputs',
    js: [
      ["dense({ units: 6, activation: 'relu', inputShape: [1] })", 'dense({ units: 1 })'],
      "optimizer: 'adam', loss: 'meanSquaredError'",
      `tf.tensor2d([[100], [200], [300]]), tf.tensor2d([[1], [2], [3]]), { epochs: 2, verbose: 0 }`,
    ],
    py: [
      ["Dense(6, activation='relu', input_shape=(1,))", 'Dense(1)'],
      "'adam', 'mse'",
      'np.array([[100], [200], [300]]), np.array([1, 2, 3]), epochs=2, verbose=0',
    ],
  },
  { rule: 'list-as-array', py: [[HIDDEN_PY, YES_PY], binaryPy[0], FIT_PY.replace('x,', 'x.tolist(),')] },
  {
    rule: 'scaler-fitted-to-test',
    before: 'scaler = StandardScaler()\nx = scaler.fit_transform(x)\nx_test = scaler.fit_transform(x_test)\n',
    py: [[HIDDEN_PY, YES_PY], ...binaryPy],
  },
  {
    rule: 'target-form',
    before: THREE_CLASSES,
    py: [
      [HIDDEN_PY, "Dense(3, activation='softmax')"],
      "'adam', 'categorical_crossentropy'",
      FIT_PY.replace('yes', 'y'),
    ],
  },
  {
    rule: 'binary-crossentropy-of-classes',
    before: THREE_CLASSES,
    py: [[HIDDEN_PY, YES_PY], binaryPy[0], FIT_PY.replace('yes', 'y')],
  },
  {
    rule: 'regression-loss-for-classes',
    before: THREE_CLASSES,
    py: [[HIDDEN_PY, 'Dense(1)'], "'adam', 'mse', metrics=['accuracy']", FIT_PY.replace('yes', 'y')],
  },
  { rule: 'add-takes-one', py: [["Dense(6, activation='relu'), input_dim=4", YES_PY], ...binaryPy] },
];

const lines = (...all: readonly string[]): string => all.map((line) => `${line}\n`).join('');

/** JavaScript that adds layers by statements, with semicolons. */
const inJavaScript = ([layers, compile, fit]: NonNullable<SickNet['js']>): string =>
  `import * as tf from '@tensorflow/tfjs';\n${DATA_JS}${lines(
    'const model = tf.sequential();',
    ...layers.map((layer) => `model.add(tf.layers.${layer}); // ${REMARK}`),
    `model.compile({ ${compile} });`,
    `await model.fit(${fit});`,
  )}`;

/** TypeScript that lists layers in a function, with double quotes and without semicolons. */
const inTypeScript = ([layers, compile, fit]: NonNullable<SickNet['js']>): string =>
  `import * as tf from '@tensorflow/tfjs'\n${DATA_JS}${lines(
    'function build(): tf.Sequential {',
    '\tconst model: tf.Sequential = tf.sequential({',
    '\t\tlayers: [',
    ...layers.map((layer) => `\t\t\ttf.layers.${layer}, // ${REMARK}`),
    '\t\t],',
    '\t})',
    `\tmodel.compile({ ${compile} })`,
    '\treturn model',
    '}',
    `await build().fit(${fit})`,
  ).replaceAll("'", '"')}`;

const inPython = ([layers, compile, fit]: NonNullable<SickNet['py']>, before: string): string =>
  `${DATA_PY}${before}${lines(
    'model = keras.Sequential()',
    ...layers.map((layer) => `model.add(${layer})  # ${REMARK}`),
    `model.compile(${compile})`,
    `model.fit(${fit})`,
  )}`;

const inPythonList = ([layers, compile, fit]: NonNullable<SickNet['py']>, before: string): string =>
  `${DATA_PY}${before}${lines(
    'def build():',
    '    model = keras.Sequential([',
    ...layers.map((layer) => `        ${layer},  # ${REMARK}`),
    '    ])',
    `    model.compile(${compile})`,
    '    return model',
    '',
    'model = build()',
    `model.fit(${fit})`,
  )}`;

/** A net that a run may find anything in, in each language. */
export const SICK_IN_A_RUN: readonly SickProgram[] = programsOf({
  rule: 'run',
  js: [
    [sigmoid.replace('}', ', inputShape: [4] }'), "dense({ units: 3, activation: 'softmax' })"],
    "optimizer: 'adam', loss: 'meanSquaredError'",
    'x, oneHot, { epochs: 1, validationSplit: 0.25, verbose: 0 }',
  ],
  py: [
    ["Dense(6, activation='sigmoid', input_dim=4)", "Dense(3, activation='softmax')"],
    "'adam', 'mse'",
    'x, oneHot, epochs=1, validation_split=0.25, verbose=0',
  ],
});

/** Programs whose fault is in what they do with a net, or do not, before they fit it. */
function unready(rule: string, js: readonly string[], py: readonly string[]): SickProgram[] {
  const jsNet = ['const model = tf.sequential();', `model.add(tf.layers.${HIDDEN});`, `model.add(tf.layers.${YES});`];
  const pyNet = [`model = keras.Sequential([${HIDDEN_PY}, ${YES_PY}])`];
  const head = "import * as tf from '@tensorflow/tfjs';\n";
  return [
    { rule, file: '/w/net.mjs', text: `${head}${DATA_JS}${lines(...jsNet, ...js, `await model.fit(${FIT});`)}` },
    { rule, file: '/w/net.py', text: `${DATA_PY}${lines(...pyNet, ...py, `history = model.fit(${FIT_PY})`)}` },
  ];
}

/** Every net in each language in which it can have its fault. */
export const SICK_PROGRAMS: readonly SickProgram[] = [
  ...NETS.flatMap(programsOf),
  ...unready('compile-missing', [], []),
  ...unready(
    'freeze-after-compile',
    [`model.compile({ ${binary[0]} });`, 'model.layers[0].trainable = false;'],
    [`model.compile(${binaryPy[0]})`, 'model.layers[0].trainable = False'],
  ),
];

function programsOf({ rule, js, py, before = '' }: SickNet): SickProgram[] {
  return [
    ...(js
      ? [
          { rule, file: '/w/net.mjs', text: inJavaScript(js) },
          { rule, file: '/w/net.ts', text: inTypeScript(js) },
        ]
      : []),
    ...(py ? [{ rule, file: '/w/net.py', text: inPython(py, before) }] : []),
    ...(py && rule !== 'add-takes-one' ? [{ rule, file: '/w/listed.py', text: inPythonList(py, before) }] : []),
  ];
}
