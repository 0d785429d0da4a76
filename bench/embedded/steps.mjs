// Prints the median milliseconds of one training step for each net, null for one that cannot train. Usage: node steps.mjs BACKEND
import { createRequire } from 'node:module';
import { join } from 'node:path';
import util from 'node:util';
import { at } from '../../scripts/lib/root.mjs';

const STEPS = 12;
const require = createRequire(import.meta.url);
const tf = await load(process.argv[2] ?? '');

/** @type {Record<string, () => { layers: import('@tensorflow/tfjs').layers.Layer[], input: number[], batchSize: number }>} */
const nets = {
  '784-64-64-10, batch 32': () => ({ layers: dense(64, 64), input: [784], batchSize: 32 }),
  '784-512-512-512-10, batch 64': () => ({ layers: dense(512, 512, 512), input: [784], batchSize: 64 }),
  'convolutions of 16 and 32 filters on 28x28, batch 64': () => ({
    layers: [
      tf.layers.conv2d({ filters: 16, kernelSize: 3, activation: 'relu', inputShape: [28, 28, 1] }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 32, kernelSize: 3, activation: 'relu' }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 10 }),
    ],
    input: [28, 28, 1],
    batchSize: 64,
  }),
  'LSTM of 64 on 20 steps of 16, batch 32': () => ({
    layers: [
      tf.layers.lstm({ units: 64, recurrentInitializer: 'glorotNormal', inputShape: [20, 16] }),
      tf.layers.dense({ units: 10 }),
    ],
    input: [20, 16],
    batchSize: 32,
  }),
};

/** @type {Record<string, number | null>} */
const figures = {};
for (const [name, net] of Object.entries(nets)) figures[name] = await step(net());
process.stdout.write(JSON.stringify(figures));

/** @param {number[]} units */
function dense(...units) {
  return [...units, 10].map((each, index) =>
    tf.layers.dense({
      units: each,
      ...(index < units.length ? { activation: 'relu' } : {}),
      ...(index === 0 ? { inputShape: [784] } : {}),
    }),
  );
}

/** @param {ReturnType<typeof nets[string]>} net */
async function step({ layers, input, batchSize }) {
  const model = tf.sequential({ layers });
  model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
  const [x, y] = [tf.randomNormal([batchSize, ...input]), tf.randomNormal([batchSize, 10])];
  try {
    for (let warmUp = 0; warmUp < 3; warmUp++) await model.trainOnBatch(x, y);
    const times = [];
    for (let count = 0; count < STEPS; count++) {
      const start = performance.now();
      await model.trainOnBatch(x, y);
      times.push(performance.now() - start);
    }
    return times.toSorted((a, b) => a - b)[STEPS / 2] ?? null;
  } catch (error) {
    if (/not registered for backend/.test(String(error))) return null;
    throw error;
  }
}

/** @param {string} backend @returns {Promise<typeof import('@tensorflow/tfjs')>} */
async function load(backend) {
  if (backend === 'tfjs-node') {
    Object.assign(util, { isNullOrUndefined: (/** @type {unknown} */ value) => value == null, isArray: Array.isArray });
    const store = join(process.env.GRADLENS_STORE ?? '', 'tfjs-node', '4.22.0', 'node_modules');
    return require(join(store, '@tensorflow', 'tfjs-node'));
  }
  const folder =
    backend === 'embedded' ? at('dist', 'embedded') : at('node_modules', '@tensorflow', 'tfjs-backend-wasm', 'dist');
  const loaded = require(backend === 'embedded' ? join(folder, 'tfjs.cjs') : '@tensorflow/tfjs');
  const wasm = backend === 'embedded' ? loaded : require('@tensorflow/tfjs-backend-wasm');
  loaded.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  wasm.setWasmPaths(`${folder}/`);
  await loaded.setBackend('wasm');
  return loaded;
}
