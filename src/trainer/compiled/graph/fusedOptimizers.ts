import { fusedKerasUpdate } from '../../../keras/optimizers/kerasOptimizer.js';
import { nodeBackendOf } from '../../../tfjs/nodeBackend.js';
import { type OptimizerFields, optimizerFields } from '../../../tfjs/optimizerFields.js';
import type { Optimizer, Tfjs, Variable } from '../../../tfjs/tfjs.js';
import { adam, adamax } from './optimizers/adam.js';
import { adadelta, adagrad, rmsProp } from './optimizers/adaptiveRates.js';
import type { FusedOptimizer } from './optimizers/fusedOptimizer.js';
import { gradientDescent, momentum } from './optimizers/gradientDescent.js';
import { kerasOptimizer } from './optimizers/kerasOptimizers.js';

/**
 * The update of tfjs, or of Keras, as the graph has it; null for an optimizer of the user's own, and where its code has to run.
 * @param trained the variables that it updates, in its order
 */
export function fusedOptimizer(tf: Tfjs, optimizer: Optimizer, trained: readonly Variable[]): FusedOptimizer | null {
  const keras = fusedKerasUpdate(optimizer);
  if (keras) return kerasOptimizer(keras, trained);
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
