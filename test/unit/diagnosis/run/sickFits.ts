import { falling, flat, type LayerNumbers, type Made, steady } from './figures.js';

export const guessing = { losses: flat(1.0986, 20), logs: { acc: flat(0.33, 20) }, data: {} };
export const number = { loss: 'meanSquaredError' };
export const one = (activation: string | null): LayerNumbers => ({ activation, units: 1 });

/** The finding that comes first, with its severity, what it is found in, and the fit; of every rule one at least. */
export const SICK_FITS: readonly (readonly [finding: string, what: string, made: Made])[] = [
  [
    'error dead-layer',
    'a relu of zeros',
    { ...guessing, layers: [{ activation: 'relu', outputs: { actZeros: 1 } }, one('softmax')] },
  ],
  [
    'warning dead-layer',
    'a relu most of whose units are 0 for every sample',
    {
      losses: falling(1.1, 0.6, 20),
      data: {},
      layers: [{ activation: 'relu', outputs: { actZeros: 0.8, actDead: 0.75 } }, one('softmax')],
    },
  ],
  [
    'error oscillation',
    'gradients that point against each other',
    { ...guessing, layers: [{ gradCosine: -0.9 }, { gradCosine: -0.8, activation: 'softmax', units: 3 }] },
  ],
  [
    'warning rank-collapse',
    'units that all do the same',
    {
      ...guessing,
      layers: [
        { activation: 'tanh', rank: 1.01 },
        { activation: 'softmax', units: 3 },
      ],
    },
  ],
  [
    'warning frozen-layer',
    'a layer that keeps its start',
    { ...guessing, layers: [{ updateNorm: 0 }, {}, { activation: 'softmax', units: 3 }] },
  ],
  [
    'error same-output',
    'a softmax of three that does not look at its input',
    {
      losses: flat(1.0986, 20),
      layers: [
        { activation: 'tanh' },
        { activation: 'softmax', units: 3, outputs: { actMean: 1 / 3, actStd: 0.1, actSame: 1 } },
      ],
    },
  ],
  [
    'error saturated-layer',
    'a tanh at its bounds',
    {
      ...guessing,
      layers: [
        { activation: 'tanh', outputs: { actSaturated: 0.8 } },
        { activation: 'softmax', units: 3 },
      ],
    },
  ],
  [
    'error exploding-gradient',
    'huge gradients',
    { ...guessing, layers: [{ gradNorm: 1e4, gradMeanAbs: 30 }, { activation: 'softmax' }] },
  ],
  ['error input-scale', 'bytes', { ...guessing, data: { inputs: { min: 0, max: 255, mean: 60, std: 68 } } }],
  [
    'warning target-range',
    'targets that a sigmoid cannot reach',
    {
      losses: flat(900, 20),
      summary: number,
      layers: [{ activation: 'relu' }, one('sigmoid')],
      data: { targets: { min: 50, max: 149, kind: 'numbers', classes: [], variance: 800 } },
    },
  ],
  [
    'error target-range',
    'classes that count from 1',
    {
      losses: falling(1, 0.2, 20),
      summary: { loss: 'sparseCategoricalCrossentropy' },
      data: { targets: { min: 1, max: 3, kind: 'class-numbers', classes: [100, 100, 100], labels: [1, 2, 3] } },
    },
  ],
  [
    'error learning-rate',
    'updates of 0',
    { ...guessing, layers: [{ updateNorm: 0 }, { updateNorm: 0, activation: 'softmax' }] },
  ],
  [
    'error learning-rate',
    'tiny updates',
    { ...guessing, losses: steady(1.099, 1.09, 20), layers: [{ updateNorm: 1e-6 }, { updateNorm: 1e-6 }] },
  ],
  ['error learning-rate', 'huge updates', { ...guessing, layers: [{ updateNorm: 0.5 }, { updateNorm: 0.5 }] }],
  [
    'warning learning-rate',
    'an end on the way, after steps of a tenth of the usual rate',
    {
      losses: steady(1.09, 0.7, 20),
      perEpoch: 60,
      data: {},
      summary: { optimizer: 'Adam', learningRate: 1e-4 },
    },
  ],
  [
    'error same-output',
    'a softmax of one',
    {
      losses: flat(8, 20),
      summary: { loss: 'binaryCrossentropy' },
      layers: [{ activation: 'relu' }, { ...one('softmax'), outputs: { actMean: 1, actStd: 0, actZeros: 0 } }],
    },
  ],
  [
    'warning small-batch-normalization',
    'batches of one sample',
    {
      ...guessing,
      summary: { batchSize: 1 },
      layers: [{}, { className: 'BatchNormalization' }, { activation: 'softmax', units: 3 }],
    },
  ],
  ['error no-progress', 'nothing else', guessing],
  ['warning stopped-early', 'a loss that still falls', { losses: [1.1, 1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4], data: {} }],
  [
    'error vanishing-gradient',
    'gradients that shrink',
    {
      ...guessing,
      layers: [
        {
          activation: 'sigmoid',
          gradNorm: 1e-11,
          gradMeanAbs: 1e-12,
          outputs: { actMean: 0.5, actStd: 0.01, actZeros: 0 },
        },
        { activation: 'softmax', units: 3 },
      ],
    },
  ],
  ['error divergence', 'a loss that climbs', { losses: [1.1, 2, 4, 8, 9, 9, 9, 9, 9, 9], data: {} }],
  [
    'warning under-fitting',
    'a loss that stays near guessing',
    { losses: falling(1.1, 0.95, 40), logs: { acc: falling(0.33, 0.45, 40) }, data: {} },
  ],
  [
    'warning over-fitting',
    'a validation loss that rises',
    {
      losses: falling(1.1, 0.1, 12),
      logs: { val_loss: [1.1, 0.9, 0.7, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4] },
      data: {},
    },
  ],
  [
    'error divergence',
    'what it had learned is lost',
    { losses: [1.1, 0.8, 0.5, 0.3, ...flat(1.0986, 16)], logs: { acc: flat(0.33, 20) }, data: {} },
  ],
  [
    'warning class-imbalance',
    'a rare class under a distance',
    {
      losses: flat(0.03, 20),
      logs: { acc: Array(20).fill(0.97) },
      data: { targets: { kind: 'binary', classes: [291, 9], deviation: 0.03 } },
      summary: { loss: 'meanAbsoluteError' },
    },
  ],
  [
    'warning validation-classes',
    'the last fifth of windows of a series',
    {
      losses: falling(1.1, 0.5, 20),
      logs: { acc: falling(0.4, 0.9, 20), val_acc: Array(20).fill(0) },
      data: {
        inputs: { isSeries: true },
        targets: { labels: [0, 1, 2] },
        validation: { samples: 60, classes: [60], labels: [2] },
      },
    },
  ],
  [
    'warning validation-range',
    'windows of a series that grows',
    {
      losses: falling(1, 0.05, 20),
      logs: { val_loss: steady(2, 4, 20) },
      summary: number,
      data: {
        inputs: { isSeries: true },
        targets: { kind: 'numbers', classes: [], variance: 1 },
        validation: {
          samples: 60,
          classes: [],
          labels: [],
          targetsOutside: { compared: 60, share: 1, chance: 0.01, trained: 199 },
        },
      },
    },
  ],
  [
    'warning validation-shares',
    'the end of rows that are nearly sorted by class',
    {
      losses: falling(1.1, 0.4, 20),
      logs: { acc: falling(0.4, 0.8, 20), val_acc: flat(0.5, 20), val_loss: steady(1, 1.4, 20) },
      data: {
        targets: { samples: 300, classes: [150, 90, 60], labels: [0, 1, 2] },
        validation: { samples: 60, classes: [42, 12, 6], labels: [2, 1, 0] },
      },
      summary: {
        setup: { data: null, samples: 240, validation: 60, isSplit: true, epochsFrom: 'source', sourceEpochs: 20 },
      },
    },
  ],
  [
    'warning validation-classes',
    'the last fifth of data that are sorted by class',
    {
      losses: falling(1.1, 0.5, 20),
      logs: { acc: falling(0.4, 0.9, 20), val_acc: Array(20).fill(0) },
      data: { targets: { labels: [0, 1, 2] }, validation: { samples: 60, classes: [60], labels: [2] } },
    },
  ],
  [
    'warning validation-range',
    'the end of rows that are sorted by their target',
    {
      losses: falling(1, 0.05, 20),
      logs: { val_loss: steady(2, 4, 20) },
      summary: number,
      data: {
        targets: { kind: 'numbers', classes: [], variance: 1 },
        validation: {
          samples: 60,
          classes: [],
          labels: [],
          inputsOutside: { compared: 60, share: 0, chance: 0.01, trained: 199 },
          targetsOutside: { compared: 60, share: 1, chance: 0.01, trained: 199 },
        },
      },
    },
  ],
  [
    'warning multi-hot-targets',
    'a softmax for samples of several classes',
    {
      losses: falling(1.7, 1.2, 20),
      data: { targets: { kind: 'numbers', samples: 300, classes: [], severalOnes: 120 } },
    },
  ],
  [
    'warning leaked-target',
    'a target among the inputs',
    { losses: falling(1.1, 0.001, 20), logs: { acc: falling(0.4, 1, 20) }, data: { inputs: { targetFeature: 3 } } },
  ],
  [
    'error target-scale',
    'prices that small steps do not come near',
    {
      losses: steady(1e11, 0.98e11, 20),
      summary: { loss: 'meanSquaredError', optimizer: 'Adam', learningRate: 0.001 },
      layers: [
        { gradMeanAbs: 1e6, gradNorm: 1e7 },
        { units: 1, gradMeanAbs: 1e6, gradNorm: 1e7 },
      ],
      data: { targets: { kind: 'numbers', classes: [], min: 1e5, max: 5e5, mean: 3e5, std: 7e4, variance: 5e9 } },
    },
  ],
  [
    'warning validation-size',
    'a validation of one sample',
    {
      losses: falling(1.1, 0.5, 20),
      logs: { acc: falling(0.4, 0.7, 20), val_acc: Array(20).fill(1), val_loss: Array(20).fill(0.01) },
      data: { validation: { samples: 1, classes: [1], labels: [2] } },
    },
  ],
  [
    'warning validation-leak',
    'a validation of samples that it is trained on',
    {
      losses: falling(1.1, 0.01, 20),
      logs: { acc: falling(0.4, 1, 20), val_acc: falling(0.4, 1, 20), val_loss: falling(1.1, 0.01, 20) },
      data: { validation: { samples: 60, classes: [], shared: { compared: 60, share: 0.8, chance: 0.1 } } },
    },
  ],
  [
    'hint first-loss',
    'a first loss far above guessing',
    { losses: [...falling(9, 0.5, 12), ...Array<number>(12).fill(0.5)], data: {} },
  ],
  [
    'warning few-steps',
    'an end after steps that take no weight far',
    { losses: falling(1.1, 1, 8), data: {}, summary: { learningRate: 0.001 } },
  ],
  [
    'error not-a-number',
    'a loss that broke',
    {
      losses: [1, Number.NaN],
      problems: [
        {
          kind: 'not-a-number',
          severity: 'warning',
          message: 'The loss became NaN at batch 38.',
          location: null,
          stack: null,
          broke: { fit: 1, step: 37, isInfinite: false, first: 'loss', layer: null },
        },
      ],
    },
  ],
  [
    'error alert',
    'a condition of a person’s own',
    { losses: falling(1, 0.1, 20), data: {}, alerts: [{ when: 'loss < 0.5', severity: 'error' }] },
  ],
];
