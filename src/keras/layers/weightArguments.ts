import { findLayer } from '../../layers/catalogue.js';
import type { BoundArguments } from '../arguments/boundArguments.js';
import type { KerasContext } from '../kerasContext.js';
import { constraint } from '../values/constraints.js';
import { initializer } from '../values/initializers.js';
import { regularizer } from '../values/regularizers.js';

/** What Keras starts a kernel, a bias and the rest with. */
const defaults: Readonly<Record<string, string>> = {
  kernel: 'glorot_uniform',
  depthwise: 'glorot_uniform',
  pointwise: 'glorot_uniform',
  recurrent: 'orthogonal',
  bias: 'zeros',
  beta: 'zeros',
  gamma: 'ones',
  moving_mean: 'zeros',
  moving_variance: 'ones',
  alpha: 'zeros',
  embeddings: 'uniform',
};

/** Initializer, regularizer and constraint of each of a layer's weights, under tfjs's names. */
export function weightArguments(args: BoundArguments, context: KerasContext): Record<string, unknown> {
  const { call } = args;
  const found: Record<string, unknown> = {};
  for (const weight of findLayer(call.name)?.weights?.split(' ') ?? []) {
    const key = weight.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
    const start = args.value(`${weight}_initializer`) ?? defaults[weight] ?? 'zeros';
    found[`${key}Initializer`] = initializer(start, call, context);
    found[`${key}Regularizer`] = regularizer(args.value(`${weight}_regularizer`), call, context);
    found[`${key}Constraint`] = constraint(args.value(`${weight}_constraint`), call, context);
  }
  return found;
}
