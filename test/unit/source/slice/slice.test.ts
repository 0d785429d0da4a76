import { describe, expect, it } from 'vitest';
import { runSlice } from './runSlice.js';

describe('what a slice keeps', () => {
  it('keeps construction and compile, and drops data, training and the page', async () => {
    const { layers, compile, code, asked } = await runSlice(`
      import * as tf from '@tensorflow/tfjs';
      import { plot } from './plot';
      const UNITS = 4;
      document.title = 'training';
      const xs = tf.tensor2d(await (await fetch('/data')).json());
      const model = tf.sequential();
      model.add(tf.layers.dense({ units: UNITS, inputShape: [3] }));
      model.compile({ optimizer: tf.train.adam(0.1), loss: 'meanSquaredError' });
      await model.fit(xs, xs);
      plot(model.predict(xs));`);
    expect(layers).toEqual(['dense {"units":4,"inputShape":[3]}']);
    expect(compile).toEqual({ optimizer: 'adam(0.1)', loss: 'meanSquaredError' });
    expect(asked).toEqual({});
    expect(code).not.toMatch(/document|fetch|fit|plot|predict/);
  });

  it('leaves each row at its line and columns', async () => {
    const text = `const model = tf.sequential();\nconsole.log('x');\n  model.add(tf.layers.dense({ units: 1 }));`;
    const { rows } = await runSlice(text);
    expect(rows.get(3)).toBe('  model.add(tf.layers.dense({ units: 1 }));');
    expect(rows.get(1)?.indexOf('tf.sequential()')).toBe(text.indexOf('tf.sequential()'));
    expect(rows.has(2)).toBe(false);
  });

  it('takes a function apart that nobody calls, without its other returns', async () => {
    const { layers, asked } = await runSlice(`
      export async function train(hidden, data) {
        if (!data) return null;
        const model = tf.sequential();
        for (let i = 0; i < 2; i++) model.add(tf.layers.dense({ units: hidden }));
        return model.fit(data.xs, data.ys);
      }`);
    expect(layers).toEqual(['dense {"units":3}', 'dense {"units":3}']);
    expect(asked).toEqual({ hidden: '3' });
  });

  it('strips types and JSX and works in a component', async () => {
    const { layers } = await runSlice(
      `
      import * as tf from '@tensorflow/tfjs';
      export const Trainer: React.FC<Props> = ({ title }) => {
        const [units, setUnits] = useState<number>(7);
        const train = async (): Promise<void> => {
          const model: tf.Sequential = tf.sequential();
          model.add(tf.layers.dense({ units: units as number, inputShape: [2]! }));
        };
        return <button onClick={train}>{title}</button>;
      };`,
      'trainer.tsx',
    );
    expect(layers).toEqual(['dense {"units":7,"inputShape":[2]}']);
  });

  it('reads a script of a page', async () => {
    const page = `<html><body><input id="n" value="5"><script>
      const model = tf.sequential({ layers: [tf.layers.dense({ units: Number(document.getElementById('n').value) })] });
    </script></body></html>`;
    const { layers, expressions } = await runSlice(page, 'page.html');
    expect(expressions).toEqual(["document.getElementById('n').value"]);
    expect(layers).toHaveLength(1);
  });

  it('brings what a class sets in its constructor to the method that makes the model', async () => {
    const { layers, asked } = await runSlice(`
      class Net {
        hidden = 5;
        constructor(inputs, outputs) { this.inputs = inputs; this.outputs = outputs; }
        build() {
          this.model = tf.sequential();
          this.model.add(tf.layers.dense({ units: this.hidden, inputShape: [this.inputs] }));
          this.model.add(tf.layers.dense({ units: this.outputs }));
        }
      }`);
    expect(layers).toEqual(['dense {"units":5,"inputShape":[10]}', 'dense {"units":3}']);
    expect(asked).toEqual({ inputs: '10', outputs: '3' });
  });

  it('keeps what is pushed into a list of layers', async () => {
    const { layers } = await runSlice(`
      const cells = [];
      for (const units of [4, 8]) cells.push(tf.layers.lstmCell({ units }));
      const model = tf.sequential({ layers: [tf.layers.rnn({ cell: cells })] });`);
    expect(layers).toEqual([
      'rnn {"cell":[{"name":"lstmCell","options":{"units":4}},{"name":"lstmCell","options":{"units":8}}]}',
    ]);
  });

  it('finds the compile that another function does', async () => {
    const { compile } = await runSlice(`
      function make() { const m = tf.sequential(); m.add(tf.layers.dense({ units: 1 })); return m; }
      function start(rate = 0.5) { const model = make(); model.compile({ optimizer: tf.train.sgd(rate) }); }`);
    expect(compile).toEqual({ optimizer: 'sgd(0.5)' });
  });

  it('keeps what makes a model that is a part of it', async () => {
    const { layers } = await runSlice(`
      const part = tf.sequential();
      part.add(tf.layers.dense({ units: 4 }));
      part.compile({ loss: 'meanSquaredError' });
      const model = tf.sequential();
      model.add(part);
      part.add(tf.layers.dense({ units: 5 }));`);
    expect(layers).toEqual(['[dense {"units":4}, dense {"units":5}]']);
  });

  it('asks for the variable of a loop around a function that it takes apart', async () => {
    const { layers, asked } = await runSlice(`
      for (const units of [8, 16]) {
        it('works', () => { const model = tf.sequential(); model.add(tf.layers.dense({ units })); });
      }`);
    expect(Object.keys(asked)).toEqual(['units']);
    expect(layers).toHaveLength(1);
  });

  it('takes an unknown function around the model to hand it on, and drops what is called on its result', async () => {
    const { layers, asked } = await runSlice(`
      const model = makeReactive(tf.sequential({ layers: [tf.layers.dense({ units: 1 })] }));
      expect(tf.sequential({ layers: [tf.layers.dense({ units: 2 })] })).toBe(model);`);
    expect(layers).toEqual(['dense {"units":2}']);
    expect(asked).toEqual({});
  });

  it('keeps helpers and layer classes of the file', async () => {
    const { layers } = await runSlice(`
      class Scale extends tf.layers.Layer {}
      const block = (units) => tf.layers.dense({ units });
      const model = tf.sequential();
      model.add(block(2));
      model.add(new Scale('scale', {}));`);
    expect(layers).toEqual(['dense {"units":2}', 'scale {}']);
  });
});
