import type { Scale, SweepParameter, SweepValue } from '../protocol/sweep.js';

/** What is proposed for a parameter where a person names no values. */
type Proposal = Pick<SweepParameter, 'scale' | 'whole' | 'values' | 'isRange'>;

const ACTIVATIONS = ['relu', 'tanh', 'sigmoid', 'elu', 'selu'];
const RECURRENT = ['tanh', 'relu'];
const INITIALIZERS = ['glorotUniform', 'heNormal', 'leCunNormal', 'randomNormal'];
/** Those that take a learning rate first, or nothing, in Keras and tfjs alike. */
const OPTIMIZERS = ['sgd', 'adam', 'rmsprop', 'adagrad'];

const choices = (values: readonly SweepValue[]): Proposal => ({
  scale: 'choice',
  whole: false,
  values,
  isRange: false,
});
const numbers = (scale: Scale, values: readonly number[], whole = true): Proposal => ({
  scale,
  whole,
  values,
  isRange: false,
});

/**
 * Values for a parameter by its name, around the one that the source has; null for one that nothing is proposed for, as what it means is not known.
 * @param own as the source has it, or as it is by default
 */
export function proposalFor(
  name: string,
  own: SweepValue | null,
  { isRecurrent = false }: { readonly isRecurrent?: boolean } = {},
): Proposal | null {
  const size = typeof own === 'number' && own > 0 ? own : null;
  switch (name) {
    case 'units':
    case 'filters':
    case 'outputDim':
      return numbers('log', around(size ?? 32, [1 / 4, 1, 4], true));
    case 'learningRate':
      return numbers('log', around(size ?? 0.001, [0.1, 1, 10], false), false);
    case 'batchSize':
      return numbers('log', around(size ?? 32, [1 / 4, 1, 4], true));
    case 'epochs':
      return numbers('log', around(size ?? 10, [1 / 2, 1, 2], true));
    case 'data':
      return numbers('log', [0.1, 0.3, 1], false);
    case 'dropout':
    case 'recurrentDropout':
      return numbers('linear', [0, 0.2, 0.5], false);
    case 'validationSplit':
      return numbers('linear', [0.1, 0.2, 0.3], false);
    case 'l1':
    case 'l2':
      return numbers('log', around(size ?? 0.001, [0.1, 1, 10], false), false);
    case 'alpha':
    case 'negativeSlope':
    case 'stddev':
      return numbers('log', around(size ?? 0.1, [0.3, 1, 3], false), false);
    case 'epsilon':
      return numbers('log', around(size ?? 0.001, [0.01, 1, 100], false), false);
    case 'momentum':
    case 'beta1':
    case 'rho':
      return numbers('linear', withOwnNumber([0.8, 0.9, 0.99], size), false);
    case 'beta2':
      return numbers('linear', withOwnNumber([0.9, 0.99, 0.999], size), false);
    case 'kernelSize':
      return size === null
        ? null
        : numbers(
            'linear',
            [size - 2, size, size + 2].filter((each) => each > 0),
          );
    case 'depth':
      return numbers('log', around(size ?? 1, (size ?? 1) < 4 ? [1, 2, 4] : [1 / 4, 1 / 2, 1], true));
    case 'activation':
      return choices(withOwn(isRecurrent ? RECURRENT : ACTIVATIONS, own));
    case 'kernelInitializer':
      return choices(withOwn(INITIALIZERS, own));
    case 'optimizer':
      return choices(withOwn(OPTIMIZERS, own));
    default:
      return null;
  }
}

const withOwnNumber = (values: readonly number[], own: number | null): number[] =>
  own === null || values.includes(own) ? [...values] : [...values, own].sort((a, b) => a - b);

/** Whole ones are rounded, from 1, each once. */
function around(own: number, factors: readonly number[], whole: boolean): number[] {
  const values = factors.map((factor) => {
    const value = own * factor;
    return whole ? Math.max(1, Math.round(value)) : Number(value.toPrecision(2));
  });
  return [...new Set(values)].sort((a, b) => a - b);
}

const withOwn = (values: readonly SweepValue[], own: SweepValue | null): SweepValue[] =>
  own === null || values.includes(own) ? [...values] : [own, ...values];

/** Whether a value of this name is a whole number: how many there are of something. */
export const isWhole = (name: string): boolean =>
  /^(?:units|filters|outputDim|kernelSize|poolSize|size|strides|dilationRate|batchSize|epochs|depth)$/.test(name);
