import { describe, expect, it } from 'vitest';
import { runFixes } from '../../../../src/diagnosis/run/runFixes.js';
import type { RunFinding } from '../../../../src/diagnosis/run/runRule.js';
import type { SourceFix } from '../../../../src/diagnosis/source/sourceRule.js';
import type { RuledFinding } from '../../../../src/diagnosis/source/sourceRules.js';
import { findModels } from '../../../../src/source/findModels.js';
import { fixedText, inJavaScript, inPython, type Program } from '../programs.js';
import { figures } from './figures.js';

type Faulty = Pick<RunFinding, 'rule'> & Partial<RunFinding>;

const BASE = {
  rule: '',
  category: 'layers',
  severity: 'warning',
  message: '',
  why: '',
  help: '',
  layer: null,
  since: null,
  evidence: {},
} as const;

/** A fit of a program's first model. */
function fitOf({ file, text }: Program, classes: readonly number[]) {
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
const fixesFor = (program: Program, finding: Faulty, classes: readonly number[] = []): SourceFix[] =>
  runFixes({ ...BASE, ...finding }, fitOf(program, classes), findModels(program.text, program.file));

/** A program with a fix made. */
const fixed = ({ text }: Program, { edits }: SourceFix): string =>
  fixedText(text, [{ fixes: [{ title: '', edits }] } as unknown as RuledFinding]);

const HIDDEN = {
  js: ["dense({ units: 8, inputShape: [4], activation: 'sigmoid' })", "dense({ units: 3, activation: 'softmax' })"],
  py: ["Dense(8, input_dim=4, activation='sigmoid')", "Dense(3, activation='softmax')"],
};
const IN_JAVASCRIPT = inJavaScript(HIDDEN.js, "optimizer: 'adam', loss: 'mse'", 'xs, ys, { epochs: 3 }');
const IN_PYTHON = inPython(HIDDEN.py, "'adam', 'mse'", 'xs, ys, epochs=3');

/** A finding, and what each of its fixes writes, in JavaScript and in Python; a layer added behind another shows with its name alone. */
const TABLE: readonly (readonly [Faulty, js: readonly string[], py: readonly string[]])[] = [
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
  [{ rule: 'target-range', layer: 1 }, ["activation: 'linear'"], ["activation='linear'"]],
  [{ rule: 'small-batch-normalization', layer: 0 }, ['batchSize: 32'], ['batch_size=32']],
  [{ rule: 'stopped-early' }, ['epochs: 9'], ['epochs=9']],
  [{ rule: 'same-output', layer: 1, category: 'activation' }, ["activation: 'sigmoid'"], ["activation='sigmoid'"]],
  [{ rule: 'same-output', layer: 1, category: 'layers' }, [], []],
  [{ rule: 'few-steps' }, ['epochs: 30'], ['epochs=30']],
  [{ rule: 'no-progress' }, [], []],
];

describe('data of which the validation lacks classes', () => {
  const fixesOf = (program: Program) =>
    fixesFor(program, { rule: 'validation-classes' }).map((fix) => fixed(program, fix));
  const js = (fit: string) => inJavaScript(HIDDEN.js, "optimizer: 'adam', loss: 'mse'", fit);
  const py = (fit: string) => inPython(HIDDEN.py, "'adam', 'mse'", fit);

  it('are shuffled where fit splits them, inputs and targets alike', () => {
    const order = (name: string) =>
      `tf.gather(${name}, tf.topk(tf.randomUniform([${name}.shape[0]], 0, 1, 'float32', 1), ${name}.shape[0]).indices)`;
    for (const program of js('xs, ys, { epochs: 3, validationSplit: 0.2 }'))
      expect(fixesOf(program)).toEqual([
        expect.stringContaining(`${order('xs')}, ${order('ys')}, { epochs: 3, validationSplit: 0.2 }`),
      ]);
    const permuted = (name: string) => `np.random.RandomState(0).permutation(${name})`;
    for (const program of py('xs, ys, epochs=3, validation_split=0.2')) {
      const [text] = fixesOf(program);
      expect(text).toContain(`${permuted('xs')}, ${permuted('ys')}, epochs=3, validation_split=0.2`);
      expect(text).toContain('import numpy as np\n');
    }
  });

  it('are left alone where they are split elsewhere, or made in place', () => {
    for (const program of [
      ...js('xs, ys, { epochs: 3 }'),
      ...js('xs, ys, { epochs: 3, validationData: [vx, vy] }'),
      ...js('make(1), make(2), { validationSplit: 0.2 }'),
      ...py('xs, ys, validation_data=(vx, vy)'),
    ])
      expect(fixesOf(program)).toEqual([]);
  });
});

describe('what helps against what a run shows', () => {
  it.each(TABLE)(
    '$rule is mended in JavaScript, TypeScript and Python, in the style of the file',
    (finding, js, py) => {
      for (const [programs, written] of [[IN_JAVASCRIPT, js] as const, [IN_PYTHON, py] as const]) {
        for (const program of programs) {
          const fixes = fixesFor(program, finding, [30, 3]);
          expect(fixes.map(({ title }) => title).every((title) => /^[A-Z].*[^.]$/.test(title))).toBe(true);
          const texts = fixes.map((fix) => fixed(program, fix));
          expect(texts, JSON.stringify(texts, null, 1)).toEqual(written.map((part) => expect.stringContaining(part)));
          for (const text of texts) {
            const [model] = findModels(text, program.file);
            expect(
              model?.layers.every(({ arguments: given, follows }, index) => given && (index === 0 || follows)),
            ).toBe(true);
            expect([model?.compiles.length, model?.fits.length]).toEqual([1, 1]);
          }
        }
      }
    },
  );

  it('takes what it needs from Keras by an import, where the file has named nothing that leads there', () => {
    const text =
      'import numpy as np\nfrom tensorflow.keras.models import Sequential\nfrom tensorflow.keras.layers import Dense\n\n' +
      "def build():\n\tmodel = Sequential()\n\tmodel.add(Dense(8, input_dim=4, activation='tanh'))\n\tmodel.add(Dense(1))\n" +
      "\tmodel.compile('sgd', 'mse')\n\treturn model\n";
    const program = { file: '/w/own.py', text };
    const [normalize] = fixesFor(program, { rule: 'saturated-layer', layer: 0 });
    expect(normalize && fixed(program, normalize)).toBe(
      text
        .replace('from tensorflow.keras.models', 'from tensorflow.keras.layers import BatchNormalization\n$&')
        .replace("'tanh'))", "'tanh'))\n\tmodel.add(BatchNormalization())"),
    );
    const [, clip] = fixesFor(program, { rule: 'divergence' });
    expect(clip && fixed(program, clip)).toBe(
      text
        .replace('from tensorflow.keras.models', 'from tensorflow.keras.optimizers import SGD\n$&')
        .replace("'sgd'", 'SGD(clipnorm=1.0)'),
    );
  });

  it('leaves out the bias that batch normalization replaces', () => {
    const [program] = inJavaScript(['dense({ units: 8, inputShape: [4] })', 'dense({ units: 1 })']);
    const [normalize] = program ? fixesFor(program, { rule: 'saturated-layer', layer: 0 }) : [];
    expect(program && normalize && fixed(program, normalize)).toContain(
      'dense({ units: 8, inputShape: [4], useBias: false }));\nmodel.add(tf.layers.batchNormalization());',
    );
  });

  it('starts biases at 0 of a dead layer that are started otherwise', () => {
    const dead = "dense({ units: 8, inputShape: [4], biasInitializer: 'ones' })";
    const [program] = inJavaScript([dead, 'dense({ units: 1 })']);
    const [bias] = program ? fixesFor(program, { rule: 'dead-layer', layer: 0, category: 'initialization' }) : [];
    expect(program && bias && fixed(program, bias)).toContain("biasInitializer: 'zeros' })");
  });

  it('changes an optimizer that is made by a call, as that is written', () => {
    const rate = (compile: string) => {
      const [program] = inJavaScript(HIDDEN.js, compile, 'xs, ys');
      const [fix] = program ? fixesFor(program, { rule: 'divergence' }) : [];
      return program && fix ? /optimizer: (.*), loss/.exec(fixed(program, fix))?.[1] : null;
    };
    expect(rate("optimizer: tf.train.sgd(0.5), loss: 'mse'")).toBe('tf.train.sgd(0.05)');
    expect(rate("optimizer: tf.train.adam(), loss: 'mse'")).toBe('tf.train.adam(0.0001)');
    expect(rate("optimizer: tf.train.sgd(rate), loss: 'mse'")).toBeNull();
    expect(rate("optimizer: chosen, loss: 'mse'")).toBeNull();
  });

  it('offers nothing where the model, its layer or its call of fit is not what ran, or has that already', () => {
    const [program] = IN_JAVASCRIPT;
    if (!program) throw new Error('there is no program');
    const moved = { ...program, text: `\n${program.text}` };
    const models = findModels(moved.text, moved.file);
    const [finding, fit] = [{ ...BASE, rule: 'divergence' }, fitOf(program, [])];
    expect(runFixes(finding, fit, models)).toEqual([]);
    expect(runFixes(finding, fit, models, ({ line }) => ({ line: line + 1 }))).toHaveLength(1);
    expect(runFixes(finding, fit, models, () => null)).toEqual([]);
    const [stops] = inJavaScript(HIDDEN.js, "optimizer: 'adam', loss: 'mse'", 'xs, ys, { callbacks }');
    const [drops] = inJavaScript([HIDDEN.js[0] ?? '', 'dropout({ rate: 0.1 })', HIDDEN.js[1] ?? '']);
    expect(stops && fixesFor(stops, { rule: 'over-fitting' })).toMatchObject([
      { title: 'Add dropout before the last layer' },
    ]);
    expect(drops && fixesFor(drops, { rule: 'over-fitting' })).toEqual([]);
  });
});
