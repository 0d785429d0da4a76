import { describe } from 'vitest';
import { flat } from './figures.js';
import { type Given, LIVE, layers, NOTHING, points, RANDOM, stoppedAt, summary, thresholds } from './thresholdTable.js';

const classes = (...counts: readonly number[]) => ({ data: { targets: { classes: counts } } });
const inputs = (mean: number, std: number) => ({ data: { inputs: { mean, std } } });
const targets = (activation: string, min: number, max: number) => ({
  ...layers({}, { activation }),
  data: { targets: { min, max } },
});
/** Class numbers from one to another, for five units. */
const numbered = (min: number, max: number) => ({
  ...layers({}, { activation: 'softmax', units: 5 }),
  data: { targets: { min, max, kind: 'class-numbers' as const, classes: [200, 100], labels: [min, max] } },
  summary: { loss: 'sparseCategoricalCrossentropy' },
});
const accurate = (...values: readonly number[]) => ({
  accuracies: { name: 'acc', training: [], validation: points(...values) },
});
/** Two layers that a batch moves by so much of their size, at the end of a way. */
const resting = (updateNorm: number): Given => ({
  ...layers({ updateNorm }, { updateNorm }),
  curve: points(1, 0.6, 0.5, 0.5),
});
const few = (learningRate: number | null, optimizer = 'adam', epochs = 10) => ({
  losses: flat(1, epochs),
  summary: { learningRate, optimizer },
});
/** Of a validation whose best is 0.5 in the fourth epoch, and a training that falls from there to 0.2. */
const over = (since: readonly number[], more: Given = {}): Given => ({
  losses: [0.8, 0.7, 0.6, 0.5, ...since.map(() => 0.2)],
  validation: points(0.8, 0.7, 0.6, 0.5, ...since),
  ...more,
});
/** So many validation samples of one of two classes that are alike. */
const held = (samples: number) => ({
  data: { targets: { classes: [50, 50], labels: [0, 1] }, validation: { samples, classes: [samples], labels: [1] } },
});

/**
 * So many of 100 validation samples are beyond the range of 199 others, or of as many as are told; their loss is so many times the training's.
 * @param ends of the range, two a feature
 */
const outside = (
  what: 'inputs' | 'targets',
  share: number,
  { trained = 199, ends = 2, times = 2, compared = 100 } = {},
): Given => ({
  validation: points(times, times),
  data: {
    targets: { kind: 'numbers', classes: [] },
    validation: {
      samples: compared,
      classes: [],
      [`${what}Outside`]: { compared, share, chance: ends / (trained + 1), trained },
    },
  },
});
/** The same of a run that does not tell how many samples make the range. */
const outsideOfUnknown = (share: number, chance: number): Given => ({
  validation: points(2, 2),
  data: { validation: { samples: 100, classes: [], inputsOutside: { compared: 100, share, chance } } },
});

/** Of 100 that are trained on 50 are of one class, and so many of 100 that are split off; their loss is so many times the training's. */
const mixed = (ofClass: number, times = 2): Given => ({
  ...summary({ setup: { samples: 100, validation: 100, isSplit: true } as never }),
  validation: points(times, times),
  data: {
    targets: { samples: 200, classes: [50 + ofClass, 150 - ofClass], labels: [0, 1] },
    validation: { samples: 100, classes: [ofClass, 100 - ofClass], labels: [0, 1] },
  },
});

/** So many of 200 samples are of more than one class. */
const several = (severalOnes: number, activation: string, loss: string): Given => ({
  ...layers({}, { activation, units: 3 }),
  summary: { loss },
  data: { targets: { samples: 200, kind: 'numbers', classes: [], severalOnes } },
});

/** A validation of so many samples. */
const kept = (samples: number): Given => ({ data: { validation: { samples, classes: [] } } });

/** A validation of so many samples of which a share is trained on. */
const shared = (compared: number, share: number, chance = 0): Given => ({
  data: { validation: { samples: compared, classes: [], shared: { compared, share, chance } } },
});

/** What a fit says that each epoch is validated on, whatever part of it was looked at. */
const validatedOn = (validation: number) => summary({ setup: { validation } as never });

/** What had learned half of the way and is back at guessing, which costs 1. */
const lost = (more: Given = {}): Given => ({ losses: [0.9, 0.8, 0.7, 0.5, 1, 1, 1, 1, 1, 1, 1, 1], last: 1, ...more });

