import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CliRun, ON_WASM } from './support/cliRun.js';
import { withTempFolder } from './support/tempFolder.js';

const OPEN_NET = ['train', 'openNet.mjs', '--json', '--epochs', '1', ...ON_WASM];

describe('a model that its file does not train', () => {
  it('is made with the values and trained on the data that are named', async () => {
    await using run = await CliRun.start([...OPEN_NET, '--data', 'iris', '--set', 'units=7']);
    expect(await run.exited).toBe(0);
    const [fit] = run.linesOf('fit');
    expect(fit).toMatchObject({ name: 'model', line: 4, layers: [{ className: 'Dense' }, { className: 'Dense' }] });
    expect(run.stderr).toContain('the shape is taken from the data');
  });

  it('leaves the caller no question with --yes', async () => {
    await using run = await CliRun.start([...OPEN_NET, '--data', 'random', '--yes']);
    expect(await run.exited).toBe(0);
    expect(run.stderr).toMatch(/units = 16 \(proposed\)/);
    expect(run.linesOf('epoch')).toHaveLength(1);
    const notes = run.linesOf('note');
    expect(notes.map(({ kind, line }) => [kind, line])).toEqual([
      ['random-data', 4],
      ['guessed', 4],
      ['guessed', 5],
      ['guessed', 5],
    ]);
    expect(run.stdout.lastIndexOf('"type":"note"')).toBeLessThan(run.stdout.indexOf('"type":"fit"'));
    expect(run.stderr).toMatch(/random data: model trains on random numbers.*\(openNet\.mjs:4\)/);
    expect(run.reason).toMatch(/^gradlens: trained: .*, on random numbers/);
  });

  it('is not run while something is open and nobody is there to ask: exit 2, with the value and its place', async () => {
    await using run = await CliRun.start([...OPEN_NET, '--data', 'random']);
    expect(await run.exited).toBe(2);
    expect(run.reason).toMatch(/leaves values open: units .*openNet\.mjs:5.*--set units=VALUE, or --yes/);
    expect(run.stdout).toBe('');
  });

  it('is not run without data: exit 2, with where to get some', async () => {
    await using run = await CliRun.start([...OPEN_NET, '--line', '4', '--set', 'units=4']);
    expect(await run.exited).toBe(2);
    expect(run.reason).toMatch(/no data of its own.*--data/);
  });

  it('is kept where --save says', async () => {
    await withTempFolder(async (folder) => {
      const target = join(folder, 'trained');
      await using run = await CliRun.start([...OPEN_NET, '--data', 'iris', '--yes', '--save', target]);
      expect(await run.exited).toBe(0);
      expect(JSON.parse(await readFile(join(target, 'model.json'), 'utf8'))).toHaveProperty('weightsManifest');
    });
  });

  it.each([
    ['trainOnBatch', 'for (let i = 0; i < 40; i++) await model.trainOnBatch(x, y);'],
    ['small fits', 'for (let i = 0; i < 40; i++) await model.fit(x, y, { epochs: 1 });'],
    [
      'an optimizer',
      'const optimizer = tf.train.sgd(0.1); for (let i = 0; i < 40; i++) optimizer.minimize(() => model.predict(x).sub(y).square().mean());',
    ],
  ])('is kept with the last step of %s', async (_, loop) => {
    await withTempFolder(async (folder) => {
      const text = `import * as tf from '@tensorflow/tfjs-node';
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1], useBias: false })] });
model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
const [x, y] = [tf.ones([4, 1]), tf.ones([4, 1])];
${loop}
console.log('weight', model.getWeights()[0].dataSync()[0]);
`;
      await writeFile(join(folder, 'loop.mjs'), text);
      const target = join(folder, 'trained');
      await using run = await CliRun.start(['train', join(folder, 'loop.mjs'), '--save', target]);
      expect(await run.exited).toBe(0);
      const weights = new Float32Array(new Uint8Array(await readFile(join(target, 'weights.bin'))).buffer);
      expect(weights[0]).toBe(Number(/weight (\S+)/.exec(run.stdout)?.[1]));
    });
  });

  it('takes its choices from gradlens.json', async () => {
    await withTempFolder(async (folder) => {
      const code = await readFile(join(import.meta.dirname, '..', 'fixtures', 'cli', 'openNet.mjs'), 'utf8');
      await writeFile(join(folder, 'net.mjs'), code);
      await mkdir(join(folder, '.vscode'));
      const choices = `{
        // kept by hand
        "models": { "net.mjs#model": { "values": { "units": 5 }, "data": { "kind": "builtin", "name": "iris" }, "training": { "epochs": 2 } } },
      }`;
      await writeFile(join(folder, '.vscode', 'gradlens.json'), choices);
      await using run = await CliRun.start([
        'train',
        join(folder, 'net.mjs'),
        '--json',
        '--model',
        'model',
        ...ON_WASM,
      ]);
      expect(await run.exited).toBe(0);
      expect(run.linesOf('epoch')).toHaveLength(2);
    });
  });

  it('says where a data set does not exist, and what there is', async () => {
    await using run = await CliRun.start([...OPEN_NET, '--data', 'irris', '--yes']);
    expect(await run.exited).not.toBe(0);
    expect(run.reason).toContain('Did you mean iris?');
  });
});

