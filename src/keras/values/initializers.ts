import { didYouMean } from '../../errors/nearest.js';
import type { KerasCall, KerasValue } from '../../protocol/keras.js';
import type { Initializer } from '../../tfjs/layerCode.js';
import type { Tensor, Tfjs } from '../../tfjs/tfjs.js';
import { bindArguments } from '../arguments/bindArguments.js';
import { type BoundArguments, shown } from '../arguments/boundArguments.js';
import type { KerasContext } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import { customInitializer } from './customInitializer.js';
import { namedValue, plainName } from './namedValue.js';
import { orthogonalMatrix } from './orthogonal.js';

type Draw = (tf: Tfjs, shape: number[], seed: number | undefined) => Tensor;

/** A normal distribution that is cut at two standard deviations has this standard deviation. */
const CUT_NORMAL = 0.87962566103423978;

/** Vectors of the largest orthogonal matrix that is made here. */
const MOST_HERE = 256;

interface Rule {
  readonly order: string;
  /** The class's name in tfjs and Keras. */
  readonly name: string;
  draw(args: BoundArguments, context: KerasContext): Draw;
}

const ORDER_OF_SCALING = 'seed';

function scaling(name: string, scale: number, mode: Mode, distribution: string): Rule {
  return { name, order: ORDER_OF_SCALING, draw: () => varianceScaling(scale, mode, distribution) };
}

type Mode = 'fan_in' | 'fan_out' | 'fan_avg';

const rules: Readonly<Record<string, Rule>> = {
  zeros: { name: 'Zeros', order: '', draw: () => (tf, shape) => tf.zeros(shape) },
  ones: { name: 'Ones', order: '', draw: () => (tf, shape) => tf.ones(shape) },
  constant: {
    name: 'Constant',
    order: 'value',
    draw: (args) => (tf, shape) => tf.fill(shape, args.number('value') ?? 0),
  },
  identity: {
    name: 'Identity',
    order: 'gain',
    draw: (args) => (tf, shape) => identity(tf, shape, args.number('gain') ?? 1),
  },
  orthogonal: {
    name: 'Orthogonal',
    order: 'gain seed',
    draw: (args, { version }) => {
      const gain = args.number('gain') ?? (version === 1 ? 1.1 : 1);
      return (tf, shape, seed) => orthogonal(tf, shape, gain, seed);
    },
  },
  randomuniform: {
    name: 'RandomUniform',
    order: 'minval maxval seed scale',
    draw: (args) => {
      const scale = args.number('scale') ?? 0.05;
      const [low, high] = [args.number('minval') ?? -scale, args.number('maxval') ?? scale];
      return (tf, shape, seed) => tf.randomUniform(shape, low, high, 'float32', seed);
    },
  },
  randomnormal: {
    name: 'RandomNormal',
    order: 'mean stddev seed scale',
    draw: (args) => {
      const [mean, deviation] = [args.number('mean') ?? 0, args.number('stddev') ?? args.number('scale') ?? 0.05];
      return (tf, shape, seed) => tf.randomNormal(shape, mean, deviation, 'float32', seed);
    },
  },
  truncatednormal: {
    name: 'TruncatedNormal',
    order: 'mean stddev seed',
    draw: (args) => {
      const [mean, deviation] = [args.number('mean') ?? 0, args.number('stddev') ?? 0.05];
      return (tf, shape, seed) => tf.truncatedNormal(shape, mean, deviation, 'float32', seed);
    },
  },
  variancescaling: {
    name: 'VarianceScaling',
    order: 'scale mode distribution seed',
    draw: (args) =>
      varianceScaling(
        args.number('scale') ?? 1,
        (args.text('mode') ?? 'fan_in') as Mode,
        args.text('distribution') ?? 'truncated_normal',
      ),
  },
  glorotuniform: scaling('GlorotUniform', 1, 'fan_avg', 'uniform'),
  glorotnormal: scaling('GlorotNormal', 1, 'fan_avg', 'truncated_normal'),
  heuniform: scaling('HeUniform', 2, 'fan_in', 'uniform'),
  henormal: scaling('HeNormal', 2, 'fan_in', 'truncated_normal'),
  lecununiform: scaling('LeCunUniform', 1, 'fan_in', 'uniform'),
  lecunnormal: scaling('LeCunNormal', 1, 'fan_in', 'truncated_normal'),
};

