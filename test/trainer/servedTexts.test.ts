import { describe, expect, it } from 'vitest';
import type { ModelRecipe } from '../../src/protocol/launch.js';
import { findModels } from '../../src/source/findModels.js';
import { type Project, runToEnd, type Told } from './support/trainerRun.js';

const fit = `model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
`;

const layers = ({ fits: [only] }: Told) =>
  only?.layers.map(({ activation, location }) => [activation, location?.line, location?.column]);

describe('an edited text', () => {
  it('is run in place of its files, whatever kind of module they are, with its own lines', async () => {
    const net = `const tf = require('@tensorflow/tfjs');
exports.hidden = () => tf.layers.dense({ units: 2, inputShape: [2], activation: 'sigmoid' });
`;
    const head = `import * as tf from '@tensorflow/tfjs';
enum Units { One = 1 }
export const last = (): tf.layers.Layer => tf.layers.dense({ units: Units.One, activation: 'sigmoid' });
`;
    const main = `import * as tf from '@tensorflow/tfjs';
import net from './net.cjs';
import { last } from './head';
const model = tf.sequential({ layers: [net.hidden(), last()] });
${fit}await model.fit(tf.ones([4, 2]), tf.ones([4, 1]), { epochs: 1, verbose: 0 });
`;
    const project: Project = { 'main.mjs': main, 'net.cjs': net, 'head.ts': head };
    const served = {
      'net.cjs': net.replace('sigmoid', 'relu').replace('exports', '\n\nexports'),
      'head.ts': head.replace('sigmoid', 'linear').replace('\nenum', '\n// one line more\nenum'),
      'main.mjs': main.replace('epochs: 1', 'epochs: 3'),
    };
    const told = await runToEnd(project, { served });
    expect(told.problems).toEqual([]);
    expect(layers(told)).toEqual([
      ['relu', 4, 24],
      ['linear', 4, 44],
    ]);
    expect(told.epochs).toHaveLength(3);
    expect(told.kept).toEqual(served);
  });

  it('is the entry point and the place of its errors in CommonJS, and no file is written', async () => {
    const main = `const tf = require('@tensorflow/tfjs');
console.log('as it is');
`;
    const edited = `${main.replace('as it is', 'edited')}
console.log(require.main === module, __filename === process.argv[1]);
tf.sequential().add(tf.layers.dense({ units: 0.5 }));
`;
    const read = `console.log(require('node:fs').readFileSync(__filename, 'utf8').length);\n`;
    const told = await runToEnd({ 'main.js': main }, { served: { 'main.js': edited.replace('\n\n', `\n${read}`) } });
    expect(told.stdout).toBe(`edited\n${main.length}\ntrue true\n`);
    expect(told.problems.map(({ location }) => location?.line)).toEqual([5]);
  });

  it.each(['net.py', 'net.ipynb'])('is what is read of Python: %s', async (name) => {
    const code = `from keras import Sequential, layers
import numpy as np
model = Sequential([layers.Dense(2, activation="sigmoid", input_shape=(2,)), layers.Dense(1)])
model.compile("sgd", "mse")
model.fit(np.ones((8, 2)), np.ones((8, 1)), epochs=1)
`;
    const cells = [{ cell_type: 'code', metadata: {}, outputs: [], execution_count: null, source: code }];
    const text = name === 'net.py' ? code : JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
    const edited = text.replace('sigmoid', 'relu');
    const build = (file: string) => {
      const [model] = findModels(edited, file);
      if (!model) throw new Error('there is a model');
      const recipe: ModelRecipe = { kind: 'keras', model, answers: {}, whole: false };
      return {
        recipe,
        data: null,
        ownData: true,
        dataFolder: '.',
        fit: { epochs: null, batchSize: null, validationSplit: null },
      };
    };
    const told = await runToEnd({ [name]: text }, { build, served: { [name]: edited } });
    expect(told.problems).toEqual([]);
    expect(told.fits[0]?.layers.map(({ activation }) => activation)).toEqual(['relu', 'linear']);
    const setup = { data: null, samples: 8, validation: 0, epochsFrom: 'source', sourceEpochs: 1 };
    expect(told.fits[0]?.setup).toEqual(setup);
    const read = code.replace('sigmoid', 'relu');
    expect(told.kept).toEqual({ [name]: name === 'net.py' ? read : `# %% cell 1\n${read}\n` });
  });

  it('is what threads of user code import', async () => {
    const thread = `require('node:worker_threads').parentPort.postMessage('as it is');\n`;
    const told = await runToEnd(
      {
        'main.js': `new (require('node:worker_threads').Worker)(require.resolve('./thread.js')).on('message', console.log);\n`,
        'thread.js': thread,
      },
      { served: { 'thread.js': thread.replace('as it is', 'edited') } },
    );
    expect(told.stdout).toBe('edited\n');
  });
});
