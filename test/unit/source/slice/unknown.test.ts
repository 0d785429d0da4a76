import { describe, expect, it } from 'vitest';
import { runSlice } from './runSlice.js';

const dense = (options: string) => `model.add(tf.layers.dense({ ${options} }));`;
const inClass = (members: string, body: string, head = 'class Net') =>
  `${head} { ${members} make() { const model = tf.sequential(); ${body} return model; } }`;

describe('a start value that something unknown replaces is no fact', () => {
  const shape = dense('inputShape: [this.plan.inputs]');
  const load = 'async load(url) { this.plan = (await (await fetch(url)).json()).plan; }';

  it.each([
    ['a field of null', inClass(`constructor() { this.plan = null; } ${load}`, shape), { inputs: '10' }],
    ['a declared field', inClass(`plan = undefined; ${load}`, shape), { inputs: '10' }],
    ['a field that nothing here fills', inClass('plan = null;', shape), { inputs: '10' }],
    [
      'a property of an object',
      inClass('constructor() { this.all = { plan: null }; }', dense('units: this.all.plan.units')),
      { units: '3' },
    ],
    [
      'a variable of null',
      `let plan = null; async function load() { plan = await fetch('x'); } function make() { const model = tf.sequential(); ${dense('units: plan.units')} return model; }`,
      { units: '3' },
    ],
    [
      'a size of 0',
      inClass(
        'constructor() { this.words = 0; } fill(all) { this.words = all.length; }',
        'model.add(tf.layers.embedding({ inputDim: this.words }));',
      ),
      { allLength: '1000' },
    ],
  ])('%s', async (_what, text, asked) => {
    expect((await runSlice(text)).asked).toEqual(asked);
  });

  it('is one where only known values replace it', async () => {
    const { asked, layers } = await runSlice(
      inClass(
        'constructor() { this.units = 0; this.units = 5; }',
        dense('units: this.units, kernelRegularizer: this.none'),
      ).replace('this.units = 0;', 'this.units = 0; this.none = null;'),
    );
    expect(asked).toEqual({});
    expect(layers).toEqual(['dense {"units":5,"kernelRegularizer":null}']);
  });
});

describe('what a class that is not there makes', () => {
  const missing = "import { Box } from './box';\n";

  it.each([
    [
      'in an object',
      'constructor() { this.o = { sizes: new Box(3) }; }',
      'for (const units of this.o.sizes.get()) model.add(tf.layers.dense({ units }));',
      2,
    ],
    [
      'in an object that is spread into itself',
      'constructor() { this.o = { sizes: new Box(3), ...this.o }; }',
      `const sizes = this.o.sizes.get(); ${dense('units: sizes[0]')}`,
      1,
    ],
    [
      'in an object taken apart',
      'constructor() { this.o = { sizes: new Box(3) }; }',
      `const { sizes } = this.o; ${dense('units: sizes.first()')}`,
      1,
    ],
  ])('is asked for where it is used: %s', async (_what, members, body, count) => {
    const { layers, asked } = await runSlice(missing + inClass(members, body));
    expect(Object.keys(asked)).toHaveLength(1);
    expect(layers).toHaveLength(count);
    expect(layers.join()).toMatch(/"units":\d/);
  });
});

describe('a class that extends Sequential', () => {
  const extending = (parameters: string, body: string) =>
    `export default class Net extends tf.Sequential { constructor(${parameters}) { super(); ${body} } }`;
  const add = (options: string) => `this.add(tf.layers.dense({ ${options} }));`;

  it.each([
    [
      'an object that is taken apart',
      'shape: { rows: number; columns: number }',
      `const { rows, columns } = shape; ${add('inputShape: [rows, columns]')}`,
      { rows: '10', columns: '8' },
    ],
    ['a pattern, without what has a default', '{ units, rate = 0.5 }: Options', add('units, rate'), { units: '3' }],
    [
      'properties that are read',
      'options',
      add('units: options.hidden, inputShape: [options.inputs]'),
      { hidden: '3', inputs: '10' },
    ],
    ['a parameter property', 'private units: number, act = "tanh"', add('units, activation: act'), { units: '3' }],
    ['a list', 'sizes', `for (const units of sizes) ${add('units')}`, { sizes: '[16, 16]' }],
  ])('is made with what its constructor reads: %s', async (_what, parameters, body, asked) => {
    const run = await runSlice(extending(parameters, body));
    expect(run.asked).toEqual(asked);
    expect(run.layers.join()).not.toMatch(/null|\{\}/);
  });
});

