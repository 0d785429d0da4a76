import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DataSpec } from '../../src/protocol/data.js';
import type { BuildTask, ModelRecipe } from '../../src/protocol/launch.js';
import type { SourceBuilder } from '../../src/protocol/source.js';
import { findModels } from '../../src/source/findModels.js';
import { withTempFolder } from './support/tempFolder.js';
import { runToEnd } from './support/trainerRun.js';

const RANDOM: DataSpec = { kind: 'random', batches: 3, batchSize: 8 };

const task = (recipe: ModelRecipe, data: DataSpec): BuildTask => ({
  recipe,
  data,
  ownData: true,
  dataFolder: '.',
  fit: { epochs: 2, batchSize: null, validationSplit: null },
});

interface Build {
  readonly code: string;
  readonly builder: Pick<SourceBuilder, 'kind' | 'name'>;
  readonly arguments?: readonly string[];
  readonly constructorArguments?: readonly string[];
  readonly data?: DataSpec;
}

function runBuilder(name: string, { code, builder, data = RANDOM, ...given }: Build) {
  const build = (file: string) => {
    const [model] = findModels(code, file);
    const { line, span } = model ?? {
      line: 1,
      span: { file, start: { line: 1, column: 1 }, end: { line: 9, column: 1 } },
    };
    const whole: SourceBuilder = { ...builder, exportedAs: null, parameters: [], returnsModel: true };
    const none = { arguments: [], constructorArguments: [] };
    return task({ kind: 'builder', file, line, span, builder: whole, ...none, fit: {}, ...given }, data);
  };
  return runToEnd({ [name]: code }, { build });
}

const layerLines = (told: Awaited<ReturnType<typeof runBuilder>>) =>
  told.fits[0]?.layers.map(({ className, location }) => [className, location?.line]);

describe('a builder', () => {
  it('that is not exported is called with its arguments, and its layers are at their lines', async () => {
    const code = `import * as tf from '@tensorflow/tfjs';
function buildModel(units: number, classes: number) {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units, inputShape: [4], activation: 'relu' }));
  model.add(tf.layers.dense({ units: classes, activation: 'softmax' }));
  return model;
}`;
    const told = await runBuilder('net.ts', {
      code,
      builder: { kind: 'function', name: 'buildModel' },
      arguments: ['7', '3'],
    });
    expect(told.problems).toEqual([]);
    expect(told.ended).toEqual({ outcome: 'completed', exitCode: 0 });
    expect(layerLines(told)).toEqual([
      ['Dense', 4],
      ['Dense', 5],
    ]);
    expect(told.fits[0]).toMatchObject({
      kind: 'fitDataset',
      name: 'model',
      loss: 'categoricalCrossentropy',
      optimizer: 'Adam',
      batchSize: 8,
      batchesPerEpoch: 3,
      epochs: 2,
      setup: { data: 'random', samples: 24, validation: 0, epochsFrom: 'chosen', sourceEpochs: null },
    });
    expect(told.fits[0]?.variables[0]?.shape).toEqual([4, 7]);
    expect(told.epochs.map(({ epoch }) => epoch)).toEqual([0, 1]);
  });

  it('that is a method of a CommonJS class is called on an instance', async () => {
    const code = `const tf = require('@tensorflow/tfjs-node');
class Trainer {
  constructor(size) { this.size = size; }
  async build(rate) {
    this.model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [this.size] })] });
    this.model.compile({ optimizer: tf.train.sgd(rate), loss: 'meanSquaredError' });
  }
}
module.exports = {};`;
    const told = await runBuilder('net.js', {
      code,
      builder: { kind: 'method', name: 'Trainer.build' },
      constructorArguments: ['5'],
      arguments: ['0.125'],
    });
    expect(told.problems).toEqual([]);
    expect(told.fits[0]).toMatchObject({ optimizer: 'SGD', learningRate: 0.125 });
    expect(told.fits[0]?.variables[0]?.shape).toEqual([5, 1]);
  });

  it('of a model that the data does not fit is refused at the layer that would have to change', async () => {
    const code = `import * as tf from '@tensorflow/tfjs';
export function build() {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 8, inputShape: [4] }));
  model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
  return model;
}`;
    const told = await runBuilder('net.mjs', {
      code,
      builder: { kind: 'function', name: 'build' },
      data: { kind: 'builtin', name: 'iris' },
    });
    expect(told.ended).toMatchObject({ outcome: 'failed' });
    expect(told.fits).toEqual([]);
    expect(told.problems).toMatchObject([{ kind: 'data', severity: 'error', location: { line: 5 } }]);
    expect(told.problems[0]?.message).toContain(
      'iris has 3 classes (setosa, versicolor, virginica), but the last layer',
    );
    expect(told.problems[0]?.fixes?.map(({ title }) => title)).toEqual(['Set units to 3', 'Set activation to softmax']);
  });

  it('that makes no model is a problem at its line', async () => {
    const code = `export const build = () => {
  return { layers: [] };
};`;
    const told = await runBuilder('net.mjs', { code, builder: { kind: 'function', name: 'build' } });
    expect(told.ended).toMatchObject({ outcome: 'failed' });
    expect(told.problems).toMatchObject([
      { kind: 'model', message: 'build was called but created no Sequential model.' },
    ]);
  });

  it('that throws is a problem of the user’s code at its line', async () => {
    const code = `export function build(config) {
  return config.layers.length;
}`;
    const told = await runBuilder('net.mjs', { code, builder: { kind: 'function', name: 'build' }, arguments: ['{}'] });
    expect(told.problems).toMatchObject([{ kind: 'user-code', location: { line: 2 } }]);
  });
});

