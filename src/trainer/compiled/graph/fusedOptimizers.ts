import { nodeBackendOf } from '../../../tfjs/nodeBackend.js';
import { type OptimizerFields, optimizerFields } from '../../../tfjs/optimizerFields.js';
import type { Optimizer, Tfjs } from '../../../tfjs/tfjs.js';
import { adam, adamax } from './optimizers/adam.js';
import { adadelta, adagrad, rmsProp } from './optimizers/adaptiveRates.js';
import type { FusedOptimizer } from './optimizers/fusedOptimizer.js';
import { gradientDescent, momentum } from './optimizers/gradientDescent.js';

/** tfjs's update as the graph has it; null for an optimizer of the user's own. */
export function fusedOptimizer(tf: Tfjs, optimizer: Optimizer): FusedOptimizer | null {
  const made = new Map<unknown, (fields: OptimizerFields, epsilon: number) => FusedOptimizer>([
    [tf.SGDOptimizer, gradientDescent],
    [tf.MomentumOptimizer, momentum],
    [tf.AdagradOptimizer, adagrad],
    [tf.AdadeltaOptimizer, adadelta],
    [tf.AdamOptimizer, adam],
    [tf.AdamaxOptimizer, adamax],
    [tf.RMSPropOptimizer, rmsProp],
  ]).get(optimizer.constructor);
  if (!made || Object.hasOwn(optimizer, 'applyGradients') || Object.hasOwn(optimizer, 'minimize')) return null;
  return made(optimizerFields(optimizer), nodeBackendOf(tf).epsilon());
}