/** Numbers of a mean and a deviation, which a linear layer of one unit is to give. */
const priced = (mean: number, std: number, more: Given = {}): Given => ({
  ...NOTHING,
  last: 2,
  data: { targets: { kind: 'numbers', classes: [], mean, std } },
  ...layers({}, { units: 1, activation: null }),
  summary: { loss: 'meanSquaredError', optimizer: 'Adam' },
  ...more,
});
const bySgd = (more: Given = {}): Given =>
  priced(101, 1, { summary: { loss: 'meanSquaredError', optimizer: 'SGD' }, ...more });
const brokenIn = (first: 'inputs' | 'targets' | 'outputs'): Given => ({
  learned: 'unknown',
  problems: [{ kind: 'not-a-number', broke: { step: 3, isInfinite: false, first } } as never],
});

describe('what is said of losses and data', () => {
  thresholds(
    'target-scale',
    [
      ['-', priced(100, 100)],
      ['error preprocessing', priced(101, 1)],
      ['error preprocessing', priced(-101, 1)],
      ['error preprocessing', priced(0, 101)],
      // What has come to the mean of its targets is held back by something else.
      ['-', priced(101, 1, { last: 1.5 })],
      ['error preprocessing', priced(101, 1, { last: 1.51 })],
      ['-', priced(101, 1, { learned: 'some' })],
      ['-', priced(101, 1, RANDOM)],
      ['-', priced(101, 1, layers({}, { units: 1, activation: 'sigmoid' }))],
      ['error preprocessing', priced(101, 1, layers({}, { units: 1, activation: 'relu' }))],
      ['-', priced(101, 1, { summary: { loss: 'meanAbsolutePercentageError', optimizer: 'Adam' } })],
      ['-', priced(101, 1, { summary: { loss: 'sparseCategoricalCrossentropy', optimizer: 'Adam' } })],
      ['-', priced(101, 1, { data: { targets: { kind: 'numbers', mean: 101, std: 1, notFinite: 1 } } })],
      ['error preprocessing', bySgd()],
      ['warning preprocessing', bySgd({ learned: 'some' })],
      ['-', bySgd({ learned: 'much' })],
      ['-', bySgd({ learned: 'unknown' })],
      ['error preprocessing', bySgd(brokenIn('outputs'))],
      ['-', bySgd(brokenIn('inputs'))],
      ['-', bySgd(brokenIn('targets'))],
      ['-', priced(101, 1, brokenIn('outputs'))],
    ],
    { evenWell: true },
  );

  thresholds('class-imbalance', [
    ['-', classes(100, 10)],
    ['hint data', classes(101, 10)],
    ['hint data', classes(101, 0, 10)],
    ['hint data', { ...classes(101, 10), ...NOTHING }],
    ['hint data', { ...classes(101, 10), ...NOTHING, ...summary({ loss: 'meanSquaredError' }) }],
    ['warning data', { ...classes(101, 10), ...NOTHING, ...summary({ loss: 'meanAbsoluteError' }) }],
    ['warning data', { ...classes(101, 10), ...NOTHING, ...summary({ loss: 'hinge' }) }],
    ['-', classes(101, 0)],
    ['-', classes(101)],
    ['-', { ...classes(101, 10), ...RANDOM }],
    ['-', { ...classes(101, 10), ...summary({ setup: { classWeights: [1, 10] } as never }) }],
  ]);

  thresholds(
    'divergence',
    [
      ['-', { last: 2 }],
      ['error learning-rate', { last: 2.01 }],
      ['error learning-rate @30', { last: 2.5, curve: points(1, 2, 2.1, 2.5) }],
      ['-', { last: 2.09, guess: { loss: 1.4 } }],
      ['error learning-rate', { last: 2.11, guess: { loss: 1.4 } }],
      ['error learning-rate', { last: 2.01, guess: { loss: null } }],
      ['error learning-rate', { last: 2.01, curve: points(1, 1, 1) }],
      ['-', { last: 9, curve: points(1, 9) }],
      ['-', { last: 9, first: 0 }],
      ['-', { last: 9, first: Number.NaN }],
      ['-', { last: 9, ...RANDOM }],
      ['-', { last: 9, ...LIVE, perEpoch: 3 }],
      ['error learning-rate @40', lost()],
      ['-', lost({ guess: { isMeasured: false } })],
      ['-', lost({ guess: { loss: null } })],
      ['-', lost(RANDOM)],
      ['-', lost({ losses: [0.9, 0.8, 0.76, 0.76, 1, 1, 1, 1, 1, 1, 1, 1] })],
      ['-', lost({ losses: [0.9, 0.8, 0.7, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97, 0.97, 0.97] })],
      ['-', lost({ last: 0.97 })],
      ['error learning-rate @40', lost({ accuracy: { name: 'acc', value: 0.54, chance: 0.5 } })],
      ['-', lost({ accuracy: { name: 'acc', value: 0.56, chance: 0.5 } })],
    ],
    { evenWell: true },
  );

  thresholds(
    'few-steps',
    [
      ['warning epochs', few(0.00099)],
      ['warning epochs', { ...few(0.00099), learned: 'unknown' }],
      ['-', few(0.001)],
      ['warning learning-rate', few(1e-4)],
      ['warning epochs', few(1.01e-4)],
      ['warning epochs', few(1e-4, 'adam', 9)],
      ['-', few(0)],
      ['-', few(null)],
      ['-', few(0.00099, 'sgd')],
      ['-', { ...few(0.00099), ...RANDOM }],
      ['-', { ...few(0.00099), ...LIVE }],
      ['-', { ...few(0.00099), learned: 'much' }],
    ],
    { evenWell: true },
  );

  thresholds(
    'leaked-target',
    [
      ['warning data', { data: { inputs: { targetFeature: 0 } } }],
      ['-', { data: { inputs: {} } }],
      ['-', { data: { inputs: { targetFeature: 0 } }, ...RANDOM }],
    ],
    { evenWell: true },
  );

  thresholds('first-loss', [
    ['-', { first: 5 }],
    ['hint initialization', { first: 5.01 }],
    ['hint initialization', { first: 0.51, guess: { loss: 0.1 } }],
    ['-', { first: 9, guess: { loss: null } }],
    ['-', { first: 9, guess: { loss: 0 } }],
    ['-', { first: 9, ...RANDOM }],
  ]);

  thresholds('input-scale', [
    ['-', inputs(10, 10)],
    ['warning preprocessing', inputs(10.1, 1)],
    ['warning preprocessing', inputs(-10.1, 1)],
    ['warning preprocessing', inputs(0, 10.1)],
    ['error preprocessing', { ...inputs(0, 10.1), ...NOTHING }],
    ['-', { ...inputs(0, 10.1), ...RANDOM }],
    ['-', { ...inputs(0, 10.1), ...layers({ className: 'Embedding' }, {}) }],
    ['-', { ...inputs(0, 10.1), ...layers({ className: 'BatchNormalization' }, {}) }],
    ['warning preprocessing', { ...inputs(0, 10.1), ...layers({ className: 'Own' }, {}) }],
  ]);

  thresholds('no-progress', [
    ['-', {}],
    ['error learning-rate', NOTHING],
    ['hint learning-rate', { ...NOTHING, ...stoppedAt(5) }],
    ['error learning-rate', { ...NOTHING, ...stoppedAt(6) }],
    ['-', { ...NOTHING, ...RANDOM }],
  ]);

  thresholds(
    'over-fitting',
    [
      ['-', over([0.524, 0.524], { guess: { loss: 0.5 } })],
      ['warning regularization @40', over([0.526, 0.526], { guess: { loss: 0.5 } })],
      ['-', over([0.529, 0.529])],
      ['warning regularization @40', over([0.531, 0.531])],
      ['warning regularization @40', over([0.526, 0.526], { guess: { loss: null } })],
      ['-', over([0.9])],
      ['-', over([0.5, 0.9])],
      ['warning regularization @40', over([0.9, 0.7, 0.55])],
      ['-', over([1, 0.9, 0.51])],
      ['-', over([0.9, 0.9, 0.6, 0.52, 0.52, 0.52, 0.52])],
      ['-', over([0.9, 0.9], RANDOM)],
      ['-', over([0.9, 0.9], { validation: [] })],
      ['-', over([0.9, 0.9], { losses: [0.8, 0.7, 0.6, 0.5, 0.481, 0.481] })],
      ['warning regularization @40', over([0.9, 0.9], { losses: [0.8, 0.7, 0.6, 0.5, 0.479, 0.479] })],
      ['-', over([0.9, 0.9], { losses: [0.8, 0.7, 0.6, 0.01, 0.006, 0.006] })],
      ['warning regularization @40', over([0.9, 0.9], { losses: [0.8, 0.7, 0.6, 0.01, 0.004, 0.004] })],
      ['hint regularization @40', over([0.9, 0.9], { guess: { loss: 9.1 } })],
      ['warning regularization @40', over([0.9, 0.9], { guess: { loss: 8.9 } })],
      ['hint regularization @40', over([0.9, 0.9], accurate(0.7, 0.9, 0.851, 0.851))],
      ['warning regularization @40', over([0.9, 0.9], accurate(0.7, 0.9, 0.849, 0.849))],
      ['hint regularization @40', over([0.9, 0.9], accurate(0.601, 0.601))],
      ['warning regularization @40', over([0.9, 0.9], accurate(0.599, 0.599))],
      ['hint regularization @40', over([0.9, 0.9], { ...accurate(0.11, 0.11), guess: { heldAccuracy: null } })],
    ],
    { evenWell: true },
  );

  thresholds('stopped-early', [
    ['-', { curve: points(1, 0.95, 0.9, 0.9 * 0.91) }],
    ['hint epochs', { curve: points(1, 0.95, 0.9, 0.9 * 0.89) }],
    ['hint epochs', { curve: points(1, 0.95, 0.9, 0.9 * 0.76) }],
    ['warning epochs', { curve: points(1, 0.95, 0.9, 0.9 * 0.74) }],
    ['hint epochs', { curve: points(0.6, 0.95, 0.9, 0.6) }],
    ['warning epochs', { curve: points(1, 0.9, 0.6) }],
    ['-', { curve: points(1, 0.6) }],
    ['-', { curve: points(1, 0.9, 0.6), validation: points(1, 1, 1, 1) }],
    ['warning epochs', { curve: points(1, 0.9, 0.6), validation: points(1, 1, 1) }],
    ['-', { curve: points(1, 0.9, 0.6), ...LIVE }],
    ['-', { curve: points(1, 0.9, 0.6), ...RANDOM }],
    ['-', { curve: points(1, 0.9, 0.6), with: (fit) => ({ ...fit, end: { outcome: 'stopped' } }) }],
  ]);

  thresholds(
    'target-range',
    [
      ['-', targets('sigmoid', -0.9e-4, 1 + 0.9e-4)],
      ['warning activation 1', targets('sigmoid', -1.1e-4, 1)],
      ['warning activation 1', targets('sigmoid', 0, 1 + 1.1e-4)],
      ['hint activation 1', { ...targets('sigmoid', 0, 2), learned: 'much' }],
      ['-', targets('tanh', -1, 1)],
      ['warning activation 1', targets('relu', -1, 1)],
      ['-', targets('relu', 0, 1e9)],
      ['-', targets('linear', -9, 9)],
      ['-', { ...targets('sigmoid', 0, 9), ...RANDOM }],
      ['-', { ...targets('sigmoid', 0, 9), summary: { loss: 'sparseCategoricalCrossentropy' } }],
      ['-', numbered(0, 4)],
      ['error data 1', numbered(1, 5)],
      ['error layers 1', numbered(0, 5)],
      ['error layers 1', numbered(1, 6)],
      ['-', { ...numbered(1, 5), ...RANDOM }],
      ['warning activation 1', { ...numbered(1, 5), summary: { loss: 'ownLoss' } }],
      ['-', { ...targets('sigmoid', 0, 9), summary: { loss: 'Hinge' } }],
      ['-', { ...targets('sigmoid', 0, 9), summary: { loss: 'cosineProximity' } }],
    ],
    { evenWell: true },
  );

  thresholds('under-fitting', [
    ['warning layers', { last: 0.76 }],
    ['-', { last: 0.75 }],
    ['warning layers', { last: 1.2 }],
    ['warning layers', { accuracy: { name: 'acc', value: 0.62, chance: 0.5 } }],
    ['-', { accuracy: { name: 'acc', value: 0.63, chance: 0.5 } }],
    ['warning layers', { curve: points(1, 1, 1, 0.981) }],
    ['-', { curve: points(1, 1, 1, 0.979) }],
    ['-', { curve: points(1, 1, 1) }],
    ['-', { guess: { isMeasured: false } }],
    ['-', { guess: { loss: null } }],
    ['-', LIVE],
    ['-', RANDOM],
    ['-', NOTHING],
    ['hint layers', { ...resting(0.99e-4), last: 0.5 }],
    ['-', { ...resting(1.01e-4), last: 0.5 }],
    ['hint layers', { ...resting(1e-5), last: 0.5, curve: points(1, 0.6, 0.5, 0.451) }],
    ['-', { ...resting(1e-5), last: 0.5, curve: points(1, 0.6, 0.5, 0.449) }],
    ['-', { ...resting(1e-5), last: 0.5, curve: points(0.5, 0.6, 0.5, 0.5) }],
    ['-', { ...resting(1e-5), last: 0.5, curve: points(1, 0.5, 0.5) }],
    ['-', { ...resting(1e-5), last: 0.5, guess: { isMeasured: false } }],
    ['-', { ...resting(1e-5), last: 0.5, ...LIVE }],
    ['-', { ...resting(1e-5), last: 0.5, ...RANDOM }],
    ['-', { ...resting(1e-5), last: 0.5, ...NOTHING }],
    ['-', { ...resting(1e-5), last: 0.5, data: { inputs: { targetFeature: 0 } } }],
  ]);

  thresholds(
    'validation-size',
    [
      ['-', kept(5)],
      ['warning data', kept(4)],
      ['hint data', { ...kept(1), learned: 'much' }],
      ['-', { ...kept(1), ...RANDOM }],
      ['-', { data: {} }],
      ['-', { ...kept(4), ...validatedOn(100) }],
      ['warning data', { ...kept(100), ...validatedOn(4) }],
      ['-', { data: {}, ...validatedOn(0) }],
    ],
    { evenWell: true },
  );

  thresholds(
    'validation-leak',
    [
      ['-', shared(100, 0.09)],
      ['warning data', shared(100, 0.1)],
      ['warning data', { ...shared(100, 0.1), learned: 'much' }],
      ['-', shared(19, 1)],
      ['warning data', shared(20, 1)],
      ['-', shared(1000, 0.29, 0.2)],
      ['warning data', shared(1000, 0.31, 0.2)],
      ['-', shared(100, 0.69, 0.5)],
      ['warning data', shared(100, 0.71, 0.5)],
      ['-', shared(100, 1, 1)],
      ['-', { ...shared(100, 1), ...RANDOM }],
    ],
    { evenWell: true },
  );

  thresholds(
    'multi-hot-targets',
    [
      ['-', several(1, 'softmax', 'categoricalCrossentropy')],
      ['warning activation 1', several(2, 'softmax', 'categoricalCrossentropy')],
      ['warning activation 1', several(2, 'softmax', 'meanSquaredError')],
      ['warning loss 1', several(2, 'linear', 'softmaxCrossEntropy')],
      ['warning loss 1', several(2, 'sigmoid', 'categoricalCrossentropy')],
      ['-', several(200, 'sigmoid', 'binaryCrossentropy')],
      ['-', several(200, 'linear', 'sigmoidCrossEntropy')],
      ['-', { ...several(200, 'softmax', 'categoricalCrossentropy'), ...RANDOM }],
      ['-', several(0, 'softmax', 'categoricalCrossentropy')],
    ],
    { evenWell: true },
  );

  thresholds(
    'validation-range',
    [
      ['-', outside('inputs', 0.1)],
      ['warning data', outside('inputs', 0.12)],
      ['warning data', outside('targets', 0.12)],
      ['hint data', { ...outside('targets', 0.12), learned: 'much' }],
      ['-', { ...outside('targets', 1), learned: 'unknown' }],
      // The range of 20 samples is narrow by chance, and as many others as one likes show that.
      ['-', outside('inputs', 0.36, { trained: 20, compared: 2000 })],
      ['warning data', outside('inputs', 0.39, { trained: 20, compared: 2000 })],
      ['-', outside('inputs', 0.43, { trained: 159, ends: 40 })],
      ['warning data', outside('inputs', 0.45, { trained: 159, ends: 40 })],
      ['-', outsideOfUnknown(0.78, 0.25)],
      ['warning data', outsideOfUnknown(0.8, 0.25)],
      ['-', outside('inputs', 1, { times: 1.5 })],
      ['-', { ...outside('inputs', 1), validation: [] }],
      ['-', outside('inputs', 1, { compared: 9 })],
      ['warning data', outside('inputs', 1, { compared: 10 })],
      ['-', { ...outside('inputs', 1), ...RANDOM }],
    ],
    { evenWell: true },
  );

  thresholds(
    'validation-shares',
    [
      // A draw that is so far off is no coincidence from 75 on.
      ['-', mixed(73)],
      ['hint data', mixed(75)],
      ['hint data', mixed(79)],
      ['warning data', mixed(81)],
      ['warning data', mixed(19)],
      ['hint data', { ...mixed(81), learned: 'much' }],
      ['-', { ...mixed(81), learned: 'unknown' }],
      ['-', mixed(81, 1.5)],
      ['-', { ...mixed(81), validation: [] }],
      ['-', { ...mixed(81), ...RANDOM }],
    ],
    { evenWell: true },
  );

  thresholds(
    'validation-classes',
    [
      ['-', held(9)],
      ['warning data', held(10)],
      ['hint data', { ...held(10), learned: 'much' }],
      ['-', { ...held(10), ...RANDOM }],
    ],
    { evenWell: true },
  );
});
