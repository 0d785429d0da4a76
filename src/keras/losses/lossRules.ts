import type { BoundArguments } from '../arguments/boundArguments.js';
import {
  binary,
  binaryFocal,
  type CrossEntropyOptions,
  categorical,
  categoricalFocal,
  notClass,
  sparse,
} from './crossEntropies.js';
import {
  absoluteError,
  categoricalHinge,
  cosine,
  divergence,
  hinge,
  huber,
  type LossFormula,
  logarithmicError,
  logCosh,
  negated,
  percentageError,
  poisson,
  squaredError,
  squaredHinge,
} from './lossFormulas.js';
import type { OutputFacts } from './outputFacts.js';

export interface LossRule {
  /** tfjs's name; null where it has none. */
  readonly tfjsName: string | null;
  /** Names of the class's arguments in their order, without `reduction name dtype`, which end them. */
  readonly order: string;
  make(args: BoundArguments, facts: OutputFacts): LossFormula;
  /** What of the targets counts, as 0 and 1; absent or null where all does. */
  counted?(args: BoundArguments): LossFormula | null;
}

const fixed = (tfjsName: string | null, formula: LossFormula): LossRule => ({
  tfjsName,
  order: '',
  make: () => formula,
});

export function crossEntropyOptions(args: BoundArguments): CrossEntropyOptions {
  const smoothing = args.number('label_smoothing') ?? 0;
  return { fromLogits: args.flag('from_logits') ?? false, smoothing, axis: args.number('axis') ?? -1 };
}

/** `ignore_class` of integer targets. */
export function ignoredClass(args: BoundArguments): LossFormula | null {
  const ignored = args.number('ignore_class');
  return ignored === undefined ? null : notClass(ignored);
}

const mse = fixed('meanSquaredError', squaredError);
const mae = fixed('meanAbsoluteError', absoluteError);
const mape = fixed('meanAbsolutePercentageError', percentageError);
const msle = fixed('meanSquaredLogarithmicError', logarithmicError);
const kld = fixed('kullbackLeiblerDivergence', divergence);
const logcosh = fixed('logcosh', logCosh);
const cosineSimilarity: LossRule = {
  tfjsName: 'cosineProximity',
  order: 'axis',
  make: (args) => negated(cosine(args.number('axis') ?? -1)),
};
const binaryCrossentropy: LossRule = {
  tfjsName: 'binaryCrossentropy',
  order: 'from_logits label_smoothing axis',
  make: (args, facts) => binary(facts, crossEntropyOptions(args)),
};

/** By plain name: lower case without lines, without an ending Loss. */
export const lossRules: Readonly<Record<string, LossRule>> = {
  mse,
  meansquarederror: mse,
  mae,
  meanabsoluteerror: mae,
  mape,
  meanabsolutepercentageerror: mape,
  msle,
  meansquaredlogarithmicerror: msle,
  hinge: fixed('hinge', hinge),
  squaredhinge: fixed('squaredHinge', squaredHinge),
  categoricalhinge: fixed('categoricalHinge', categoricalHinge),
  logcosh,
  kld,
  kldivergence: kld,
  kullbackleiblerdivergence: kld,
  poisson: fixed('poisson', poisson),
  cosine: cosineSimilarity,
  cosineproximity: cosineSimilarity,
  cosinesimilarity: cosineSimilarity,
  huber: { tfjsName: null, order: 'delta', make: (args) => huber(args.number('delta') ?? 1) },
  categoricalcrossentropy: {
    tfjsName: 'categoricalCrossentropy',
    order: 'from_logits label_smoothing axis',
    make: (args, facts) => categorical(facts, crossEntropyOptions(args)),
  },
  categoricalfocalcrossentropy: {
    tfjsName: 'categoricalCrossentropy',
    order: 'alpha gamma from_logits label_smoothing axis',
    make: (args, facts) => {
      const alpha = args.numbers('alpha') ?? [0.25];
      return categoricalFocal(facts, { alpha, gamma: args.number('gamma') ?? 2 }, crossEntropyOptions(args));
    },
  },
  sparsecategoricalcrossentropy: {
    tfjsName: 'sparseCategoricalCrossentropy',
    order: 'from_logits ignore_class',
    make: (args, facts) => sparse(facts, crossEntropyOptions(args)),
    counted: ignoredClass,
  },
  bce: binaryCrossentropy,
  binarycrossentropy: binaryCrossentropy,
  binaryfocalcrossentropy: {
    tfjsName: null,
    order: 'apply_class_balancing alpha gamma from_logits label_smoothing axis',
    make: (args, facts) => {
      const balances = args.flag('apply_class_balancing') ?? false;
      const focal = { gamma: args.number('gamma') ?? 2, alpha: balances ? (args.number('alpha') ?? 0.25) : null };
      return binaryFocal(facts, focal, crossEntropyOptions(args));
    },
  },
};
