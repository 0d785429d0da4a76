import { describe, expect, it } from 'vitest';
import { summarize } from './summarize.js';

const build = 'const m = tf.sequential(); m.add(tf.layers.dense({ units: 1 }));';

describe('a Sequential under every form of import', () => {
  it.each([
    ['namespace', `import * as tf from '@tensorflow/tfjs';\n${build}`],
    ['default', `import tf from '@tensorflow/tfjs-node';\n${build}`],
    [
      'renamed namespace',
      "import * as T from '@tensorflow/tfjs-node-gpu';\nconst m = T.sequential(); m.add(T.layers.dense({}));",
    ],
    [
      'named',
      "import { sequential, layers } from '@tensorflow/tfjs';\nconst m = sequential(); m.add(layers.dense({}));",
    ],
    ['renamed', "import { sequential as s, layers as l } from '@tensorflow/tfjs';\nconst m = s(); m.add(l.dense({}));"],
    [
      'tfjs-layers',
      "import * as tfl from '@tensorflow/tfjs-layers';\nconst m = tfl.sequential(); m.add(tfl.layers.dense({}));",
    ],
    ['a URL', `import * as tf from 'https://esm.sh/@tensorflow/tfjs@4';\n${build}`],
    ['require', `const tf = require('@tensorflow/tfjs');\n${build}`],
    [
      'require, taken apart',
      "const { sequential, layers: { dense } } = require('@tensorflow/tfjs');\nconst m = sequential(); m.add(dense({}));",
    ],
    [
      'a nested name',
      "const { layers } = require('@tensorflow/tfjs').default; const tf = require('@tensorflow/tfjs').default;\nconst m = tf.sequential(); m.add(layers.dense({}));",
    ],
    ['await import', `const tf = await import('@tensorflow/tfjs');\n${build}`],
    [
      'import().then',
      `import('@tensorflow/tfjs').then((x) => {\nconst m = x.sequential(); m.add(x.layers.dense({})); });`,
    ],
    [
      'later assignment',
      "let T;\nT = require('@tensorflow/tfjs'); const m = T.sequential(); m.add(T.layers.dense({}));",
    ],
    ['a script tag', `\n${build}`],
    ['a property of the window', '\nconst m = window.tf.sequential(); m.add(window.tf.layers.dense({}));'],
    ['a parameter', `function build(tf) {\n${build} }`],
    ['a wrapper module', `import tf from './lib/backend';\n${build}`],
    [
      'a wrapper module under its own name',
      "import * as nn from './tf.js';\nconst m = nn.sequential(); m.add(nn.layers.dense({}));",
    ],
    ['a wrapper module, by use', "import nn from './backend';\nconst m = nn.sequential(); m.add(nn.layers.dense({}));"],
    ['an unknown loader', `const tf = await loadTensorFlow();\n${build}`],
    [
      'an alias',
      "import * as tf from '@tensorflow/tfjs'; const L = tf.layers, make = tf.sequential;\nconst m = make(); m.add(L.dense({}));",
    ],
    [
      'a fallback',
      "const T = globalThis.tf || require('@tensorflow/tfjs');\nconst m = T.sequential(); m.add(T.layers.dense({}));",
    ],
    [
      'optional chaining',
      "import * as tf from '@tensorflow/tfjs';\nconst m = tf?.sequential?.(); m?.add(tf.layers?.dense({}));",
    ],
    [
      'compiled code',
      "const T = __importStar(require('@tensorflow/tfjs'));\nconst m = T.sequential(); m.add(T.layers.dense({}));",
    ],
    [
      'computed',
      "import * as tf from '@tensorflow/tfjs';\nconst m = tf['sequential'](); m['add'](tf['layers']['dense']({}));",
    ],
  ])('%s', (_, code) => {
    expect(summarize(code)).toEqual(['2 m: Dense@2']);
  });

  it('TypeScript import =', () => {
    expect(summarize(`import tf = require('@tensorflow/tfjs');\n${build}`, 'a.cts')).toEqual(['2 m: Dense@2']);
  });

  it('new tf.Sequential', () => {
    expect(summarize('const m = new tf.Sequential({ layers: [tf.layers.dense({})] });')).toEqual(['1 m: Dense@1']);
  });

  it('a class of its own', () => {
    const code = `import { Sequential, layers } from '@tensorflow/tfjs';
export class Net extends Sequential {
  constructor() {
    super({ layers: [layers.flatten()] });
    this.add(layers.dense({}));
  }
}
const net = new Net();
net.add(layers.softmax());
net.compile({});
await net.fit();`;
    expect(summarize(code)).toEqual(['2 Net: Flatten@4 Dense@5 Softmax@9; compile 10, fit 11']);
  });
});

describe('what is not a Sequential', () => {
  it.each([
    ['the word in a comment', '// tf.sequential()'],
    ['the word in a string', "const s = 'tf.sequential()';"],
    [
      'a functional model',
      'const x = tf.input({ shape: [1] }); const sequential = tf.model({ inputs: x, outputs: x });',
    ],
    ["a class of the user's own", 'class Sequential {} const m = new Sequential();'],
    ["a function of the user's own", 'function sequential() {} const m = sequential();'],
    ["a namespace of the user's own", 'const tf = { sequential() { return 1; } }; const m = tf.sequential();'],
    ["another library's", "import { nn } from 'js-pytorch'; const m = new nn.Sequential();"],
    ["another library's function", "import { sequential } from 'gulp-sequence'; sequential('a');"],
    ['a task runner', 'async.sequential([]); gulp.sequential();'],
    ['a mention without a call', 'if (model instanceof tf.Sequential) console.log(tf.sequential);'],
    ['an array called model', 'const model = []; model.add(tf.layers.dense({})); // Sequential'],
    ['a visualiser', "import * as vis from '@tensorflow/tfjs-vis'; vis.sequential();"],
  ])('%s', (_, code) => {
    expect(summarize(code)).toEqual([]);
  });
});
