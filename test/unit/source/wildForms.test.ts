import { describe, expect, it } from 'vitest';
import { findModels } from '../../../src/source/findModels.js';
import { summarize } from './summarize.js';

describe('models in forms of wild code', () => {
  it.each<[string, string, string[]]>([
    [
      'by a computed name',
      'for (const n of names) {\nthis.nets[n] = tf.sequential();\nthis.nets[n].add(tf.layers.dense({}));\nthis.nets[n].fit(x, y); }',
      ['2 nets: Dense@3; fit 4'],
    ],
    [
      'by two computed names',
      'nets[a] = tf.sequential();\nnets[b] = tf.sequential();\nnets[a].add(tf.layers.dense({}));\nnets[b].add(tf.layers.lstm({}));',
      ['1 nets: Dense@3', '2 nets: LSTM@4'],
    ],
    [
      'in a list',
      'const all = [];\nall.push(tf.sequential({ layers: [tf.layers.dense({})] }));\nall.forEach((m) => m.compile({}));\nall[0].fit(x, y);',
      ['2 sequential: Dense@2; compile 3, fit 4'],
    ],
    [
      "in React's state",
      'function App() { const [net, setNet] = useState(null);\nuseEffect(() => { const m = tf.sequential();\nsetNet(m); }, []);\nconst go = () => net.fit(x, y); }',
      ['2 m:; fit 4'],
    ],
    ['as a default', 'function f(m = tf.sequential()) {\nm.add(tf.layers.dense({})); }', ['1 m: Dense@2']],
    [
      'handed on by reduce',
      'const m = sizes.reduce((net, units) => {\nnet.add(tf.layers.dense({ units }));\nreturn net; },\ntf.sequential());',
      ['4 sequential: Dense@2'],
    ],
    [
      'filled by a class that extends the one that makes it',
      'class A { constructor() { this.m = tf.sequential(); } fit() {\nthis.m.fit(x, y); } }\nclass B extends A { build() {\nthis.m.add(tf.layers.dense({})); } }',
      ['1 m: Dense@4; fit 2'],
    ],
    [
      'made by the class that extends the one that trains it',
      'class A { train() {\nthis.m.fit(x, y); } }\nclass B extends A { build() {\nthis.m = tf.sequential(); } }',
      ['4 m:; fit 2'],
    ],
    [
      'behind a getter',
      'class A { get m() { if (!this.n)\nthis.n = tf.sequential();\nreturn this.n; }\nbuild() { this.m.add(\ntf.layers.dense({})); } }',
      ['2 n: Dense@5'],
    ],
    [
      'a subclass whose factory lists the layers',
      'class M extends tf.Sequential {\nconstructor(a) { super(a); }\nstatic make() { return new M({ layers: [\ntf.layers.dense({})] }); } }',
      ['1 M: Dense@4'],
    ],
  ])('%s', (_, code, expected) => {
    expect(summarize(code)).toEqual(expected);
  });
});

describe('layers in forms of wild code', () => {
  it.each<[string, string, string[]]>([
    [
      'unshifted and assigned by index',
      'const l = [tf.layers.dense({})];\nl[1] = tf.layers.lstm({});\nl.unshift(\ntf.layers.flatten());\nconst m = tf.sequential({ layers: l });',
      ['5 m: Flatten@4 Dense@1 LSTM@2'],
    ],
    [
      'read by index',
      'const l = [tf.layers.dense({}),\ntf.layers.lstm({})];\nconst m = tf.sequential();\nfor (let i = 0; i < 2; i++) m.add(l[i]);',
      ['3 m: Dense@1 LSTM@2'],
    ],
    [
      'of a model that is loaded',
      'const base = await tf.loadLayersModel(url);\nconst m = tf.sequential();\nfor (let i = 0; i < 9; i++) {\nconst l = base.layers[i];\nm.add(l); }',
      ['2 m: Layer@5'],
    ],
    [
      'handed in by a call that is not known',
      "import { load } from './load.js';\nclass A { constructor(base) { this.base = base; } make() { const m = tf.sequential();\nm.add(this.base); } }\nconst a = new A(load());",
      ['2 m: Layer@3'],
    ],
    [
      'from the file that exports them all',
      "import { dense } from '@tensorflow/tfjs-layers/dist/exports_layers';\nconst m = tf.sequential();\nm.add(dense({}));",
      ['2 m: Dense@3'],
    ],
  ])('%s', (_, code, expected) => {
    expect(summarize(code)).toEqual(expected);
  });
});

describe('the namespace', () => {
  it.each([
    'const m = window.tf.sequential();',
    'const m = state.modules.tf.sequential();',
    'class A { tensorflow = tf; build() { const m = this.tensorflow.sequential(); } }',
    'const m = (await loadTf()).sequential();',
    'const m = this.$tf.sequential();',
    'const m = this.tf.core.sequential();',
    'const m = new tf.sequential({ layers: [] });',
    'const m = tfInstance.sequential();',
    'const make = (lib) => { const m = lib.sequential(); m.add(lib.layers.dense({})); };',
    "import ml from '@/lib/ml';\nconst m = ml.sequential(); m.add(ml.layers.dense({}));",
  ])('%s', (code) => {
    expect(findModels(code, 'a.js')).toHaveLength(1);
  });

  it.each([
    'const m = new TSP.models.Sequential(container); m.add(new TSP.layers.Dense());',
    "import * as nn from 'other-nets';\nconst m = nn.sequential(); m.add(nn.layers.dense());",
    'const m = mockTensorFlow.sequential();',
    'const m = tf.loadLayersModel(url); m.add(tf.layers.dense({}));',
    'const m = config.sequential(); for (const l of layers) m.add(l);',
  ])('is not %s', (code) => {
    expect(findModels(code, 'a.js')).toEqual([]);
  });
});
