import type { Sequential, Tfjs } from '../tfjs/tfjs.js';
import type { BuiltShapes } from './modelShapes.js';

/** Milliseconds that an epoch of made-up data may take: a first look at gradients, not a training. */
const EPOCH = 30_000;
const BATCHES = 20;
/** Fewer show nothing of how gradients change. */
const FEWEST_BATCHES = 3;
/** A training step costs about four forward passes: forward, gradients of activations, gradients of weights, their statistics. */
const STEP_PER_PASS = 4;
/** Milliseconds that the optimizer and the statistics take for each weight, whatever the batch. */
const PER_WEIGHT = 4e-5;

/**
 * How much made-up data ends in time here: the batch size that was asked for, halved while 20 batches would take too long, and fewer
 * batches where even single samples do. Measures a forward pass of two samples: its time grows with the batch at most in proportion.
 */
export function paceOfRandom(
  tf: Tfjs,
  model: Sequential,
  { concreteInput }: BuiltShapes,
  asked: number,
): { readonly batchSize: number; readonly batches: number } {
  const fixed = model.inputs[0]?.shape[0];
  const pass = (rows: number) => {
    const start = performance.now();
    tf.tidy(() => {
      const output = model.predict(tf.zeros([rows, ...concreteInput]));
      for (const tensor of Array.isArray(output) ? output : [output]) tensor.dataSync();
    });
    return performance.now() - start;
  };
  const rows = fixed ?? 2;
  // The first pass also pays for what is made once.
  pass(fixed ?? 1);
  const sample = Math.min(pass(rows), pass(rows)) / rows;
  const step = (size: number) => sample * STEP_PER_PASS * size + model.countParams() * PER_WEIGHT;
  let size = fixed ?? asked;
  while (!fixed && size > 1 && step(size) * BATCHES > EPOCH) size = Math.ceil(size / 2);
  return { batchSize: size, batches: Math.max(FEWEST_BATCHES, Math.min(BATCHES, Math.floor(EPOCH / step(size)))) };
}
