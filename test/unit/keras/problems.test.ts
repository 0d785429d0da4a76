import { describe, expect, it } from 'vitest';
import { innerModel } from '../../../src/tfjs/tfjs.js';
import { declared, layersDeclared } from './support/declared.js';
import { made, problem } from './support/made.js';

describe('what tfjs lacks', () => {
  it.each([
    ['MaxoutDense(4)', 'tfjs has no MaxoutDense. Use Dense with a LeakyReLU.'],
    [
      'Lambda(f)',
      'Lambda runs a Python function, which GradLens does not. Use a layer that does the same, such as Rescaling or Activation.',
    ],
    [
      'VGG16(include_top=False)',
      'A pretrained network is not part of this file. Use Conv2D and pooling layers instead.',
    ],
    ['MyLayer(4)', 'tfjs and GradLens have no layer MyLayer. Use a Keras layer that does the same.'],
    ['Dense(4, activaton="relu")', 'Dense has no argument activaton. Did you mean activation?'],
    ['Dense(4, wobble=1)', 'Dense has no argument wobble. Remove it, or fix its name.'],
    ['LSTM(4, return_sequence=True)', 'LSTM has no argument return_sequence. Did you mean return_sequences?'],
    ['BatchNormalisation()', 'tfjs and GradLens have no layer BatchNormalisation. Did you mean BatchNormalization?'],
    ['Dense(units="four")', "units of Dense must be a number, not 'four'."],
    ['Dense(0)', 'units of Dense must be a positive whole number, not 0.'],
    ['Dense()', 'Dense needs a number for units.'],
    [
      'Dense(4, activation="wobbly")',
      "GradLens cannot compute the activation wobbly: it runs no Python function. Try 'relu' or 'tanh' instead.",
    ],
    [
      'Dense(4, kernel_initializer="mine")',
      "GradLens does not know the initializer mine. Try 'glorot_uniform' or 'he_normal' instead.",
    ],
    [
      'Dense(4, kernel_regularizer=OrthogonalRegularizer())',
      'tfjs has no regularizer OrthogonalRegularizer. Try l1, l2, or l1_l2 instead.',
    ],
    [
      'Dense(4, kernel_constraint=RadialConstraint())',
      'tfjs has no constraint RadialConstraint. Try max_norm, non_neg, unit_norm, or min_max_norm.',
    ],
    [
      'Dense(4, activation="rleu")',
      'GradLens cannot compute the activation rleu: it runs no Python function. Did you mean relu?',
    ],
    [
      'Dense(4, kernel_initializer="he_noraml")',
      'GradLens does not know the initializer he_noraml. Did you mean he_normal?',
    ],
    ['Dense(4, kernel_regularizer="l3")', 'tfjs has no regularizer l3. Did you mean l1?'],
    ['Dense(4, kernel_constraint=MaxNrom(2))', 'tfjs has no constraint MaxNrom. Did you mean max_norm?'],
    ['BatchNormalization(renorm=True)', 'tfjs has no BatchNormalization with renorm. Remove renorm.'],
    [
      'Concatenate()',
      'A Sequential passes one value from layer to layer. A layer that merges several needs a functional model, which GradLens does not support.',
    ],
  ])('%s', (layer, message) => {
    expect(problem(layersDeclared(['Input(shape=(5,))', layer]))).toBe(`3: ${message}`);
  });

  it.each([
    ['Conv2D(4, 3, groups=2)', 'tfjs has no groups in Conv2D. Remove groups, or use DepthwiseConv2D.'],
    ['Conv2D(4, 3, padding="full")', "tfjs has no padding 'full' in Conv2D. Use 'same' or 'valid'."],
    ['Conv2D(4, (3, 3, 3))', 'kernel_size of Conv2D must be a number or 2 numbers, not (3, 3, 3).'],
    [
      'UpSampling2D(interpolation="lanczos3")',
      "tfjs has no interpolation 'lanczos3' in UpSampling2D. Use 'nearest' or 'bilinear'.",
    ],
    [
      'Conv2DTranspose(4, 3, output_padding=1)',
      'tfjs has no output_padding in Conv2DTranspose. Remove it, and crop or pad after the layer.',
    ],
  ])('%s', (layer, message) => {
    expect(problem(layersDeclared(['Input(shape=(8, 8, 2))', layer]))).toBe(`3: ${message}`);
  });

  it('is said on the line of the layer that does not fit', () => {
    expect(problem(layersDeclared(['Dense(4, input_dim=3)', 'LSTM(2)']))).toMatch(
      /^3: LSTM does not fit here: .*ndim=3/,
    );
    expect(problem(layersDeclared(['Conv2D(2, 9, input_shape=(4, 4, 1))', 'Flatten()']))).toMatch(/^2: Conv2D/);
  });
});

