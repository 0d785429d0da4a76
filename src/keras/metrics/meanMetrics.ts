import type { BoundArguments } from '../arguments/boundArguments.js';
import { binary, categorical, sparse } from '../losses/crossEntropies.js';
import {
  absoluteError,
  categoricalHinge,
  cosine,
  divergence,
  hinge,
  type LossFormula,
  logarithmicError,
  logCosh,
  percentageError,
  poisson,
  squaredError,
  squaredHinge,
} from '../losses/lossFormulas.js';
import { crossEntropyOptions, ignoredClass } from '../losses/lossRules.js';
import type { OutputFacts } from '../losses/outputFacts.js';
import {
  binaryMatches,
  categoricalAccuracy,
  sameNumbers,
  sparseAccuracy,
  sparseTopCategories,
  topCategories,
} from './accuracies.js';
import { meanMetric, relativeError, rootMeanSquare } from './meanMetric.js';
import type { MetricRule, MetricRules } from './metricRule.js';

function mean(
  defaultName: string,
  order: string,
  formula: (args: BoundArguments, facts: OutputFacts) => LossFormula,
  counted: (args: BoundArguments) => LossFormula | null = () => null,
): MetricRule {
  return { defaultName, order, make: (args, facts) => meanMetric(formula(args, facts), counted(args)) };
}

const plain = (defaultName: string, formula: LossFormula) => mean(defaultName, 'name dtype', () => formula);

const k = (args: BoundArguments) => (args.has('k') ? args.size('k') : 5);

/** Classes of Keras whose value is a mean over samples. */
export const meanMetrics: MetricRules = {
  Accuracy: plain('accuracy', sameNumbers),
  BinaryAccuracy: mean('binary_accuracy', 'name dtype threshold', (args) =>
    binaryMatches(args.number('threshold') ?? 0.5),
  ),
  CategoricalAccuracy: plain('categorical_accuracy', categoricalAccuracy),
  SparseCategoricalAccuracy: plain('sparse_categorical_accuracy', sparseAccuracy),
  TopKCategoricalAccuracy: mean('top_k_categorical_accuracy', 'k name dtype', (args) => topCategories(k(args))),
  SparseTopKCategoricalAccuracy: mean('sparse_top_k_categorical_accuracy', 'k name dtype', (args) =>
    sparseTopCategories(k(args)),
  ),
  BinaryCrossentropy: mean('binary_crossentropy', 'name dtype from_logits label_smoothing', (args, facts) =>
    binary(facts, crossEntropyOptions(args)),
  ),
  CategoricalCrossentropy: mean(
    'categorical_crossentropy',
    'name dtype from_logits label_smoothing axis',
    (args, facts) => categorical(facts, crossEntropyOptions(args)),
  ),
  SparseCategoricalCrossentropy: mean(
    'sparse_categorical_crossentropy',
    'name dtype from_logits ignore_class axis',
    (args, facts) => sparse(facts, crossEntropyOptions(args)),
    ignoredClass,
  ),
  KLDivergence: plain('kullback_leibler_divergence', divergence),
  Poisson: plain('poisson', poisson),
  MeanSquaredError: plain('mean_squared_error', squaredError),
  MeanAbsoluteError: plain('mean_absolute_error', absoluteError),
  MeanAbsolutePercentageError: plain('mean_absolute_percentage_error', percentageError),
  MeanSquaredLogarithmicError: plain('mean_squared_logarithmic_error', logarithmicError),
  RootMeanSquaredError: { defaultName: 'root_mean_squared_error', order: 'name dtype', make: () => rootMeanSquare },
  CosineSimilarity: mean('cosine_similarity', 'name dtype axis', (args) => cosine(args.number('axis') ?? -1)),
  LogCoshError: plain('logcosh', logCosh),
  Hinge: plain('hinge', hinge),
  SquaredHinge: plain('squared_hinge', squaredHinge),
  CategoricalHinge: plain('categorical_hinge', categoricalHinge),
  MeanRelativeError: {
    defaultName: null,
    order: 'normalizer name dtype',
    make: (args) => {
      const normalizer = args.numbers('normalizer');
      if (!normalizer) throw args.wrong('normalizer', 'a number for each output', null);
      return relativeError(normalizer);
    },
  },
};
