import type { Sequential, Tfjs } from '../tfjs/tfjs.js';
import type { BuiltShapes } from './modelShapes.js';

/** Milliseconds that an epoch of made-up data may take: a first look at gradients, not a training. */
const EPOCH = 40_000;
const BATCHES = 20;
/** A training step costs about three forward passes: forward, gradients of activations, gradients of weights. */
const STEP_PER_PASS = 3;

/**
 * The batch size that was asked for, halved until an epoch of 20 batches ends in time here.
 * Measures a forward pass of two samples: its time grows with the batch at most in proportion.
 */
export function batchSizeForPace(tf: Tfjs, model: Sequential, { concreteInput }: BuiltShapes, asked: number): number {
  const pass = (rows: number) => {
    const start = performance.now();
    tf.tidy(() => {
      const output = model.predict(tf.zeros([rows, ...concreteInput]));
      for (const tensor of Array.isArray(output) ? output : [output]) tensor.dataSync();
    });
    return performance.now() - start;
  };
  // The first pass also pays for what is made once.
  pass(1);
  const sample = Math.min(pass(2) / 2, pass(2) / 2);
  let size = asked;
  while (size > 1 && sample * STEP_PER_PASS * size * BATCHES > EPOCH) size = Math.ceil(size / 2);
  return size;
}
