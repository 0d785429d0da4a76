import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type KeptAnswer, WEIGHTS_FILE } from '../../../src/protocol/keptModel.js';
import { MODEL_FILE } from '../../../src/protocol/runFile.js';
import type { Sequential, Tfjs } from '../../../src/tfjs/tfjs.js';
import { answerKept } from '../../../src/trainer/predictions/askKept.js';
import { keptModel } from '../../../src/trainer/predictions/keptModel.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-kept-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function keep(model: tf.Sequential): Promise<void> {
  const { json, weights } = keptModel(tf as unknown as Tfjs, model as unknown as Sequential, WEIGHTS_FILE);
  await writeFile(join(folder, MODEL_FILE), json);
  await writeFile(join(folder, WEIGHTS_FILE), weights);
}

async function answersTo(input: readonly number[]): Promise<KeptAnswer[]> {
  const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
  const told: KeptAnswer[] = [];
  const link = {
    keptAnswer: (answer: KeptAnswer) => void told.push(answer),
    problem: () => expect.unreachable(),
    end: () => {},
  };
  await answerKept(tf as unknown as Tfjs, { folder, input }, link);
  exit.mockRestore();
  return told;
}

it('A kept model that takes sequences of any length takes the length that it is given', async () => {
  const model = tf.sequential({
    layers: [tf.layers.embedding({ inputDim: 5, outputDim: 2 }), tf.layers.simpleRNN({ units: 2 })],
  });
  model.build([null, null]);
  await keep(model);
  const [answer] = await answersTo([1, 2, 3]);
  const told = (model.predict(tf.tensor2d([[1, 2, 3]])) as tf.Tensor).dataSync();
  expect([...(answer?.outputs ?? [])]).toEqual([...told].map((value) => expect.closeTo(value, 6)));
});

it('A kept model masks what the model masks', async () => {
  const embedding = tf.layers.embedding({ inputDim: 5, outputDim: 2, inputLength: 4, maskZero: true });
  const model = tf.sequential({
    layers: [embedding, tf.layers.simpleRNN({ units: 2 }), tf.layers.batchNormalization()],
  });
  await keep(model);
  const [answer] = await answersTo([1, 2, 0, 0]);
  const told = (model.predict(tf.tensor2d([[1, 2, 0, 0]])) as tf.Tensor).dataSync();
  expect([...(answer?.outputs ?? [])]).toEqual([...told].map((value) => expect.closeTo(value, 6)));
});