describe('a first layer without an input shape', () => {
  const code = `import * as tf from '@tensorflow/tfjs';
export const make = () => tf.sequential({
  layers: [tf.layers.dense({ units: 6 }), tf.layers.dense({ units: 3, activation: 'softmax' })],
});`;
  const builder = { kind: 'function', name: 'make' } as const;

  it('takes that of the data', async () => {
    const told = await runBuilder('net.mjs', { code, builder, data: { kind: 'builtin', name: 'blobs' } });
    expect(told.problems).toEqual([]);
    expect(told.fits[0]?.variables[0]?.shape).toEqual([2, 6]);
  });

  it('takes a usual one where the data is random', async () => {
    const told = await runBuilder('net.mjs', { code, builder });
    expect(told.fits[0]?.variables[0]?.shape).toEqual([10, 6]);
  });
});

describe('a slice', () => {
  const code = `  const hidden = width * 2;
  const model = tf.sequential();
  for (let i = 0; i < 2; i++)
    model.add(tf.layers.dense({ units: hidden, inputShape: i ? undefined : [3] }));
gradlensModel().compile({ loss: 'meanAbsoluteError', optimizer: 'sgd' });
`;
  const lines = [4, 5, 6, 7, 0, 0];
  const run = (values: Readonly<Record<string, string>>, saveTo: string | null = null) =>
    runToEnd(
      { 'page.html': '<p></p>' },
      {
        saveTo,
        build: (file) => {
          const span = { file, start: { line: 5, column: 17 }, end: { line: 5, column: 32 } };
          return task({ kind: 'slice', file, line: 5, span, slice: { file, code, lines }, values, fit: {} }, RANDOM);
        },
      },
    );

  it('runs at the lines of its file, with values for what it takes from outside', async () => {
    const told = await run({ width: '4' });
    expect(told.problems).toEqual([]);
    expect(layerLines(told)).toEqual([
      ['Dense', 7],
      ['Dense', 7],
    ]);
    expect(told.fits[0]).toMatchObject({ loss: 'meanAbsoluteError', location: { line: 5 } });
    expect(told.fits[0]?.variables[0]?.shape).toEqual([3, 8]);
  });

  it("is fitted with what the source's own fit says, where nobody says otherwise", async () => {
    const fit = { epochs: '2 + 1', batchSize: '6', validationSplit: '1 / 4', initialEpoch: '"none"' };
    const told = await runToEnd(
      { 'page.html': '<p></p>' },
      {
        build: (file) => {
          const span = { file, start: { line: 5, column: 17 }, end: { line: 5, column: 32 } };
          const slice = { file, code, lines };
          const recipe: ModelRecipe = { kind: 'slice', file, line: 5, span, slice, values: { width: '4' }, fit };
          const asked = { epochs: null, batchSize: null, validationSplit: null };
          return { recipe, data: { kind: 'random', batches: 4 }, ownData: true, dataFolder: '.', fit: asked };
        },
      },
    );
    expect(told.problems).toEqual([]);
    expect(told.fits[0]).toMatchObject({ epochs: 3, batchSize: 6, batchesPerEpoch: 3 });
    expect(told.epochs.map(({ logs }) => Object.keys(logs))).toEqual(Array(3).fill(['val_loss', 'loss']));
  });

  it('that throws is a problem at the line of its file', async () => {
    const told = await run({ width: '{ valueOf() { throw new RangeError("too wide"); } }' });
    expect(told.problems).toMatchObject([{ message: 'RangeError: too wide', location: { line: 4 } }]);
  });

  it('with a value that is no expression is a problem', async () => {
    const told = await run({ width: '4 +' });
    expect(told.problems).toMatchObject([
      { kind: 'model', message: expect.stringContaining('The value 4 + cannot be used') },
    ]);
  });

  it('keeps the trained model where it is asked to', async () => {
    await withTempFolder(async (folder) => {
      const told = await run({ width: '4' }, folder);
      expect(told.problems).toEqual([]);
      const { weightsManifest } = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8'));
      expect(weightsManifest[0].weights.map(({ shape }: { shape: number[] }) => shape)).toEqual([
        [3, 8],
        [8],
        [8, 8],
        [8],
      ]);
      expect((await readFile(join(folder, 'weights.bin'))).length).toBe(4 * (24 + 8 + 64 + 8));
    });
  });
});
