import { describe, expect, it } from 'vitest';
import { diagnoseSource, SOURCE_RULE_IDS } from '../../../src/diagnosis/source/sourceRules.js';
import { findModels } from '../../../src/source/findModels.js';
import { checkLesson } from './checkLesson.js';
import { findingsIn, fixedText } from './programs.js';

const text = `const model = tf.sequential();
model.add(tf.layers.dense({ units: 1, activation: 'softmax' }));
model.compile({ optimizer: tf.train.sgd(-1), loss: 'binaryCrossentropy' });
`;
const models = findModels(text, 'net.js');
const rules = (options: Parameters<typeof diagnoseSource>[1]) =>
  diagnoseSource(models, options).map(({ rule, severity }) => `${rule} ${severity}`);

describe('all rules', () => {
  it.each<[string, string]>([
    [
      'linear-layers',
      'const m = tf.sequential({ layers: [tf.layers.dense({ units: 8 }), tf.layers.dense({ units: 1 })] });',
    ],
    [
      'compile-missing',
      'const m = tf.sequential({ layers: [tf.layers.dense({ units: 1 })] });\nm.fit(x, y, { epochs: 9 });',
    ],
    [
      'freeze-after-compile',
      'const m = tf.sequential({ layers: [tf.layers.dense({ units: 1 })] });\nm.compile({ loss });\nm.layers[0].trainable = false;\nm.fit(x, y, { epochs: 9 });',
    ],
  ])('teach what they find, as %s does', (id, program) => {
    const [finding] = diagnoseSource(findModels(program, 'net.js')).filter(({ rule }) => rule === id);
    expect(finding?.lesson).toBeDefined();
    if (finding) checkLesson(finding.lesson);
  });

  it('have an id of their own', () => {
    expect(new Set(SOURCE_RULE_IDS).size).toBe(SOURCE_RULE_IDS.length);
    for (const id of SOURCE_RULE_IDS) expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  });

  it('take the severities that a person sets', () => {
    expect(rules({})).toEqual(['softmax-of-one-unit error', 'learning-rate error']);
    expect(rules({ severities: { 'softmax-of-one-unit': 'hint', 'learning-rate': 'off' } })).toEqual([
      'softmax-of-one-unit hint',
    ]);
  });

  it('go on where one fails', () => {
    const [model] = findModels(`${text}model.fit(x, y);`, 'net.js');
    if (!model) throw new Error('no model');
    const broken = {
      ...model,
      get builder(): never {
        throw new Error('broken');
      },
    };
    const failures: string[] = [];
    const found = diagnoseSource([broken], { failed: (rule) => void failures.push(rule) }).map(({ rule }) => rule);
    expect(found).toEqual(['softmax-of-one-unit', 'learning-rate', 'few-epochs']);
    expect(failures).toEqual(['compile-missing']);
  });

  it('say what they have to of each of a thousand layers, and mend all of them', () => {
    const layer =
      "tf.layers.dense({ units: 4, activation: 'relu', kernelInitializer: 'zeros' }), tf.layers.dropout({ rate: 0.9 })";
    const last = 'tf.layers.dense({ units: 1 })';
    const program = {
      file: '/w/deep.js',
      text: `const m = tf.sequential({ layers: [\n${`${layer},\n`.repeat(500)}${last}] });\n`,
    };
    const found = findingsIn(program);
    expect(Object.entries(Object.groupBy(found, ({ rule }) => rule)).map(([rule, own]) => [rule, own?.length])).toEqual(
      [
        ['constant-initializer', 500],
        ['dropout', 500],
      ],
    );
    expect(findingsIn({ ...program, text: fixedText(program.text, found) })).toEqual([]);
  });

  it('leave alone what a model is compiled with that is trained as a part of another', () => {
    const program = (
      end: string,
    ) => `const g = tf.sequential({ layers: [tf.layers.dense({ units: 4, activation: 'tanh' })] });
      g.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' });
      const gan = tf.sequential();
      gan.add(g);
      gan.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
      gan.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' });
      ${end}`;
    const found = (end: string) => diagnoseSource(findModels(program(end), 'gan.js')).map(({ rule }) => rule);
    expect(found('gan.trainOnBatch(x, y);')).toEqual([]);
    expect(found('g.trainOnBatch(x, y);')).toEqual(['binary-crossentropy-without-sigmoid']);
    const python = `from keras import Sequential, layers
g = Sequential([layers.Dense(4, activation='tanh')])
g.compile('adam', 'binary_crossentropy')
gan = Sequential([g, layers.Dense(1, activation='sigmoid')])
gan.compile('adam', 'binary_crossentropy')
`;
    expect(diagnoseSource(findModels(python, 'gan.py'))).toEqual([]);
  });
});