describe('a written value beats a proposal', () => {
  const spread = "import { common } from './settings';\nconst model = tf.sequential();\n";

  it('beside options that are not known', async () => {
    const { layers } = await runSlice(
      `${spread}model.add(tf.layers.lstm({ units: 24, ...common }));\nmodel.add(tf.layers.lstm({ ...common, units: 12 }));`,
    );
    expect(layers).toEqual(['lstm {"units":24}', 'lstm {"units":12}']);
  });

  it('of which only the missing ones are proposed', async () => {
    const { layers } = await runSlice(`${spread}model.add(tf.layers.conv2d({ filters: 5, ...common }));`);
    expect(layers).toEqual(['conv2d {"filters":5,"kernelSize":3,"padding":"same"}']);
  });

  it.each([
    [
      "a parameter's",
      inClass(
        'constructor(size = 8) { this.options = { size }; }',
        `const n = this.options.size; ${dense('units: n')}`,
      ),
      'dense {"units":8}',
    ],
    [
      'of a parameter that is a field',
      inClass('constructor(private readonly units = 6) {}', dense('units: this.units')),
      'dense {"units":6}',
    ],
    [
      "an object's of a parameter",
      `function make(o = { units: 24 }) { const model = tf.sequential(); ${dense('units: o.units')} return model; }`,
      'dense {"units":24}',
    ],
    [
      'of a name',
      `const usual = { units: 7 };\nfunction make({ units } = usual) { const model = tf.sequential(); ${dense('...{ units }')} return model; }`,
      'dense {"units":7}',
    ],
    [
      'of what another call hands over',
      `function make(units = 8) { const model = tf.sequential(); ${dense('units')} return model; }\nmake(24);`,
      'dense {"units":24}',
    ],
  ])('as a default: %s', async (_what, text, expected) => {
    expect((await runSlice(text)).layers).toEqual([expected]);
  });

  it('as a default with empty objects and lists, behind a name', async () => {
    const { layers, asked } = await runSlice(`const rate = 0.25;
      const usual = [{ dense: { units: 4 } }, { flatten: {} }, { dropout: { rate } }];
      function make(plan = usual) {
        return tf.sequential({ layers: plan.map((part) => tf.layers[Object.keys(part)[0]](Object.values(part)[0])) });
      }`);
    expect(Object.keys(asked)).toEqual(['plan']);
    expect(layers).toEqual(['dense {"units":4}', 'flatten {}', 'dropout {"rate":0.25}']);
  });
});

describe('what a model that is wanted needs', () => {
  it('is the arm that makes it, whatever the condition is', async () => {
    const text = `class Net {
      constructor() { this.kind = null; this.net = null; }
      one() { this.kind = 'one'; }
      two() { this.kind = 'two'; }
      build() {
        if (this.kind === 'one') {
          this.loss = 'meanSquaredError';
          this.net = tf.sequential({ layers: [tf.layers.dense({ units: 1 })] });
        } else if (this.kind === 'two') {
          this.loss = 'hinge';
          this.net = tf.sequential({ layers: [tf.layers.dense({ units: 2 })] });
        }
        this.net.compile({ loss: this.loss });
      }
    }`;
    const { layers, compile } = await runSlice(text);
    expect([layers, compile]).toEqual([['dense {"units":2}'], { loss: 'hinge' }]);
  });

  it('is asked for where several methods set what decides', async () => {
    const text = inClass(
      "constructor() { this.kind = null; } one() { this.kind = 'relu'; } two() { this.kind = 'tanh'; }",
      dense('units: 2, activation: this.kind'),
    );
    expect((await runSlice(text)).asked).toEqual({ kind: "'relu'" });
  });

  it('comes after a `return` in a switch as well', async () => {
    const text = `class Net {
      make(kind = 'plain') { switch (kind) { case 'plain': this.net = tf.sequential(); return this.net; default: return; } }
      add() { this.net.add(tf.layers.dense({ units: 2 })); }
    }`;
    expect((await runSlice(text)).layers).toEqual(['dense {"units":2}']);
  });

  it('is put into a list that an object holds', async () => {
    const text = `function make(units) {
      const options = { layers: [] };
      options.layers.push(tf.layers.flatten({ inputShape: [2, 2] }));
      units.forEach((each) => { options.layers.push(tf.layers.dense({ units: each })); });
      return tf.sequential(options);
    }`;
    expect((await runSlice(text)).layers).toEqual([
      'flatten {"inputShape":[2,2]}',
      'dense {"units":16}',
      'dense {"units":16}',
    ]);
  });

  it('is asked for where it is an element of a list that nothing here fills', async () => {
    const text = inClass('examples = [];', `const size = this.examples[0][1].length; ${dense('inputShape: [size]')}`);
    expect((await runSlice(text)).asked).toEqual({ size: '10' });
  });

  it('is what a part that follows takes, in the place of one that is loaded', async () => {
    const part = 'const part = tf.sequential({ layers: [tf.layers.flatten({ inputShape: [7, 7, 2] })] });';
    const whole = `async function make() { ${part} const base = await tf.loadLayersModel('x'); const all = tf.sequential(); all.add(base); all.add(part); }`;
    const { asked } = await runSlice(whole);
    expect(Object.values(asked)).toEqual(["tf.layers.activation({ activation: 'linear', inputShape: [7, 7, 2] })"]);
  });

  it('has room for all of its pooling', async () => {
    const pools = 'model.add(tf.layers.maxPooling2d({ poolSize: 2 }));'.repeat(3);
    const text = `function make(shape) { const model = tf.sequential(); model.add(tf.layers.conv2d({ inputShape: shape, filters: 2, kernelSize: 3 })); ${pools} return model; }`;
    expect((await runSlice(text)).asked).toEqual({ shape: '[64, 64, 1]' });
  });
});