describe('a compile that cannot be followed', () => {
  const compiled = (args: string) => layersDeclared(['Dense(4, input_dim=3)'], 2, `model.compile(${args})`);

  it.each([
    ["optimizer='wiggle', loss='mse'", "tfjs has no optimizer wiggle. Try 'adam' or 'sgd' instead."],
    [
      "optimizer='adam', loss='my_loss'",
      "GradLens cannot compute the loss my_loss: it runs no Python function. Try 'mse' or 'categorical_crossentropy'.",
    ],
    ["optimizer='adamm', loss='mse'", "tfjs has no optimizer adamm. Did you mean 'adam'?"],
    [
      "optimizer='adam', loss='categorical_crossentropie'",
      "GradLens cannot compute the loss categorical_crossentropie: it runs no Python function. Did you mean 'categorical_crossentropy'?",
    ],
    ["optimizer='adam'", "compile needs the name of a loss, such as loss='mse'; none is given."],
    ["optimizer=SGD(lr=0.1, wobble=1), loss='mse'", 'SGD has no argument wobble. Remove it, or fix its name.'],
  ])('%s', (args, message) => {
    expect(problem(compiled(args))).toBe(`4: ${message}`);
  });

  const metricNames = (metrics: string) => {
    const { model, notes } = made(compiled(`optimizer='adam', loss='mse', metrics=${metrics}`));
    return { names: innerModel(model)?.getDedupedMetricsNames().slice(1), notes: notes.all.map(({ text }) => text) };
  };

  it('leaves out a metric that GradLens lacks, and says so', () => {
    expect(metricNames("['mae', my_metric, 'recall']")).toEqual({
      names: ['mae'],
      notes: [
        'GradLens cannot compute the metric my_metric, so it is left out.',
        'GradLens cannot compute the metric recall, so it is left out. Did you mean Recall?',
      ],
    });
  });

  it('says what layers, optimizers, losses and metrics are given and do not do, on its line', () => {
    const { notes } = made(
      layersDeclared(
        [
          "RandomFlip('horizontal', input_shape=(8, 3))",
          'LSTM(4, time_major=True, unroll=True)',
          'Dense(2, lora_rank=4)',
        ],
        2,
        "model.compile(SGD(0.1, use_ema=True, jit_compile=True), MeanSquaredError(reduction='sum'), ['mae'])",
      ),
    );
    expect(notes.all.map(({ kind, text, span }) => `${span?.start.line} ${kind}: ${text}`)).toEqual([
      '2 not-done: RandomFlip is left out: images pass through unchanged.',
      '3 not-done: time_major of LSTM is left out.',
      '4 not-done: lora_rank of Dense is left out.',
      '6 not-done: use_ema of SGD is left out.',
    ]);
  });

  it('says that a categorical cross-entropy over one output learns nothing', () => {
    const { notes } = made(
      layersDeclared(['Dense(1, input_dim=3)'], 2, "model.compile('adam', 'categorical_crossentropy')"),
    );
    expect(notes.all.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Categorical cross-entropy.*one output, so the loss is always 0.*'binary_crossentropy'/),
    ]);
  });

  it.each([
    ["['accuracy', 'acc', tf.keras.metrics.Recall(name='found')]", 'accuracy acc found'],
    [
      '[tf.keras.metrics.AUC(), tf.keras.metrics.AUC(), MeanIoU(num_classes=2), Precision(thresholds=[0.3, 0.7])]',
      'auc auc_1 mean_io_u precision[0] precision[1]',
    ],
    [
      "['AUC', 'MeanSquaredError', F1Score()]",
      'auc mean_squared_error f1_score[0] f1_score[1] f1_score[2] f1_score[3]',
    ],
    ["['mae'], weighted_metrics=['mae', 'mse']", 'mae weighted_mae mse'],
    ["['accuracy'], weighted_metrics=['accuracy']", 'acc weighted_acc'],
    ["[BinaryAccuracy(name='accuracy'), 'binary_accuracy']", 'accuracy binary_accuracy'],
  ])('names metrics as Keras does, and accuracy as tfjs: %s', (metrics, names) => {
    expect(metricNames(metrics)).toEqual({ names: names.split(' '), notes: [] });
  });

  it.each([
    [
      "['mae', MeanAbsoluteError(name='mae')]",
      'Two metrics are called mae. Give one of them a different name with name=.',
    ],
    ['[Recall(thresholds=1.5)]', 'thresholds of Recall must be between 0 and 1, not 1.5.'],
    ["[tf.keras.metrics.AUC(curve='PRC')]", "curve of AUC must be 'ROC' or 'PR', not 'PRC'."],
    ['[MeanIoU()]', 'MeanIoU needs a number for num_classes.'],
    [
      '[IoU(num_classes=2, target_class_ids=[2])]',
      'target_class_ids of IoU must be a list of classes below 2, not (2).',
    ],
    [
      '[SensitivityAtSpecificity()]',
      'specificity of SensitivityAtSpecificity must be a number between 0 and 1, not None.',
    ],
    ["[F1Score(average='mean')]", "average of F1Score must be None, 'micro', 'macro' or 'weighted', not 'mean'."],
  ])('is told where Keras refuses it: %s', (metrics, message) => {
    expect(problem(compiled(`optimizer='adam', loss='mse', metrics=${metrics}`))).toBe(`4: ${message}`);
  });
});

describe('a model without layers', () => {
  it('is a problem on its own line', () => {
    expect(problem({ ...declared('model = Sequential([Dense(2, input_dim=3)])'), layers: [] })).toBe(
      '1: This model has no layers. Add one before training it.',
    );
  });
});
