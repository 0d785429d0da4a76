import { describe, expect, it } from 'vitest';
import { summarize } from './summarize.js';

describe('the layers of a Sequential', () => {
  it.each<[string, string, string[]]>([
    [
      'a list',
      'const m = tf.sequential({\n  layers: [\n    tf.layers.dense({}),\n    tf.layers.reLU(),\n  ],\n});',
      ['1 m: Dense@3 ReLU@4'],
    ],
    [
      'a list in a variable',
      'const layers = [\n tf.layers.dense({})];\nconst m = tf.sequential({ layers });',
      ['3 m: Dense@2'],
    ],
    [
      'a configuration in a variable',
      'const config = {\n layers: [tf.layers.dense({})] };\nconst m = tf.sequential(config);',
      ['3 m: Dense@2'],
    ],
    [
      'added one by one',
      'const m = tf.sequential();\nm.add(tf.layers.conv2d({}));\nm.add(\n  tf.layers.lstm({}));',
      ['1 m: Conv2D@2 LSTM@4'],
    ],
    [
      'added to a property',
      'class A { build() {\nthis.m = tf.sequential();\nthis.m.add(tf.layers.gru({}));\n}\nmore() {\nthis.m.add(tf.layers.dense({})); } }',
      ['2 m: GRU@3 Dense@6'],
    ],
    [
      'added to a nested property',
      'state.net.m = tf.sequential();\nstate.net.m.add(tf.layers.dense({}));',
      ['1 m: Dense@2'],
    ],
    [
      'added to a private field',
      'class A { #m = tf.sequential();\nbuild() {\nthis.#m.add(tf.layers.dense({})); } }',
      ['1 m: Dense@3'],
    ],
    [
      'added through another name for this',
      'class A { build() { const self = this;\nself.m = tf.sequential();\nthis.m.add(tf.layers.dense({})); } }',
      ['2 m: Dense@3'],
    ],
    [
      'chained',
      'const m = tf.sequential();\nm.add(tf.layers.dense({}))\n .add(tf.layers.softmax());',
      ['1 m: Dense@2 Softmax@3'],
    ],
    [
      'in a loop',
      'const m = tf.sequential();\nfor (let i = 0; i < 3; i++) {\n  m.add(tf.layers.dense({}));\n}',
      ['1 m: Dense@3'],
    ],
    [
      'in branches',
      'const m = tf.sequential();\nif (deep) {\n m.add(tf.layers.dense({}));\n} else {\n m.add(tf.layers.flatten());\n}',
      ['1 m: Dense@3 Flatten@5'],
    ],
    [
      'in forEach',
      'const m = tf.sequential();\nsizes.forEach((units) => {\n m.add(tf.layers.dense({ units }));\n});',
      ['1 m: Dense@3'],
    ],
    [
      'from a list in forEach',
      'const m = tf.sequential();\n[\ntf.layers.dense({}),\ntf.layers.elu()].forEach((layer) => m.add(layer));',
      ['1 m: Dense@3 ELU@4'],
    ],
    [
      'from a list in for of',
      'const m = tf.sequential();\nconst list = [\ntf.layers.dense({})];\nlist.push(\ntf.layers.elu());\nfor (const layer of list) m.add(layer);',
      ['1 m: Dense@3 ELU@5'],
    ],
    [
      'made by map',
      'const m = tf.sequential({ layers: sizes.map((units) =>\n tf.layers.dense({ units })) });',
      ['1 m: Dense@2'],
    ],
    [
      'in variables',
      'const hidden = tf.layers.dense({});\nconst out =\n  tf.layers.dense({});\nconst m = tf.sequential();\nm.add(hidden);\nm.add(out);',
      ['4 m: Dense@1 Dense@3'],
    ],
    [
      'in an object',
      'const parts = { a: tf.layers.dense({}) };\nconst m = tf.sequential();\nm.add(parts.a);',
      ['2 m: Dense@1'],
    ],
    [
      'a variable set in branches',
      "let l;\nif (k === 'gru') {\n l = tf.layers.gru({});\n} else {\n l = tf.layers.lstm({});\n}\nconst m = tf.sequential({ layers: [l] });",
      ['7 m: GRU@3 LSTM@5'],
    ],
    [
      'a variable set twice',
      'let l = tf.layers.gru({});\nl = tf.layers.bidirectional({ layer: l });\nconst m = tf.sequential({ layers: [l] });',
      ['3 m: Bidirectional@2'],
    ],
    [
      'spread',
      'const head = [\ntf.layers.dense({})];\nconst m = tf.sequential({ layers: [tf.layers.flatten(), ...head, ...(drop ? [tf.layers.dropout({})] : [])] });',
      ['3 m: Flatten@3 Dense@2 Dropout@3'],
    ],
    [
      'concatenated',
      'const m = tf.sequential({ layers: [tf.layers.dense({})].concat([tf.layers.softmax()]) });',
      ['1 m: Dense@1 Softmax@1'],
    ],
    [
      'made by a function',
      'function hidden(units) {\n return tf.layers.dense({ units });\n}\nconst m = tf.sequential({ layers: [hidden(1), hidden(2)] });',
      ['4 m: Dense@2'],
    ],
    [
      'a list made by a function',
      'const block = () => [\ntf.layers.conv2d({}),\ntf.layers.maxPooling2d({})];\nconst m = tf.sequential({ layers: [...block(), tf.layers.flatten()] });',
      ['4 m: Conv2D@2 MaxPooling2D@3 Flatten@4'],
    ],
    [
      'added by a function',
      'function block(net) {\n net.add(tf.layers.conv2d({}));\n}\nconst m = tf.sequential();\nm.add(tf.layers.flatten());\nblock(m);\nm.add(tf.layers.dense({}));',
      ['4 m: Flatten@5 Conv2D@2 Dense@7'],
    ],
    [
      'added by a method',
      'class A { block(net) {\n net.add(tf.layers.dense({}));\n} build() { const m = tf.sequential();\n this.block(m);\n return m; } }',
      ['3 m: Dense@2'],
    ],
    [
      'added after a function returned the model',
      'function build() {\nconst m = tf.sequential();\nm.add(tf.layers.flatten());\nreturn m; }\nconst net = build();\nnet.add(tf.layers.dense({}));',
      ['2 m: Flatten@3 Dense@6'],
    ],
    [
      'TimeDistributed',
      'const m = tf.sequential();\nm.add(tf.layers.timeDistributed({ layer: tf.layers.dense({}) }));',
      ['1 m: TimeDistributed@2'],
    ],
    [
      'nested',
      'const m = tf.sequential();\nconst inner = tf.sequential({ layers: [tf.layers.flatten()] });\nm.add(inner);\nm.add(tf.sequential({\nlayers: [tf.layers.dense({})] }));',
      ['1 m: Sequential@2 Sequential@4', '2 inner: Flatten@2', '4 sequential: Dense@5'],
    ],
    [
      'an own layer',
      'class Mine extends tf.layers.Layer {}\nconst m = tf.sequential();\nm.add(\n  new Mine());',
      ['2 m: Mine@4'],
    ],
    [
      'an imported layer',
      "import { Attention, block, list } from './layers.js';\nconst m = tf.sequential({ layers: list });\nm.add(new Attention());\nm.add(\n block());",
      ['2 m: Layer@2 Attention@3 Layer@5'],
    ],
    [
      'layers of another model',
      'const m = tf.sequential({ layers: [\n...base.layers.slice(0, 3),\ntf.layers.dense({})] });',
      ['1 m: Layer@2 Dense@3'],
    ],
    ['none', "const m = tf.sequential({ name: 'empty' });", ['1 m:']],
  ])('%s', (_, code, models) => {
    expect(summarize(code)).toEqual(models);
  });

  it('are those of the nearest assignment before', () => {
    const code = `let m = tf.sequential();
m.add(tf.layers.dense({}));
m.fit();
m = tf.sequential();
m.add(tf.layers.flatten());
m.fit();`;
    expect(summarize(code)).toEqual(['1 m: Dense@2; fit 3', '4 m: Flatten@5; fit 6']);
  });

  it('are told apart by scope', () => {
    const code = `function a() { const m = tf.sequential();
m.add(tf.layers.dense({})); }
function b() { const m = tf.sequential();
m.add(tf.layers.flatten()); }`;
    expect(summarize(code)).toEqual(['1 m: Dense@2', '3 m: Flatten@4']);
  });

  it('are told apart by class', () => {
    const code = `class A { constructor() { this.m = tf.sequential(); } build() { this.m.add(tf.layers.dense({})); } }
class B { constructor() { this.m = tf.sequential(); } build() { this.m.add(tf.layers.flatten()); } }`;
    expect(summarize(code)).toEqual(['1 m: Dense@1', '2 m: Flatten@2']);
  });
});

describe('the name of a Sequential', () => {
  it.each([
    ['const net = await (tf.sequential() as tf.Sequential)!;', 'net'],
    ["const net = tf.sequential({ name: 'other' });", 'net'],
    ["export default tf.sequential({ name: 'other' });", 'other'],
    ['module.exports = tf.sequential();', 'sequential'],
    ['export const net: tf.Sequential = tf.sequential();', 'net'],
    ['const net = markRaw(tf.sequential());', 'net'],
    ['const [net] = useState(tf.sequential());', 'net'],
    ['class A { private net = tf.sequential(); }', 'net'],
    ['modelRef.current = tf.sequential();', 'current'],
  ])('%s', (code, name) => {
    expect(summarize(code, 'a.ts').map((line) => line.split(/[ :]/)[1])).toEqual([name]);
  });
});
