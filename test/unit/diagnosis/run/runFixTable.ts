import { runFixes } from '../../../../src/diagnosis/run/runFixes.js';
import type { RunFinding } from '../../../../src/diagnosis/run/runRule.js';
import type { SourceFix } from '../../../../src/diagnosis/source/sourceRule.js';
import { findModels } from '../../../../src/source/findModels.js';
import { inJavaScript, inPython, type Program } from '../programs.js';
import { figures } from './figures.js';
import { foundBy } from './foundBy.js';

type Faulty = Pick<RunFinding, 'rule'> & Partial<RunFinding>;

/** A fit of a program's first model. */
export function fitOf({ file, text }: Program, classes: readonly number[]) {
  const [model] = findModels(text, file);
  const { summary, data } = figures({
    losses: [1, 1],
    data: { targets: { classes, labels: classes.map((_, index) => index) } },
  });
  const placed = {
    ...summary,
    location: model ? { file, ...model.span.start } : null,
    layers: (model?.layers ?? []).map(({ className, span }) => ({
      name: className,
      className,
      location: { file, ...span.start },
      outputShape: [null, 1],
      params: 1,
      trainable: true,
      activation: null,
    })),
  };
  return { summary: placed, data };
}

/** What a run of a program's first model found. */
export const fixesFor = (program: Program, finding: Faulty, classes: readonly number[] = []): SourceFix[] =>
  runFixes(foundBy(finding.rule, finding), fitOf(program, classes), findModels(program.text, program.file));

/** Layers that have what most rules look at. */
export const HIDDEN = {
  js: ["dense({ units: 8, inputShape: [4], activation: 'sigmoid' })", "dense({ units: 3, activation: 'softmax' })"],
  py: ["Dense(8, input_dim=4, activation='sigmoid')", "Dense(3, activation='softmax')"],
};
export const IN_JAVASCRIPT = inJavaScript(HIDDEN.js, "optimizer: 'adam', loss: 'mse'", 'xs, ys, { epochs: 3 }');
export const IN_PYTHON = inPython(HIDDEN.py, "'adam', 'mse'", 'xs, ys, epochs=3');

/** A finding, and what each of its fixes writes, in JavaScript and in Python; a layer added behind another shows with its name alone. */
export const RUN_FIXES: readonly (readonly [Faulty, js: readonly string[], py: readonly string[]])[] = [
  [
    { rule: 'vanishing-gradient', layer: 0 },
    ["activation: 'relu'", 'tf.layers.batchNormalization()', "kernelInitializer: 'heNormal'"],
    ["activation='relu'", 'BatchNormalization()', "kernel_initializer='he_normal'"],
  ],
  [
    { rule: 'exploding-gradient', layer: 0 },
    ['tf.train.adam(0.0001)', 'tf.layers.batchNormalization({ inputShape: [4] })'],
    ['Adam(learning_rate=0.0001)', 'Adam(clipnorm=1.0)', 'BatchNormalization(input_shape=[4])'],
  ],
  [{ rule: 'divergence' }, ['tf.train.adam(0.0001)'], ['Adam(learning_rate=0.0001)', 'Adam(clipnorm=1.0)']],
  [
    { rule: 'not-a-number', category: 'learning-rate' },
    ['tf.train.adam(0.0001)'],
    ['Adam(learning_rate=0.0001)', 'Adam(clipnorm=1.0)'],
  ],
  [{ rule: 'not-a-number', category: 'preprocessing' }, [], []],
  [
    { rule: 'dead-layer', layer: 0, category: 'initialization' },
    ["kernelInitializer: 'heNormal'", 'tf.train.adam(0.0001)'],
    ["kernel_initializer='he_normal'", 'Adam(learning_rate=0.0001)'],
  ],
  [
    { rule: 'dead-layer', layer: 0, category: 'learning-rate' },
    ['tf.train.adam(0.0001)'],
    ['Adam(learning_rate=0.0001)'],
  ],
  [{ rule: 'dead-layer', layer: 1, category: 'activation' }, ["activation: 'linear'"], ["activation='linear'"]],
  [
    { rule: 'saturated-layer', layer: 0 },
    ['tf.layers.batchNormalization()', "activation: 'relu'"],
    ['BatchNormalization()', "activation='relu'"],
  ],
  [{ rule: 'learning-rate', evidence: { updateRatio: 1e-5 } }, ['tf.train.adam(0.1)'], ['Adam(learning_rate=0.1)']],
  [
    { rule: 'learning-rate', evidence: { updateRatio: 1 } },
    ['tf.train.adam(0.000001)'],
    ['Adam(learning_rate=0.000001)'],
  ],
  [{ rule: 'learning-rate', evidence: { updateRatio: 0 } }, ['tf.train.adam(0.001)'], ['Adam(learning_rate=0.001)']],
  [
    { rule: 'learning-rate', evidence: { learningRate: 1e-4, fell: 0.1 } },
    ['tf.train.adam(0.001)'],
    ['Adam(learning_rate=0.001)'],
  ],
  [
    { rule: 'over-fitting' },
    ["callbacks: tf.callbacks.earlyStopping({ monitor: 'val_loss', patience: 3 })", 'tf.layers.dropout({ rate: 0.3 })'],
    ['callbacks=[keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)]', 'Dropout(rate=0.3)'],
  ],
  [{ rule: 'under-fitting' }, ['units: 16'], ['Dense(16, ']],
  [{ rule: 'class-imbalance' }, ['classWeight: { 0: 0.55, 1: 5.5 }'], ['class_weight={0: 0.55, 1: 5.5}']],
  [
    { rule: 'input-scale', evidence: { min: 0, max: 255 } },
    ['tf.layers.rescaling({ scale: 1 / 255, inputShape: [4] })', 'tf.layers.batchNormalization({ inputShape: [4] })'],
    ['Rescaling(scale=1 / 255, input_shape=[4])', 'BatchNormalization(input_shape=[4])'],
  ],
  [
    { rule: 'input-scale', evidence: { min: -900, max: 4000 } },
    ['tf.layers.batchNormalization({ inputShape: [4] })'],
    ['BatchNormalization(input_shape=[4])'],
  ],
  [
    { rule: 'target-scale', evidence: { mean: 251_234, std: 65_678 } },
    ['tf.layers.rescaling({ scale: 65700, offset: 251000 })'],
    ['Rescaling(scale=65700, offset=251000)'],
  ],
  [{ rule: 'target-range', layer: 1, category: 'activation' }, ["activation: 'linear'"], ["activation='linear'"]],
  [{ rule: 'target-range', layer: 1, category: 'data' }, [], []],
  [{ rule: 'multi-hot-targets', layer: 1 }, ["activation: 'sigmoid' })"], ["activation='sigmoid')"]],
  [{ rule: 'small-batch-normalization', layer: 0 }, ['batchSize: 32'], ['batch_size=32']],
  [{ rule: 'stopped-early' }, ['epochs: 9'], ['epochs=9']],
  [{ rule: 'same-output', layer: 1, category: 'activation' }, ["activation: 'sigmoid'"], ["activation='sigmoid'"]],
  [{ rule: 'same-output', layer: 1, category: 'layers' }, [], []],
  [{ rule: 'few-steps' }, ['epochs: 30'], ['epochs=30']],
  [
    { rule: 'few-steps', category: 'learning-rate' },
    ['tf.train.adam(0.001)', 'epochs: 30'],
    ['Adam(learning_rate=0.001)', 'epochs=30'],
  ],
  [{ rule: 'no-progress' }, [], []],
  [{ rule: 'vanishing-gradient', layer: 7 }, [], []],
];
