import { describe, expect, it } from 'vitest';
import { summarize } from './summarize.js';

describe('where a Sequential is compiled and fitted', () => {
  it.each<[string, string, string[]]>([
    [
      'on the variable',
      'const m = tf.sequential();\nm.compile({});\nawait m\n  .fit(x, y);',
      ['1 m:; compile 2, fit 3'],
    ],
    ['from a dataset', 'const m = tf.sequential();\nm.compile({});\nm.fitDataset(d);', ['1 m:; compile 2, fit 3']],
    [
      'batch by batch',
      'const m = tf.sequential();\nm.compile({});\nfor (;;) m.trainOnBatch(x, y);',
      ['1 m:; compile 2, fit 3'],
    ],
    ['nowhere', 'const m = tf.sequential();', ['1 m:']],
    ['another model', 'const m = tf.sequential();\nother.compile({});\nother.fit();', ['1 m:']],
    [
      'on what a function returns',
      'function build() { const m = tf.sequential(); return m; }\nconst net = build();\nnet.compile({});\nnet.fit();',
      ['1 m:; compile 3, fit 4'],
    ],
    [
      'by an async function in an object',
      'async function build() {\nconst m = tf.sequential(); return { m, n: 1 }; }\nconst { m } = await build();\nm.fit();',
      ['2 m:; fit 4'],
    ],
    [
      'where a function gets it',
      'async function train(net, x) {\nnet.compile({});\nreturn net.fit(x); }\nconst m = tf.sequential();\nawait train(m, 1);',
      ['4 m:; compile 5, fit 5'],
    ],
    [
      'where a function gets it in an object',
      'const train = ({ net }) => net.fit();\nconst m = tf.sequential();\ntrain({ net: m });',
      ['2 m:; fit 3'],
    ],
    [
      'in another method',
      'class A { build() { this.m = tf.sequential(); }\nasync train() {\nthis.m.compile({});\nawait this.m.fit(); } }',
      ['1 m:; compile 3, fit 4'],
    ],
    [
      "on an instance's property",
      'class A { constructor() { this.m = tf.sequential(); } }\nconst a = new A();\na.m.fit();',
      ['1 m:; fit 3'],
    ],
    [
      'in an object of functions',
      'const app = { build() { this.m = tf.sequential(); },\ntrain() {\nthis.m.fit(); } };',
      ['1 m:; fit 3'],
    ],
    [
      'in a closure',
      'let m;\nfunction build() { m = tf.sequential(); }\nconst train = async () => {\nawait m.fit(); };',
      ['2 m:; fit 4'],
    ],
    [
      'each of a list',
      'const a = tf.sequential();\nconst b = tf.sequential();\nfor (const m of [a, b]) {\nm.compile({}); }',
      ['1 a:; compile 4', '2 b:; compile 4'],
    ],
    [
      'by minimize',
      'const m = tf.sequential();\nfor (;;) {\noptimizer.minimize(() => loss(m.predict(x), y)); }',
      ['1 m:; fit 3'],
    ],
    [
      'by minimize, through a function',
      'const m = tf.sequential();\nconst predict = (x) => m.apply(x);\nconst step = () => predict(1).mean();\nopt.minimize(step);',
      ['1 m:; fit 4'],
    ],
    [
      'by gradients of its own',
      'const m = tf.sequential();\nconst { grads } = tf.variableGrads(() => m.predict(x));',
      ['1 m:; fit 2'],
    ],
    ['only predicts', 'const m = tf.sequential();\nm.predict(x);', ['1 m:']],
  ])('%s', (_, code, models) => {
    expect(summarize(code)).toEqual(models);
  });
});
