import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { tensorsOfData } from '../../../src/tfjs/engine.js';
import { KeptData } from '../../../src/tfjs/keptData.js';
import { RollBackPoints } from '../../../src/trainer/rollBack/rollBackPoints.js';
import type { RecordedFit } from '../../../src/trainer/tap/recordedFit.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

it('keeps no values once no fit is under way, but those of a point that was asked for', () => {
  const weight = tf.tidy(() => tf.variable(tf.scalar(1)));
  const { dataId } = weight;
  const open = new Set<RecordedFit>();
  const points = new RollBackPoints(tf, () => open, new KeptData(tf));
  const fit = { batches: 0, latest: null, variables: [weight] };
  open.add(fit as unknown as RecordedFit);
  points.begin();
  expect(tensorsOfData(tf, { dataId })).toBe(2);

  weight.assign(tf.scalar(2));
  Object.assign(fit, { batches: 1, latest: { loss: 1, lossKnown: true } });
  points.batchDone();
  const point = points.pointFor(fit as unknown as RecordedFit, 'outputs', () => new Map());
  expect(point?.batches).toBe(0);
  open.clear();
  points.end();
  expect(tensorsOfData(tf, { dataId })).toBe(1);

  point?.state.restore();
  point?.state.release();
  expect(weight.dataSync()[0]).toBe(1);
  expect(tensorsOfData(tf, { dataId })).toBe(1);
  weight.dispose();
  expect(tensorsOfData(tf, { dataId })).toBe(0);
});

it('gives each fit that a step trains what the step began with', () => {
  const weight = tf.tidy(() => tf.variable(tf.scalar(1)));
  const fits = [1, 2].map(() => ({ batches: 1, latest: null, variables: [weight] }) as unknown as RecordedFit);
  const points = new RollBackPoints(tf, () => fits, new KeptData(tf));
  points.stepBegins();
  weight.assign(tf.scalar(Number.NaN));
  const found = fits.map((fit) => points.pointFor(fit, 'loss', () => new Map()));
  points.stepEnds();
  expect(found.map((point) => point?.batches)).toEqual([0, 0]);
  for (const point of found) {
    weight.assign(tf.scalar(Number.NaN));
    point?.state.restore();
    expect(weight.dataSync()[0]).toBe(1);
    point?.state.release();
  }
  expect(tensorsOfData(tf, weight)).toBe(1);
  weight.dispose();
});
