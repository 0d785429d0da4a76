import { didYouMean } from '../../errors/nearest.js';
import type { KerasCall, KerasValue } from '../../protocol/keras.js';
import type { Activation } from '../../tfjs/layerCode.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { bindArguments } from '../arguments/bindArguments.js';
import { type BoundArguments, shown } from '../arguments/boundArguments.js';
import type { KerasContext } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import { absolute } from './absolute.js';
import { customActivation } from './customActivation.js';
import { namedValue, plainName } from './namedValue.js';

/** Names of tfjs's own activations by their plain name. */
const own: Readonly<Record<string, string>> = {
  linear: 'linear',
  identity: 'linear',
  relu: 'relu',
  relu6: 'relu6',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  softmax: 'softmax',
  elu: 'elu',
  selu: 'selu',
  softplus: 'softplus',
  softsign: 'softsign',
  swish: 'swish',
  silu: 'swish',
  gelu: 'gelu',
  mish: 'mish',
  logsoftmax: 'logSoftmax',
};

type Formula = (tf: Tfjs, x: Tensor) => Tensor;

/** Those that tfjs lacks. */
const formulas: Readonly<Record<string, Formula>> = {
  exponential: (tf, x) => tf.exp(x),
  leakyrelu: (tf, x) => tf.leakyRelu(x, 0.2),
  hardsilu: (tf, x) => tf.mul(x, tf.div(tf.clipByValue(tf.add(x, 3), 0, 6), 6)),
  hardtanh: (tf, x) => tf.clipByValue(x, -1, 1),
  celu: (tf, x) => tf.elu(x),
  logsigmoid: (tf, x) => tf.neg(tf.softplus(tf.neg(x))),
  squareplus: (tf, x) => tf.div(tf.add(x, tf.sqrt(tf.add(tf.square(x), 4))), 2),
  sine: (tf, x) => tf.sin(x),
  sin: (tf, x) => tf.sin(x),
  cos: (tf, x) => tf.cos(x),
  abs: (tf, x) => absolute(tf, x),
  square: (tf, x) => tf.square(x),
};

/** Layers that are activations and can stand where an activation is named. */
const layers: Readonly<Record<string, (args: BoundArguments, version: 1 | 2 | 3) => Formula>> = {
  leakyrelu: (args, version) => (tf, x) => tf.leakyRelu(x, args.number('alpha') ?? (version === 3 ? 0.3 : 0.3)),
  elu: (args) => (tf, x) => elu(tf, x, args.number('alpha') ?? 1),
  thresholdedrelu: (args) => (tf, x) => tf.mul(x, tf.cast(tf.greater(x, args.number('theta') ?? 1), 'float32')),
};

/** What Keras spells as one of its activations. */
const names =
  'elu exponential gelu hard_sigmoid leaky_relu linear log_softmax mish relu relu6 selu sigmoid softmax softplus softsign swish tanh'.split(
    ' ',
  );

/**
 * An activation as tfjs takes it.
 * @throws {SourceError} for one that tfjs lacks, or that is a function of the user's own
 */
export function activation(
  value: KerasValue | undefined,
  owner: KerasCall,
  context: KerasContext,
): Activation | string {
  if (value === undefined || value === null) return 'linear';
  const given = namedValue(value, owner);
  if (!given) throw kerasProblem(owner, `An activation of ${owner.name} must be a name, not ${shown(value)}.`);
  const plain = plainName(given.name);
  if (plain === 'hardsigmoid') return hardSigmoid(context);
  const hasArguments = given.call.positional.length > 0 || Object.keys(given.call.named).length > 0;
  const isLayer = /^[A-Z]/.test(given.name);
  const layer = Object.hasOwn(layers, plain) ? layers[plain] : undefined;
  if (layer && (isLayer || hasArguments)) {
    const args = bindArguments(given.call, { order: 'alpha theta' }, context.version);
    return customActivation(context.tf, `${plain}(${args.number('alpha') ?? ''})`, layer(args, context.version));
  }
  const name = Object.hasOwn(own, plain) ? own[plain] : undefined;
  if (name) return name;
  const formula = Object.hasOwn(formulas, plain.replace('hardswish', 'hardsilu'))
    ? formulas[plain.replace('hardswish', 'hardsilu')]
    : undefined;
  if (formula) return customActivation(context.tf, plain, formula);
  const hint = didYouMean(given.name, names, "Try 'relu' or 'tanh' instead.");
  throw kerasProblem(
    given.call,
    `GradLens cannot compute the activation ${given.name}: it runs no Python function. ${hint}`,
  );
}

/** Keras 3 took another slope than Keras 1 and 2. */
function hardSigmoid({ tf, version }: KerasContext): Activation | string {
  if (version < 3) return 'hardSigmoid';
  return customActivation(tf, 'hard_sigmoid', (backend, x) =>
    backend.div(backend.clipByValue(backend.add(x, 3), 0, 6), 6),
  );
}

/** With a slope for what is below zero, which tfjs's own does not take. */
export function elu(tf: Tfjs, x: Tensor, alpha: number): Tensor {
  if (alpha === 1) return tf.elu(x);
  return tf.add(tf.relu(x), tf.mul(alpha, tf.sub(tf.exp(tf.minimum(x, 0)), 1)));
}
