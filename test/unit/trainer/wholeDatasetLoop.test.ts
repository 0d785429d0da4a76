import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { type LayersModel, layersModel } from '../../../src/tfjs/layersModel.js';
import { innerModel, type Sequential } from '../../../src/tfjs/tfjs.js';
import type { OwnBatch } from '../../../src/trainer/fit/fitArguments.js';
import { eagerRows } from '../../../src/trainer/fit/gatheredRows.js';
import { fitWholeDataset } from '../../../src/trainer/fit/wholeDatasetLoop.js';

const ORDERS = [
  [4, 0, 3, 1, 2],
  [2, 3, 0, 4, 1],
  [0, 1, 2, 3, 4],
];
const BATCH = 2;

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** What callbacks were told, with their logs as numbers. */
class Told extends tf.CustomCallback {
  readonly calls: unknown[] = [];
  constructor(
    private readonly model: LayersModel,
    private readonly stopAt: number | null,
  ) {
    super({}, 'never');
  }
  private tell(name: string, index: number | null, logs?: tf.Logs): void {
    const numbers = Object.entries(logs ?? {}).map(([key, value]) => [
      key,
      typeof value === 'number' ? Math.fround(value) : (value as tf.Tensor).dataSync()[0],
    ]);
    this.calls.push([name, index, Object.fromEntries(numbers)]);
  }
  override async onTrainBegin() {
    this.tell('trainBegin', null);
  }
  override async onTrainEnd() {
    this.tell('trainEnd', null);
  }
  override async onEpochBegin(epoch: number) {
    this.tell('epochBegin', epoch);
  }
  override async onEpochEnd(epoch: number, logs?: tf.Logs) {
    this.tell('epochEnd', epoch, logs);
  }
  override async onBatchBegin(batch: number) {
    this.tell('batchBegin', batch);
  }
  override async onBatchEnd(batch: number, logs?: tf.Logs) {
    this.tell('batchEnd', batch, logs);
    const seen = this.calls.filter((call) => (call as [string])[0] === 'batchEnd').length;
    if (seen === this.stopAt) this.model.stopTraining_ = true;
  }
}

it.each([
  ['to its end', null],
  ['until it is stopped within an epoch', 5],
  ['until it is stopped after an epoch', 3],
])('tells callbacks what fitDataset tells them, %s', async (_, stopAt) => {
  const theirs = await trained(stopAt, 'tfjs');
  expect(theirs.calls.length).toBeGreaterThan(5);
  expect(await trained(stopAt, 'rows')).toEqual(theirs);
  expect(await trained(stopAt, 'batches')).toEqual(theirs);
});

it.each([
  ['some batches of a dataset', { validationBatches: 1 }],
  ['tensors, in batches', { validationData: [tf.ones([5, 2]), tf.zeros([5, 1])], validationBatchSize: 2 }],
])('validates as fitDataset does, on %s', async (_, validation) => {
  expect(await trained(null, 'batches', validation)).toEqual(await trained(null, 'tfjs', validation));
});

async function trained(stopAt: number | null, loop: 'tfjs' | 'rows' | 'batches', validation = {}) {
  const model = made();
  const inner = layersModel(innerModel(model) as never) as LayersModel;
  const x = tf.tensor2d([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [5, 2]);
  const y = tf.tensor2d([1, 0, 1, 0, 1], [5, 1]);
  let pass = 0;
  const rowsOfPass = (number: number) =>
    [0, 2, 4].map((start) => Int32Array.from((ORDERS[number] ?? []).slice(start, start + BATCH)));
  function* batches(rows: readonly Int32Array[]) {
    for (const each of rows) yield batch(x, y, each);
  }
  // tfjs asks once more, before the first epoch.
  const dataset = { iterator: async () => batches(rowsOfPass(pass++ - 1)) };
  const validationData = { iterator: async () => batches([Int32Array.of(1, 3), Int32Array.of(0)]) };
  const told = new Told(inner, stopAt);
  const args = { epochs: ORDERS.length, verbose: 0, callbacks: [told], validationData, ...validation };
  const tfjs = () => inner.fitDataset(dataset, args as never);
  function* own(): Generator<OwnBatch> {
    for (const rows of rowsOfPass(pass++)) {
      const { xs, ys } = batch(x, y, rows);
      yield loop === 'rows' ? { data: [x, y], rows } : { data: [xs, ys], rows: null };
    }
  }
  const history = await (loop === 'tfjs'
    ? tfjs()
    : fitWholeDataset(tf as never, { model: inner, pass: own, args: args as never }, eagerRows(tf as never), tfjs));
  const { history: logs, epoch } = history as tf.History;
  return { calls: told.calls, logs, epoch, weights: model.getWeights().map((weight) => [...weight.dataSync()]) };
}

function batch(x: tf.Tensor, y: tf.Tensor, rows: Int32Array) {
  const indices = tf.tensor1d([...rows], 'int32');
  return { xs: tf.gather(x, indices), ys: tf.gather(y, indices) };
}

function made(): Sequential {
  const model = tf.sequential();
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 3 });
  model.add(tf.layers.dense({ units: 1, inputShape: [2], activation: 'sigmoid', kernelInitializer }));
  model.compile({ optimizer: tf.train.sgd(0.1), loss: 'binaryCrossentropy', metrics: ['accuracy'] });
  return model;
}
