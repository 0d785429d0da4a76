import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { losses } from './support/rows.js';
import { backendOf, runToEnd } from './support/trainerRun.js';

/** Seeded nets that print the bits of all weights after training, for each tfjs-node optimizer and a recurrent net. */
const nets = `
const tf = require('@tensorflow/tfjs');
const seeded = (seed) => tf.initializers.glorotUniform({ seed });
const dense = () => [
  tf.layers.dense({ units: 16, activation: 'relu', inputShape: [8], kernelInitializer: seeded(1) }),
  tf.layers.batchNormalization(),
  tf.layers.dense({ units: 16, activation: 'tanh', kernelInitializer: seeded(2) }),
  tf.layers.dropout({ rate: 0.3, seed: 3 }),
  tf.layers.dense({ units: 1, kernelInitializer: seeded(4) }),
];
const recurrent = () => [
  tf.layers.reshape({ targetShape: [4, 2], inputShape: [8] }),
  tf.layers.lstm({ units: 5, kernelInitializer: seeded(5), recurrentInitializer: seeded(6) }),
  tf.layers.dense({ units: 1, kernelInitializer: seeded(7) }),
];
async function main() {
  if (process.env.PLAIN_BACKEND) await tf.setBackend(process.env.PLAIN_BACKEND);
  const x = tf.randomNormal([50, 8], 0, 1, 'float32', 8);
  const y = tf.randomNormal([50, 1], 0, 1, 'float32', 9);
  for (const [optimizer, layers] of [['sgd', dense], ['adam', dense], ['rmsprop', recurrent], ['adagrad', dense]]) {
    const model = tf.sequential({ layers: layers() });
    model.compile({ optimizer, loss: 'meanSquaredError', metrics: ['mae'] });
    const { history } = await model.fit(x, y, { epochs: 3, batchSize: 16, shuffle: false, verbose: 0, validationSplit: 0.2 });
    const bits = model.getWeights().map((weight) => Buffer.from(new Uint8Array(weight.dataSync().buffer)).toString('base64'));
    console.log(optimizer, JSON.stringify(history), bits.join());
  }
}
main();
`;

/** The same file in plain Node, with no trainer around it. */
async function plainOutput(backend: 'tfjs-node' | 'wasm'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gradlens-plain-'));
  try {
    const scope = join(folder, 'node_modules', '@tensorflow');
    await mkdir(scope, { recursive: true });
    const { path } = backendOf(backend);
    const compatible = "const util = require('node:util'); util.isNullOrUndefined ??= (value) => value == null;";
    await writeFile(join(folder, 'util.cjs'), compatible);
    if (backend === 'tfjs-node') {
      await symlink(path, join(scope, 'tfjs'), 'dir');
    } else {
      await mkdir(join(scope, 'tfjs'));
      const load = `const tf = require(${JSON.stringify(join(path, 'tfjs.cjs'))}); tf.setWasmPaths(${JSON.stringify(`${path}/`)});`;
      await writeFile(join(scope, 'tfjs', 'index.js'), `${load} module.exports = tf;`);
    }
    const file = join(folder, 'nets.cjs');
    await writeFile(file, nets);
    const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2', ...(backend === 'wasm' ? { PLAIN_BACKEND: 'wasm' } : {}) };
    const args = ['--require', join(folder, 'util.cjs'), file];
    return spawnSync(process.execPath, args, { cwd: dirname(file), env, encoding: 'utf8' }).stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe.each(['tfjs-node', 'wasm'] as const)('training on %s', (backend) => {
  it('gives bit for bit the weights and the history that it gives without the trainer', async () => {
    const [run, plain] = await Promise.all([
      runToEnd({ 'nets.cjs': nets }, { backend, histogramInterval: 1, activationInterval: 1, compiledStep: 'off' }),
      plainOutput(backend),
    ]);
    expect(run.exit.code).toBe(0);
    expect(run.fitEnds.map(({ batches }) => batches)).toEqual([9, 9, 9, 9]);
    expect(plain.split('\n').filter(Boolean)).toHaveLength(4);
    expect(run.stdout).toBe(plain);
  });
});

describe('the embedded default', () => {
  const program = `
import * as tf from '@tensorflow/tfjs';
const seeded = (seed) => tf.initializers.glorotUniform({ seed });
const model = tf.sequential({ layers: [
  tf.layers.dense({ units: 24, activation: 'relu', inputShape: [8], kernelInitializer: seeded(1) }),
  tf.layers.dense({ units: 24, activation: 'sigmoid', kernelInitializer: seeded(2) }),
  tf.layers.dense({ units: 3, activation: 'softmax', kernelInitializer: seeded(3) }),
] });
model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
const x = tf.randomNormal([60, 8], 0, 1, 'float32', 4);
const y = tf.oneHot(tf.argMax(x.slice([0, 0], [60, 3]), 1), 3);
await model.fit(x, y, { epochs: 20, batchSize: 10, shuffle: false, verbose: 0 });
`;

  it('gives the losses of tfjs-node', async () => {
    const runs = await Promise.all(
      (['tfjs-node', 'wasm'] as const).map((backend) => runToEnd({ 'main.mjs': program }, { backend })),
    );
    const [native = [], wasm = []] = runs.map((run) => losses(run));
    expect(native).toHaveLength(120);
    expect(Math.max(...native.map((loss, index) => Math.abs(loss - (wasm[index] ?? Number.NaN))))).toBeLessThan(1e-3);
  });
});
