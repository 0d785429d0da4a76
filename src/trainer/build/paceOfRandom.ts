import { stepOperations } from '../../layers/stepSize.js';
import type { Sequential, Tfjs } from '../../tfjs/tfjs.js';
import { outputShape } from '../fit/fitSummary.js';
import type { BuildRun } from './buildRun.js';
import type { BuiltShapes } from './modelShapes.js';

/** Milliseconds that an epoch of made-up data may take: a first look at gradients, not a training. */
const EPOCH = 30_000;
const BATCHES = 20;
/** Fewer show nothing of how gradients change. */
const FEWEST_BATCHES = 3;
/** What a step costs beside its gradients: loss, metrics, what is recorded. */
const STEP_PER_GRADIENT = 1.3;
/** Milliseconds that the optimizer and the statistics take for each weight, whatever the batch. */
const PER_WEIGHT = 4e-5;

/** Operations in a millisecond, of a machine of no great speed. */
const OPERATIONS = 2e6;

/**
 * How much made-up data ends in time here: the batch size that was asked for, halved while 20 batches would take too long, and fewer
 * batches where even single samples do. Measures how long a sample takes, or, with a seed, reckons it, as time is never the same twice.
 */
export function paceOfRandom(
  { tf, seed }: Pick<BuildRun, 'tf' | 'seed'>,
  model: Sequential,
  shapes: BuiltShapes,
  asked: number,
): { readonly batchSize: number; readonly batches: number } {
  const fixed = model.inputs[0]?.shape[0] ?? null;
  const sample = seed === null ? measuredSample(tf, model, shapes, fixed) : reckonedSample(model);
  const step = (size: number) => sample * size + model.countParams() * PER_WEIGHT;
  let size = fixed ?? asked;
  while (!fixed && size > 1 && step(size) * BATCHES > EPOCH) size = Math.ceil(size / 2);
  return { batchSize: size, batches: Math.max(FEWEST_BATCHES, Math.min(BATCHES, Math.floor(EPOCH / step(size)))) };
}

/** Milliseconds that a sample takes, from the gradients of two samples: their time grows with the batch at most in proportion. */
function measuredSample(tf: Tfjs, model: Sequential, shapes: BuiltShapes, fixed: number | null): number {
  const rows = fixed ?? 2;
  // The first one also pays for what is made once.
  gradientTime(tf, model, shapes, fixed ?? 1);
  return (gradientTime(tf, model, shapes, rows) / rows) * STEP_PER_GRADIENT;
}

/** The same from the sizes of the layers. */
function reckonedSample(model: Sequential): number {
  const layers = model.layers.map((layer) => ({
    className: layer.getClassName(),
    outputShape: outputShape(layer),
    params: layer.countParams(),
  }));
  return stepOperations({ layers, batchSize: 1 }) / OPERATIONS;
}

/** Milliseconds for the gradients of so many samples. */
function gradientTime(tf: Tfjs, model: Sequential, { concreteInput }: BuiltShapes, rows: number): number {
  const start = performance.now();
  tf.tidy(() => {
    const weights = model.trainableWeights.map((weight) => weight.read() as ReturnType<Tfjs['variable']>);
    const { value } = tf.variableGrads(() => {
      const output = model.apply(tf.zeros([rows, ...concreteInput]));
      const [first] = Array.isArray(output) ? output : [output];
      return tf.mean(first as Parameters<Tfjs['mean']>[0]);
    }, weights);
    value.dataSync();
  });
  return performance.now() - start;
}
