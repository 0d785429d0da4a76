import { binary, categorical, sparse } from '../losses/crossEntropies.js';
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
} from '../losses/lossFormulas.js';
import type { OutputFacts } from '../losses/outputFacts.js';
import {
  binaryAccuracy,
  byShape,
  categoricalAccuracy,
  sparseAccuracy,
  sparseTopCategories,
  topCategories,
} from './accuracies.js';

const usual = { fromLogits: false, smoothing: 0, axis: -1 };

const accuracy = byShape({
  binary: binaryAccuracy(0.5),
  sparse: sparseAccuracy,
  categorical: categoricalAccuracy,
});

const fixed: Readonly<Record<string, LossFormula>> = {
  accuracy,
  acc: accuracy,
  binaryaccuracy: binaryAccuracy(0.5),
  categoricalaccuracy: categoricalAccuracy,
  sparsecategoricalaccuracy: sparseAccuracy,
  topkcategoricalaccuracy: topCategories(5),
  sparsetopkcategoricalaccuracy: sparseTopCategories(5),
  mse: squaredError,
  meansquarederror: squaredError,
  mae: absoluteError,
  meanabsoluteerror: absoluteError,
  mape: percentageError,
  meanabsolutepercentageerror: percentageError,
  msle: logarithmicError,
  meansquaredlogarithmicerror: logarithmicError,
  hinge,
  squaredhinge: squaredHinge,
  categoricalhinge: categoricalHinge,
  logcosh: logCosh,
  huber: huber(1),
  kld: divergence,
  kldivergence: divergence,
  kullbackleiblerdivergence: divergence,
  poisson,
};

/** What Keras spells as one of its functions of metrics. */
export const metricFunctionNames: readonly string[] = [
  'accuracy',
  'binary_accuracy',
  'categorical_accuracy',
  'sparse_categorical_accuracy',
  'top_k_categorical_accuracy',
  'mean_squared_error',
  'mean_absolute_error',
  'binary_crossentropy',
  'categorical_crossentropy',
  'sparse_categorical_crossentropy',
  'cosine_similarity',
];

/** The formula of a metric that Keras has as a function, by its plain name; null for another. @param version Keras 1 had the cosine negated */
export function metricFunction(name: string, facts: OutputFacts, version: 1 | 2 | 3): LossFormula | null {
  const found = Object.hasOwn(fixed, name) ? fixed[name] : undefined;
  if (found) return found;
  const of = {
    binary: binary(facts, usual),
    sparse: sparse(facts, usual),
    categorical: categorical(facts, usual),
  };
  switch (name) {
    case 'crossentropy':
    case 'ce':
      return byShape(of);
    case 'bce':
    case 'binarycrossentropy':
      return of.binary;
    case 'categoricalcrossentropy':
      return of.categorical;
    case 'sparsecategoricalcrossentropy':
      return of.sparse;
    case 'cosine':
    case 'cosineproximity':
    case 'cosinesimilarity':
      return version === 1 ? negated(cosine(-1)) : cosine(-1);
    default:
      return null;
  }
}
