import { describe, expect, it } from 'vitest';
import { findingsIn as findingsOf, fixedText } from './programs.js';

const findingsIn = (text: string, file: string) => findingsOf({ file, text }, 'linear-layers');
const fixed = (text: string, file: string) => fixedText(text, findingsIn(text, file));

describe('layers without an activation between them in JavaScript', () => {
  const inList = (...layers: string[]) =>
    `const m = tf.sequential({ layers: [\n${layers.map((layer) => `tf.layers.${layer},`).join('\n')}\n] });`;
  const lines = (...layers: string[]) => findingsIn(inList(...layers), 'net.ts').map(({ span }) => span.start.line - 1);
  const dense = 'dense({ units: 8 })';
  const relu = "dense({ units: 8, activation: 'relu' })";

  it('are found, and the last layer is free to be linear', () => {
    expect(lines(dense, dense)).toEqual([1]);
    expect(lines(dense, dense, dense)).toEqual([1]);
    expect(lines(dense, dense, relu, dense, dense)).toEqual([1, 4]);
    expect(lines(relu, dense, "dense({ units: 3, activation: 'softmax' })")).toEqual([2]);
    expect(lines("dense({ units: 8, activation: 'linear' })", dense)).toEqual([1]);
    expect(lines('dense({ units: 8, activation: null })', dense)).toEqual([1]);
    expect(lines('conv2d({ filters: 8, kernelSize: 3 })', 'conv2d({ filters: 8, kernelSize: 3 })')).toEqual([1]);
    expect(lines(relu, dense)).toEqual([]);
    expect(lines(dense)).toEqual([]);
  });

  it('are found past layers that only move numbers, and those alone', () => {
    const conv = 'conv2d({ filters: 8, kernelSize: 3 })';
    expect(lines(dense, 'dropout({ rate: 0.5 })', dense)).toEqual([]);
    expect(lines(dense, 'batchNormalization()', dense)).toEqual([]);
    expect(lines(conv, 'flatten()', dense)).toEqual([1]);
    expect(lines(conv, 'globalAveragePooling2d({})', dense)).toEqual([]);
    expect(lines(conv, "activation({ activation: 'linear' })", 'flatten()', dense)).toEqual([1]);
    expect(lines(conv, 'maxPooling2d({ poolSize: 2 })', conv)).toEqual([]);
    expect(lines(dense, 'layerNormalization()', dense)).toEqual([]);
    expect(lines(dense, 'reLU()', dense)).toEqual([]);
    expect(lines(dense, "activation({ activation: 'tanh' })", dense)).toEqual([]);
    expect(lines(dense, 'activation({ activation: kind })', dense)).toEqual([]);
    expect(lines(dense, 'lstm({ units: 3 })', dense)).toEqual([]);
    expect(lines('depthwiseConv2d({ kernelSize: 3 })', conv)).toEqual([]);
  });

  it('are not guessed: other activations, options, classes and layers', () => {
    expect(lines('dense({ units: 8, activation })', dense)).toEqual([]);
    expect(lines('dense({ units: 8, activation: undefined })', dense)).toEqual([]);
    expect(lines("dense({ units: 8, activation: deep ? 'relu' : 'linear' })", dense)).toEqual([]);
    expect(lines('dense({ units: 8, ...common })', dense)).toEqual([]);
    expect(lines('dense(options)', dense)).toEqual([]);
    const text = (layers: string) => findingsIn(`${layers}\nconst m = tf.sequential();`, 'net.js');
    expect(text(`class Dense extends tf.layers.Layer {}\nm.add(new Dense({}));\nm.add(new Dense({}));`)).toEqual([]);
    const add = (layer: string) => `m.add(${layer});`;
    const model = (...rest: string[]) => findingsIn(`const m = tf.sequential();\n${rest.join('\n')}`, 'net.js');
    const own = `tf.layers.${dense}`;
    expect(model(add(own), add(own))).toHaveLength(1);
    expect(model(add(own), add('bend()'), add(own))).toEqual([]);
    expect(model(add('hidden()'), add('hidden()'))).toEqual([]);
    expect(model(`const hidden = () => ${own};`, add('hidden()'), add('hidden()'), add(own))).toEqual([]);
    expect(model('for (const units of sizes) {', add(`tf.layers.${dense}`), add(own), '}')).toEqual([]);
    expect(model('if (deep) {', add(own), '} else {', add(own), '}')).toEqual([]);
    expect(model(add(own), 'if (bent) m.add(tf.layers.reLU());', add(own))).toEqual([]);
  });

  it('are none where the first is a bottleneck, and only hinted at where it may be one', () => {
    const severities = (...layers: string[]) => findingsIn(inList(...layers), 'net.js').map(({ severity }) => severity);
    expect(severities('dense({ units: 32, inputShape: [784] })', 'dense({ units: 784 })')).toEqual([]);
    expect(severities(relu, 'dense({ units: 2 })', dense)).toEqual([]);
    expect(severities('dense({ units: 2 })', dense)).toEqual(['hint']);
    expect(severities('dense({ units: 8, inputShape: [4] })', 'dense({ units: 16 })')).toEqual(['warning']);
    expect(severities(dense, dense)).toEqual(['warning']);
  });

  it('are told in a sentence that names both, and what is linear between them', () => {
    const [plain] = findingsIn(inList(dense, dense), 'net.js');
    expect(plain).toMatchObject({ rule: 'linear-layers' });
    expect(plain?.message).toBe(
      'This Dense and the Dense on line 3 can do no more than one layer: no activation stands between them.',
    );
    const [row] = findingsIn(inList(dense, dense, dense, dense), 'net.js');
    expect(row?.message).toBe(
      'This Dense and the 3 layers with weights after it, to line 5, can do no more than one layer: no activation stands between them.',
    );
    expect(row?.fixes[0]?.title).toBe("Add activation: 'relu' in 3 layers");
    expect(fixed(inList(dense, dense, dense, dense), 'net.js')).toBe(inList(relu, relu, relu, dense));
    const line = `const m = tf.sequential({ layers: [tf.layers.${dense}, tf.layers.${dense}] });`;
    expect(findingsIn(line, 'net.js')[0]?.message).toContain('the Dense after it');
  });

  it('get an activation by the fix, and are none then', () => {
    const written: readonly [string, string][] = [
      ['dense({ units: 8 })', "dense({ units: 8, activation: 'relu' })"],
      ['dense({ units: (8), })', "dense({ units: (8), activation: 'relu', })"],
      ["dense({ activation: 'linear', units: 8 })", "dense({ activation: 'relu', units: 8 })"],
      ['dense({ activation: "linear", units: 8 })', 'dense({ activation: "relu", units: 8 })'],
      [
        'dense({\n  units: 8,\n  inputShape: [4], // four\n})',
        "dense({\n  units: 8,\n  inputShape: [4],\n  activation: 'relu', // four\n})",
      ],
    ];
    for (const [before, after] of written) {
      const text = fixed(inList(before, dense), 'net.ts');
      expect(text).toBe(inList(after, dense));
      expect(findingsIn(text, 'net.ts')).toEqual([]);
    }
    expect(findingsIn(inList(dense, dense), 'net.js')[0]?.fixes[0]?.title).toBe("Add activation: 'relu'");
    expect(lines('dense()', dense)).toEqual([1]);
    expect(fixed(inList('dense()', dense), 'net.js')).toBe(inList("dense({ activation: 'relu' })", dense));
  });

  /** The text with the second fix, which puts one layer in the place of all. */
  const asOne = (text: string, file: string) => {
    const found = findingsIn(text, file);
    return found.some(({ fixes }) => fixes[1])
      ? fixedText(
          text,
          found.map((finding) => ({ ...finding, fixes: finding.fixes.slice(1) })),
        )
      : null;
  };

  it('come to one layer, with the units and the activation of the last', () => {
    const wide = 'dense({ units: 32, inputShape: [4] })';
    const softmax = "dense({ units: 3, activation: 'softmax' })";
    const one = "dense({ units: 3, inputShape: [4], activation: 'softmax' })";
    expect(asOne(inList(wide, dense, softmax), 'net.ts')).toBe(inList(one));
    expect(asOne(inList(wide, dense, relu, dense), 'net.ts')).toBe(
      inList("dense({ units: 8, inputShape: [4], activation: 'relu' })", dense),
    );
    const added = (...layers: string[]) =>
      `const m = tf.sequential();\n${layers.map((layer) => `m.add(tf.layers.${layer});`).join('\n')}\nm.compile({});`;
    expect(asOne(added(wide, dense), 'net.js')).toBe(added('dense({ units: 8, inputShape: [4] })'));
    const keras = (...layers: string[]) =>
      `from keras import Sequential\nfrom keras.layers import *\nm = Sequential([\n${layers.join(',\n')}\n])`;
    expect(asOne(keras('Dense(32)', "Dense(8, 'linear')", "Dense(3, 'softmax')"), 'net.py')).toBe(
      keras("Dense(3, activation='softmax')"),
    );
    // What stands between them would go as well.
    expect(asOne(inList(wide, "activation({ activation: 'linear' })", dense), 'net.ts')).toBeNull();
    expect(asOne(inList('conv2d({ filters: 8, kernelSize: 3 })', 'flatten()', dense), 'net.ts')).toBeNull();
  });
});

