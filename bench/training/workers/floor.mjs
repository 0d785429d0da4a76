// Runs an exported training step (python/export_floor.py), a batch a call. Asked over stdin. Usage: node floor.mjs TFJS_MODULE
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import util from 'node:util';
import { epochWindow } from '../epochWindow.mjs';
import { answer } from './answers.mjs';

Object.assign(util, { isNullOrUndefined: (/** @type {unknown} */ value) => value == null, isArray: Array.isArray });
const tf = createRequire(import.meta.url)(process.argv[2] ?? '');

/** @param {{ folder: string, net: import('../nets.mjs').Net, turn: import('../epochWindow.mjs').Turn }} request */
async function turn({ folder, net: { samples, batchSize }, turn: wanted }) {
  const model = await tf.node.loadSavedModel(folder, ['serve'], 'train');
  const order = Int32Array.from({ length: samples }, (_, index) => index);
  /** @type {number[]} */
  const ends = [];
  let loss = Number.NaN;
  const start = performance.now();
  for (let done = null; done === null; done = epochWindow(ends, wanted)) {
    tf.util.shuffle(order);
    let sum = 0;
    for (let from = 0; from < samples; from += batchSize) sum += step(model, order.slice(from, from + batchSize));
    loss = (sum * batchSize) / samples;
    ends.push(performance.now() - start);
  }
  model.dispose();
  return { ...epochWindow(ends, wanted), loss, peakMemory: process.resourceUsage().maxRSS * 1024 };
}

/** @param {any} model @param {Int32Array} indices @returns {number} the batch's loss */
function step(model, indices) {
  const rows = tf.tensor1d(indices, 'int32');
  const { logs } = model.predict({ rows });
  const [loss] = logs.dataSync();
  rows.dispose();
  logs.dispose();
  return loss;
}

for await (const line of createInterface({ input: process.stdin })) {
  answer(await turn(JSON.parse(line)).catch((error) => ({ error: String(error?.message ?? error) })));
}
