import { describe, expect, it } from 'vitest';
import { runSlice } from './runSlice.js';

const askedIn = async (text: string, file?: string) => (await runSlice(text, file)).asked;
const inFunction = (parameters: string, body: string) =>
  `function make(${parameters}) { const model = tf.sequential(); ${body} return model; }`;
const dense = (options: string) => `model.add(tf.layers.dense({ ${options} }));`;

describe('proposals', () => {
  it('takes defaults and arguments at call sites', async () => {
    expect(await askedIn(inFunction('units = 12', dense('units')))).toEqual({ units: '12' });
    expect(await askedIn(`${inFunction('units', dense('units'))} make(9);`)).toEqual({ units: '9' });
    expect(await askedIn(inFunction('{ units = 6 }', dense('units')))).toEqual({ units: '6' });
  });

  it("takes what a component's data start with", async () => {
    const component = (data: string) =>
      `export default { ${data}, methods: { train() { const model = tf.sequential(); ${dense('units: this.units')} } } };`;
    expect(await askedIn(component('data() { return { units: 12 }; }'))).toEqual({ units: '12' });
    expect(await askedIn(component('data: () => ({ units: 7 })'))).toEqual({ units: '7' });
    expect(await askedIn(component('data() { return { units: 0 }; }'))).toEqual({ units: '3' });
  });

  it('does not take a size that is 0 until the page says more', async () => {
    expect(await askedIn(inFunction('units = 0', `${dense('units')}${dense('units: 1')}`))).toEqual({ units: '16' });
  });

  it('takes a rate of 0, which is one', async () => {
    expect(await askedIn(inFunction('rate = 0', 'model.add(tf.layers.dropout({ rate }));'))).toEqual({ rate: '0' });
  });

  it('goes by the use, through variables, properties and parameters', async () => {
    const text = inFunction(
      'size, rate',
      `const n = size * 2; ${dense('inputShape: [n], units: 1')} model.add(tf.layers.dropout({ rate }));`,
    );
    expect(await askedIn(text)).toEqual({ n: '10', rate: '0.2' });
  });

  it('knows a picture and a sequence by the layer', async () => {
    const first = (layer: string) => inFunction('shape', `model.add(tf.layers.${layer}({ inputShape: shape }));`);
    expect(await askedIn(first('conv2d'))).toEqual({ shape: '[28, 28, 1]' });
    expect(await askedIn(first('lstm'))).toEqual({ shape: '[10, 8]' });
    expect(await askedIn(first('dense'))).toEqual({ shape: '[10]' });
  });

  it('gives each size of a shape that a variable holds its own value', async () => {
    const text = inFunction('w, c', 'const shape = [w, w, c]; model.add(tf.layers.conv2d({ inputShape: shape }));');
    expect(await askedIn(text)).toEqual({ w: '28', c: '1' });
  });

  it('takes what a value is compared with', async () => {
    const text = inFunction(
      'kind',
      `switch (kind) { case 'gru': model.add(tf.layers.gru({ units: 2 })); break; default: throw kind; }`,
    );
    expect(await askedIn(text)).toEqual({ kind: "'gru'" });
  });

  it('makes objects with what a loop reads of its list', async () => {
    const text = inFunction(
      'specs',
      'for (const spec of specs) model.add(tf.layers.dense({ units: spec.units, activation: spec.activation }));',
    );
    const { layers, asked } = await runSlice(text);
    expect(asked).toEqual({ specs: "[{ units: 16, activation: 'relu' }, { units: 16, activation: 'relu' }]" });
    expect(layers).toHaveLength(2);
  });

  it('takes the branch that makes a model, not the one that takes one', async () => {
    const text = `class Net {
      constructor(a, b) {
        if (a instanceof tf.Sequential) { this.model = a; this.size = b; } else { this.size = a; this.model = this.create(); }
      }
      create() { const model = tf.sequential(); model.add(tf.layers.dense({ units: this.size })); return model; }
    }`;
    const { layers, asked } = await runSlice(text);
    expect(Object.values(asked)).toContain('false');
    expect(layers).toEqual(['dense {"units":3}']);
  });

  it('asks for the length of a list that something else fills', async () => {
    const { expressions } = await runSlice(`const names = []; names.push(document.title);
      const model = tf.sequential(); ${dense('units: names.length')}`);
    expect(expressions).toEqual(['names.length']);
  });

  it('asks for a part of a model that comes from elsewhere', async () => {
    const text = inFunction(
      'base',
      'model.add(base); model.add(tf.layers.flatten()); model.add(tf.layers.dense({ units: 2 }));',
    );
    expect((await runSlice(text, 'a.ts', { base: '"base"' })).layers[0]).toBe('base');
  });
});