describe('a page', () => {
  const script = `const model = tf.sequential();
model.add(tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'ones' }));
model.compile({ loss: 'meanSquaredError', optimizer: tf.train.sgd(0.01) });
model.fit(tf.tensor2d([[1], [2], [3]]), tf.tensor2d([[4], [6], [8]]), { epochs: 2 });
`;
  const page = `<script src="https://cdn.jsdelivr.net/npm/@tensorflow/tfjs"></script>\n<script>\n${script}</script>\n`;

  it.each([
    ['page.html', page, 3],
    ['sketch.js', script, 1],
  ])('trains on the data that stands in it: %s', async (file, text, line) => {
    await using run = await CliRun.start(['train', file, '--json', '--yes', ...ON_WASM], { files: { [file]: text } });
    expect(await run.exited).toBe(0);
    expect(run.linesOf('note')).toEqual([]);
    expect(run.linesOf('fit')).toMatchObject([{ name: 'model', line }]);
    expect(run.linesOf('epoch').map(({ logs }) => Number((logs as { loss: number }).loss.toFixed(3)))).toEqual([
      16.667, 13.224,
    ]);
  });
});

describe('--epochs', () => {
  it('that cannot reach a loop written by hand: exit 2', async () => {
    await using run = await CliRun.start(['train', 'handLoop.mjs', '--json', '--epochs', '3']);
    expect(await run.exited).toBe(2);
    expect(run.reason).toMatch(/--epochs has no effect/);
  });
});

describe('a notebook that is trained', () => {
  it('tells the cell of what it evaluates', async () => {
    const cell = (source: string[]) => ({
      cell_type: 'code',
      execution_count: null,
      metadata: {},
      outputs: [],
      source,
    });
    const cells = [
      cell([
        'import numpy as np\n',
        'from keras import Sequential, layers\n',
        'x = np.ones((8, 2))\n',
        'y = np.ones(8)',
      ]),
      cell(['model = Sequential([layers.Dense(1, input_shape=(2,))])\n', 'model.compile("sgd", "mse")']),
      cell(['model.fit(x, y, epochs=1, verbose=0)\n', 'model.evaluate(x, y)']),
    ];
    const notebook = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1);
    await using run = await CliRun.start(['train', 'net.ipynb', '--yes', ...ON_WASM], {
      files: { 'net.ipynb': notebook },
    });
    expect(await run.exited).toBe(0);
    expect(run.stdout + run.stderr).toContain('evaluate, cell 3, line 2: loss: ');
  });
});

describe('a choice between models', () => {
  it('is none where Node trains them all by itself', async () => {
    await using run = await CliRun.start(['train', 'twoModels.mjs', '--yes', '--json', ...ON_WASM]);
    expect(await run.exited).toBe(0);
    expect(run.linesOf('fit').map(({ name }) => name)).toEqual(['small', 'other']);
  });

  it('is none where a file trains what another one makes', async () => {
    const files = {
      'made.mjs':
        "import * as tf from '@tensorflow/tfjs';\nexport { tf };\nexport const make = () => tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });\n",
      'trains.mjs':
        "import { make, tf } from './made.mjs';\nconst made = make();\nmade.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });\nawait made.fit(tf.ones([2, 1]), tf.ones([2, 1]));\n",
    };
    await using run = await CliRun.start(['train', 'trains.mjs', '--yes', '--json', ...ON_WASM], { files });
    expect(await run.exited).toBe(0);
    expect(run.linesOf('fit')).toHaveLength(1);
  });

  it('that is open is exit 2, with the models', async () => {
    await using run = await CliRun.start(['train', 'twoModels.mjs', '--data', 'random', '--yes']);
    expect(await run.exited).toBe(2);
    expect(run.reason).toMatch(/Choose a model.*small \(line \d+\)/);
  });
});
