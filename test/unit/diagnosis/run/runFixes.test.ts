import { describe, expect, it } from 'vitest';
import { runFixes } from '../../../../src/diagnosis/run/runFixes.js';
import type { SourceFix } from '../../../../src/diagnosis/source/sourceRule.js';
import type { FitSummary } from '../../../../src/protocol/fit.js';
import { findModels } from '../../../../src/source/findModels.js';
import { inJavaScript, inPython, type Program, withFix } from '../programs.js';
import { foundBy } from './foundBy.js';
import { fitOf, fixesFor, HIDDEN, IN_JAVASCRIPT, IN_PYTHON, RUN_FIXES } from './runFixTable.js';

const fixed = (program: Program, fix: SourceFix): string => withFix(program, fix).text;

describe.each(['validation-classes', 'validation-shares', 'validation-range'])(
  'data of which the validation is no fair draw (%s)',
  (rule) => {
    const fixesOf = (program: Program) => fixesFor(program, { rule }).map((fix) => fixed(program, fix));
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
        expect(text?.match(/import numpy as np\n/g)).toHaveLength(1);
      }
    });

    it('are left alone where they are split elsewhere, or made in place', () => {
      for (const program of [
        ...js('xs, ys, { epochs: 3 }'),
        ...js('xs, ys, { epochs: 3, validationData: [vx, vy] }'),
        ...js('make(1), make(2), { validationSplit: 0.2 }'),
        ...js('xs, make(2), { validationSplit: 0.2 }'),
        ...js('make(1), ys, { validationSplit: 0.2 }'),
        ...py('xs, ys, sample_weight=weights, validation_split=0.2'),
        ...py('xs, ys, validation_data=(vx, vy)'),
      ])
        expect(fixesOf(program)).toEqual([]);
    });

    it('stay in their order where they are windows of a series', () => {
      if (rule === 'validation-shares') return;
      for (const program of [...js('xs, ys, { validationSplit: 0.2 }'), ...py('xs, ys, validation_split=0.2')]) {
        const { summary, data } = fitOf(program, []);
        const inputs = data?.inputs ? { ...data.inputs, isSeries: true } : null;
        const fixesOfSeries = (given: typeof data) =>
          runFixes(foundBy(rule, { rule }), { summary, data: given }, findModels(program.text, program.file));
        expect(fixesOfSeries(data)).toHaveLength(1);
        expect(fixesOfSeries(data && { ...data, inputs })).toEqual([]);
      }
    });
  },
);

describe('targets that are out of scale', () => {
  const found = { rule: 'target-scale', evidence: { mean: 251_234, std: 65_678 } };
  const [js, py] = [['dense({ units: 1, inputShape: [4] })'], ['Dense(1, input_dim=4)']];
  const fixesOf = (program: Program, optimizer: string, model: Partial<FitSummary> = {}) => {
    const { summary, data } = fitOf(program, []);
    const fit = { summary: { ...summary, optimizer, ...model }, data };
    return runFixes(foundBy(found.rule, found), fit, findModels(program.text, program.file)).map((fix) =>
      fixed(program, fix),
    );
  };
  const IN_JS = inJavaScript(js, "optimizer: 'adam', loss: 'mse'", 'xs, ys, { epochs: 3 }');
  const IN_PY = inPython(py, "'adam', 'mse'", 'xs, ys, epochs=3');

  it('are what outputs are scaled to in the model itself', () => {
    for (const program of IN_JS)
      expect(fixesOf(program, 'Adam')).toEqual([
        expect.stringMatching(/units: 1, .*rescaling\(\{ scale: 65700, offset: 251000 \}\)/s),
      ]);
    for (const program of IN_PY)
      expect(fixesOf(program, 'Adam')).toEqual([
        expect.stringMatching(/Dense\(1, .*Rescaling\(scale=65700, offset=251000\)/s),
      ]);
  });

  it('stay where steps grow with the gradient, and where outputs have an activation or are several', () => {
    for (const program of [...IN_JS, ...IN_PY]) {
      const { layers } = fitOf(program, []).summary;
      expect(fixesOf(program, 'SGD')).toEqual([]);
      const relu = layers.map((layer) => ({ ...layer, activation: 'relu' }));
      expect(fixesOf(program, 'Adam', { layers: relu })).toEqual([]);
      const two = layers.map((layer) => ({ ...layer, outputShape: [null, 2] }));
      expect(fixesOf(program, 'Adam', { layers: two })).toEqual([]);
    }
  });
});

it('more is kept for validation where fit takes a share', () => {
  const fixesOf = (program: Program) =>
    fixesFor(program, { rule: 'validation-size' }).map((fix) => fixed(program, fix));
  for (const program of inJavaScript(HIDDEN.js, "optimizer: 'adam', loss: 'mse'", 'xs, ys, { validationSplit: 0.01 }'))
    expect(fixesOf(program)).toEqual([expect.stringContaining('{ validationSplit: 0.2 }')]);
  for (const program of inPython(HIDDEN.py, "'adam', 'mse'", 'xs, ys, validation_split=0.01'))
    expect(fixesOf(program)).toEqual([expect.stringContaining('validation_split=0.2')]);
  for (const program of inPython(HIDDEN.py, "'adam', 'mse'", 'xs, ys, validation_data=(vx, vy)'))
    expect(fixesOf(program)).toEqual([]);
});

describe('what helps against what a run shows', () => {
  it.each(RUN_FIXES)(
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
    const [finding, fit] = [foundBy('divergence'), fitOf(program, [])];
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
