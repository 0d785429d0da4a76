import type { BoundArguments } from '../arguments/boundArguments.js';
import { binary, binaryFocal, type CrossEntropyOptions, categorical, sparse } from './crossEntropies.js';
import type { Logits } from './logits.js';
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
  percentageError,
  poisson,
  squaredError,
  squaredHinge,
} from './lossFormulas.js';

export interface LossRule {
  /** tfjs's name; null where it has none. */
  readonly tfjsName: string | null;
  make(args: BoundArguments, logits: Logits): LossFormula;
}

const fixed = (tfjsName: string | null, formula: LossFormula): LossRule => ({ tfjsName, make: () => formula });

function options(args: BoundArguments): CrossEntropyOptions {
  return { fromLogits: args.flag('from_logits') ?? false, smoothing: args.number('label_smoothing') ?? 0 };
}

const mse = fixed('meanSquaredError', squaredError);
const mae = fixed('meanAbsoluteError', absoluteError);
const mape = fixed('meanAbsolutePercentageError', percentageError);
const msle = fixed('meanSquaredLogarithmicError', logarithmicError);
const kld = fixed('kullbackLeiblerDivergence', divergence);
const logcosh = fixed('logcosh', logCosh);
const cosineSimilarity = fixed('cosineProximity', cosine);

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
  huber: { tfjsName: null, make: (args) => huber(args.number('delta') ?? 1) },
  categoricalcrossentropy: {
    tfjsName: 'categoricalCrossentropy',
    make: (args, logits) => categorical(logits, options(args)),
  },
  sparsecategoricalcrossentropy: {
    tfjsName: 'sparseCategoricalCrossentropy',
    make: (args, logits) => sparse(logits, options(args).fromLogits),
  },
  binarycrossentropy: { tfjsName: 'binaryCrossentropy', make: (args, logits) => binary(logits, options(args)) },
  binaryfocalcrossentropy: { tfjsName: null, make: (args) => binaryFocal(args.number('gamma') ?? 2, options(args)) },
};