describe('layers without an activation between them in Python', () => {
  const inList = (...layers: string[]) =>
    `from keras import Sequential, layers\nfrom keras.layers import Dense, Conv2D\nm = Sequential([\n${layers.join(',\n')}\n])`;
  const lines = (...layers: string[]) => findingsIn(inList(...layers), 'net.py').map(({ span }) => span.start.line - 3);

  it('are found, named, by position or absent', () => {
    expect(lines('Dense(8)', 'Dense(1)')).toEqual([1]);
    expect(lines('Dense(8, None)', 'Dense(1)')).toEqual([1]);
    expect(lines("Dense(8, activation='linear')", 'layers.BatchNormalization()', 'Dense(1)')).toEqual([]);
    expect(lines('Dense(8)', "layers.Activation('linear')", 'Dense(1)')).toEqual([1]);
    expect(lines('Conv2D(8, 3)', 'layers.Flatten()', "Dense(1, 'sigmoid')")).toEqual([1]);
  });

  it('are not guessed', () => {
    expect(lines("Dense(8, 'relu')", 'Dense(1)')).toEqual([]);
    expect(lines('Dense(8, activation=tf.nn.relu)', 'Dense(1)')).toEqual([]);
    expect(lines('Dense(8, kind)', 'Dense(1)')).toEqual([]);
    expect(lines('Dense(8, **options)', 'Dense(1)')).toEqual([]);
    expect(lines('Dense(8)', "layers.Activation('relu')", 'Dense(1)')).toEqual([]);
    expect(lines('Dense(8)', 'layers.LeakyReLU()', 'Dense(1)')).toEqual([]);
    expect(lines('Dense(8)', 'make(3)', 'Dense(1)')).toEqual([]);
    expect(lines('Dense(8)', 'layers.MaxPooling1D()', 'Dense(1)')).toEqual([]);
    expect(lines("Conv2D(8, 3, 1, 'same', None, 1, 1, 'relu')", 'layers.Flatten()', 'Dense(1)')).toEqual([]);
    expect(lines('*[Dense(8) for _ in sizes]', 'Dense(1)')).toEqual([]);
    const other = 'from keras import Sequential\nfrom flipout import Dense\nm = Sequential([Dense(8), Dense(1)])';
    expect(findingsIn(other, 'net.py')).toEqual([]);
    const branches = inList('Dense(8)')
      .replace('([', '([])\nif a:\n m.add(')
      .replace('\n])', ')\nelse:\n m.add(Dense(1))');
    expect(findingsIn(branches, 'net.py')).toEqual([]);
  });

  it('get an activation by the fix, and are none then', () => {
    const written: readonly [string, string][] = [
      ['Dense(8)', "Dense(8, activation='relu')"],
      ['Dense(units=8, input_dim=4)', "Dense(units=8, input_dim=4, activation='relu')"],
      ['Dense(8, "linear")', 'Dense(8, "relu")'],
      ['Dense(8, activation=None)', "Dense(8, activation='relu')"],
      ['Dense(\n    8,\n    input_shape=(4,),\n)', "Dense(\n    8,\n    input_shape=(4,),\n    activation='relu',\n)"],
    ];
    for (const [before, after] of written) {
      const text = fixed(inList(before, 'Dense(1)'), 'net.py');
      expect(text).toBe(inList(after, 'Dense(1)'));
      expect(findingsIn(text, 'net.py')).toEqual([]);
    }
    expect(findingsIn(inList('Dense(8)', 'Dense(1)'), 'net.py')[0]?.fixes[0]?.title).toBe("Add activation='relu'");
  });
});