const aliases: Readonly<Record<string, string>> = {
  zero: 'zeros',
  one: 'ones',
  uniform: 'randomuniform',
  normal: 'randomnormal',
  identityinitializer: 'identity',
  eye: 'identity',
  randomuniforminitializer: 'randomuniform',
  randomnormalinitializer: 'randomnormal',
  truncatednormalinitializer: 'truncatednormal',
  constantinitializer: 'constant',
  xavieruniform: 'glorotuniform',
};

/** What Keras spells as one of its initializers. */
const names =
  'constant glorot_normal glorot_uniform he_normal he_uniform identity lecun_normal lecun_uniform ones orthogonal random_normal random_uniform truncated_normal variance_scaling zeros'.split(
    ' ',
  );

/**
 * An initializer as tfjs takes it.
 * @throws {SourceError} for one that is not known
 */
export function initializer(value: KerasValue, owner: KerasCall, context: KerasContext): Initializer {
  const given = namedValue(value, owner);
  if (!given) throw kerasProblem(owner, `An initializer of ${owner.name} must be a name, not ${shown(value)}.`);
  const plain = plainName(given.name).replace(/initializer$/, '');
  const name = Object.hasOwn(aliases, plain) ? (aliases[plain] ?? plain) : plain;
  const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
  if (!rule) {
    const hint = didYouMean(given.name, names, "Try 'glorot_uniform' or 'he_normal' instead.");
    throw kerasProblem(given.call, `GradLens does not know the initializer ${given.name}. ${hint}`);
  }
  const args = bindArguments(given.call, { order: `${rule.order} seed` }, context.version, 'dtype');
  const draw = rule.draw(args, context);
  const seed = args.number('seed');
  const { tf } = context;
  return customInitializer(tf, rule.name, seed === undefined ? {} : { seed }, (shape) => draw(tf, shape, seed));
}

function varianceScaling(scale: number, mode: Mode, distribution: string): Draw {
  return (tf, shape, seed) => {
    const { fanIn, fanOut } = fans(shape);
    const fan = mode === 'fan_in' ? fanIn : mode === 'fan_out' ? fanOut : (fanIn + fanOut) / 2;
    const variance = scale / Math.max(1, fan);
    if (distribution === 'uniform') {
      const limit = Math.sqrt(3 * variance);
      return tf.randomUniform(shape, -limit, limit, 'float32', seed);
    }
    const deviation = Math.sqrt(variance);
    if (distribution === 'untruncated_normal') return tf.randomNormal(shape, 0, deviation, 'float32', seed);
    return tf.truncatedNormal(shape, 0, deviation / CUT_NORMAL, 'float32', seed);
  };
}

function identity(tf: Tfjs, shape: number[], gain: number): Tensor {
  const [rows = 1, columns = 1] = shape.slice(-2);
  const matrix = tf.mul(tf.eye(rows, columns), gain);
  return tf.mul(tf.ones(shape), matrix);
}

function orthogonal(tf: Tfjs, shape: number[], gain: number, seed: number | undefined): Tensor {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.slice(0, -1).reduce((size, dimension) => size * dimension, 1);
  // tfjs's own, which the trainer has made quick where it is large.
  if (Math.min(rows, columns) > MOST_HERE)
    return tf.initializers.orthogonal({ gain, ...(seed === undefined ? {} : { seed }) }).apply(shape);
  const draws = tf.randomNormal([rows * columns], 0, 1, 'float32', seed).dataSync();
  let next = 0;
  const matrix = orthogonalMatrix(rows, columns, () => draws[next++] ?? 0);
  return tf.mul(tf.tensor(matrix, shape), gain);
}

/** Inputs and outputs of one unit, as Keras counts them: the last two sizes are channels in and out, those before a window. */
function fans(shape: readonly number[]): { fanIn: number; fanOut: number } {
  const [first = 1] = shape;
  if (shape.length < 2) return { fanIn: first, fanOut: first };
  const window = shape.slice(0, -2).reduce((size, dimension) => size * dimension, 1);
  return { fanIn: (shape.at(-2) ?? 1) * window, fanOut: (shape.at(-1) ?? 1) * window };
}
