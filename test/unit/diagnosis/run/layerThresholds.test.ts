import { describe } from 'vitest';
import type { FitFigures } from '../../../../src/diagnosis/run/fitFigures.js';
import type { LayerNumbers } from './figures.js';
import { type Given, layers, NOTHING, points, stoppedAt, summary, thresholds } from './thresholdTable.js';

const relu = (outputs: NonNullable<LayerNumbers['outputs']>) => ({ activation: 'relu', outputs });
const saturated = (actSaturated: number) => ({ outputs: { actSaturated } });
const updates = (...norms: readonly number[]) => layers(...norms.map((updateNorm) => ({ updateNorm })));
const gradients = (...norms: readonly (readonly [norm: number, meanAbs?: number])[]) =>
  layers(...norms.map(([gradNorm, gradMeanAbs = 0.01]) => ({ gradNorm, gradMeanAbs })));
const cosines = (gradCosine: number, updateNorm = 0.0011) =>
  layers({ gradCosine, updateNorm }, { gradCosine, updateNorm });
/** Losses of twenty steps, of which so many go up. */
const zigzag = (ups: number) => ({
  curve: points(...Array.from({ length: 21 }, (_, index) => 3 - 0.1 * index + 0.11 * Math.min(index, ups))),
});
/** A fit that ends while its loss falls by an eighth, after steps of so small a rate. */
const onItsWay = (learningRate: number, given: Given = {}): Given => ({
  ...summary({ learningRate }),
  perEpoch: 1000,
  curve: points(1, 0.9, 0.8, 0.7),
  ...given,
});
const optimizer = (name: string) => ({ summary: { optimizer: name } });
const loss = (name: string) => ({ summary: { loss: name } });
const dead = layers(relu({ actDead: 0.8 }), { units: 3 });
const exploding = layers({ gradMeanAbs: 11, gradNorm: 20 }, { gradNorm: 5 });
const endsIn = (...all: readonly LayerNumbers[]) => layers({}, ...all);
const normalized = (batchSize: number | null): Given => ({
  ...endsIn({ className: 'BatchNormalization' }),
  ...summary({ batchSize }),
});

function firstIsFrozen(fit: FitFigures): FitFigures {
  const own = fit.summary.layers.map((layer, index) => ({ ...layer, trainable: index > 0 }));
  return { ...fit, summary: { ...fit.summary, layers: own } };
}

/** Of maps, whose mean is taken over the places, too. */
function ofMaps(fit: FitFigures): FitFigures {
  const own = fit.summary.layers.map((layer) => ({ ...layer, outputShape: [null, 4, 4, 8] }));
  return { ...fit, summary: { ...fit.summary, batchSize: 1, layers: own } };
}

describe('what is said of figures of layers', () => {
  thresholds('dead-layer', [
    ['warning initialization 0', dead],
    ['warning initialization 0', { ...dead, ...NOTHING }],
    ['-', layers({ activation: 'tanh', outputs: { actDead: 0.8 } }, { units: 3 })],
    ['warning initialization 1', layers(relu({ actDead: 0.6 }), relu({ actDead: 0.8 }), {})],
    ['warning initialization 1', layers(relu({ actDead: 0.8 }), relu({ actZeros: 1 }), relu({ actZeros: 1 }), {})],
    ['warning activation 1', endsIn(relu({ actDead: 0.8 }))],
    ['hint activation 1', endsIn(relu({ actDead: 0.6 }))],
    ['error initialization 0', { ...layers(relu({ actZeros: 1 }), {}), ...NOTHING }],
    ['warning initialization 0', layers(relu({ actZeros: 0.991 }), {})],
    ['-', layers(relu({ actZeros: 0.989 }), {})],
    ['-', layers(relu({ actZeros: 0.989, actDead: 0.4 }), {})],
  ]);

  thresholds('exploding-gradient', [
    ['warning learning-rate 0', { ...exploding, ...optimizer('sgd') }],
    ['-', { ...gradients([20, 10], [5]), ...optimizer('sgd') }],
    ['-', { ...gradients([10], [0.1]), ...optimizer('sgd') }],
    ['warning learning-rate 0', { ...gradients([11], [0.1]), ...optimizer('sgd') }],
    ['-', { ...gradients([13.9], [0.2]), ...optimizer('sgd') }],
    ['warning learning-rate 0', { ...gradients([14.1], [0.2]), ...optimizer('sgd') }],
    ['warning learning-rate 1', { ...gradients([20, 11], [20, 12], [5]), ...optimizer('sgd') }],
    ['-', { ...exploding, ...optimizer('adam') }],
    ['-', { ...exploding, ...optimizer('Adagrad') }],
    ['-', { ...exploding, ...optimizer('rmsprop') }],
    ['-', { ...exploding, ...optimizer('nadam') }],
    ['error learning-rate 0', { ...exploding, ...optimizer('adam'), ...NOTHING }],
  ]);

  thresholds('frozen-layer', [
    ['hint layers 0', updates(0, 0.001)],
    ['hint layers 1', updates(0.001, 0)],
    ['warning layers 0', { ...updates(0, 0.001), ...NOTHING }],
    ['hint layers 0', updates(0.9e-9, 0.001)],
    ['-', updates(1.1e-9, 0.001)],
    ['-', updates(0, 0)],
    ['-', updates(0, 0.9e-9)],
    ['-', { ...updates(0, 0.001), ...summary({ kind: 'steps' }) }],
    ['-', { ...updates(0, 0.001), with: firstIsFrozen }],
  ]);

  thresholds('learning-rate', [
    ['warning learning-rate', { ...updates(0.99e-4, 0.99e-4), ...zigzag(0) }],
    ['hint learning-rate', { ...updates(0.99e-4, 0.99e-4), ...zigzag(0), ...stoppedAt(5) }],
    ['warning learning-rate', onItsWay(1e-4)],
    ['warning learning-rate', onItsWay(Math.fround(1e-4))],
    ['warning learning-rate', onItsWay(1e-5, { ...summary({ optimizer: 'RMSProp', learningRate: 1e-5 }) })],
    ['-', onItsWay(1.01e-4)],
    ['-', onItsWay(1e-4, { ...summary({ optimizer: 'Momentum', learningRate: 1e-4 }) })],
    ['-', onItsWay(1e-4, { ...NOTHING })],
    ['-', onItsWay(1e-4, { ...stoppedAt(12) })],
    ['-', onItsWay(1e-4, { isRandom: true })],
    ['-', onItsWay(1e-4, { curve: points(1, 0.9, 0.8, 0.761) })],
    ['warning learning-rate', onItsWay(1e-4, { curve: points(1, 0.9, 0.8, 0.759) })],
    ['-', onItsWay(1e-4, { curve: points(1, 0.6, 0.9, 0.8) })],
    ['-', onItsWay(1e-4, { validation: points(1, 0.9, 0.8, 0.8) })],
    ['warning learning-rate', onItsWay(1e-4, { validation: points(1, 0.8, 0.8), curve: points(1, 0.9, 0.8, 0.7) })],
    ['warning learning-rate', { ...updates(0.99e-4, 0.99e-4), ...zigzag(0), ...stoppedAt(6) }],
    ['warning learning-rate', { ...updates(0.101, 0.101), ...stoppedAt(5) }],
    ['-', { ...updates(1.01e-4, 1.01e-4), ...zigzag(0) }],
    ['-', { ...updates(1e-5, 1e-3), ...zigzag(0) }],
    ['warning learning-rate', { ...updates(1e-5, 1e-5), ...zigzag(7) }],
    ['-', { ...updates(1e-5, 1e-5), ...zigzag(8) }],
    ['-', { ...updates(1e-5, 1e-5), curve: points(1, 0.9, 0.8, 9, 8, 7) }],
    ['-', { ...updates(1e-5, 1e-5), curve: points(1, 0.6, 0.5, 0.49) }],
    ['-', { ...updates(0.2, 0.2), ...zigzag(7) }],
    ['warning learning-rate', { ...updates(0.2, 0.2), ...zigzag(8) }],
    ['warning learning-rate', updates(0.101, 0.101)],
    ['error learning-rate', { ...updates(0.101, 0.101), ...NOTHING }],
    ['-', updates(0.099, 0.099)],
    ['warning learning-rate', updates(0, 0)],
    ['error learning-rate', { ...updates(0, 0), ...NOTHING }],
    ['warning learning-rate', layers({ updateNorm: 0, gradNorm: 0 }, { updateNorm: 0 })],
    ['-', layers({ updateNorm: 0, gradNorm: 0 }, { updateNorm: 0, gradNorm: 0 })],
    ['-', layers()],
  ]);

  thresholds('oscillation', [
    ['warning learning-rate', cosines(-0.31)],
    ['error learning-rate', { ...cosines(-0.31), ...NOTHING }],
    ['-', cosines(-0.29)],
    ['-', layers({ gradCosine: -0.9 }, { gradCosine: -0.2 })],
    ['-', cosines(-0.9, 0.0009)],
    ['-', { ...cosines(-0.9), curve: points(1, 1, 0.979, 0.979) }],
    ['warning learning-rate', { ...cosines(-0.9), curve: points(1, 1, 0.981, 0.981) }],
    ['-', { ...cosines(-0.9), curve: points(1) }],
  ]);

  thresholds('rank-collapse', [
    ['warning initialization 0', { ...layers({ rank: 1.09 }, {}), ...NOTHING }],
    ['warning initialization 1', { ...layers({}, { rank: 1.09 }, {}), ...NOTHING }],
    ['-', { ...layers({ rank: 1.11 }, {}), ...NOTHING }],
    ['-', { ...layers({}, { rank: 1 }), ...NOTHING }],
    ['warning initialization 0', { ...layers({ rank: 1, units: 4 }, {}), ...NOTHING }],
    ['-', { ...layers({ rank: 1, units: 3 }, {}), ...NOTHING }],
    ['-', { ...layers({ rank: 1, outputs: { actSame: 1 } }, {}), ...NOTHING }],
    ['-', layers({ rank: 1 }, {})],
  ]);

  thresholds('saturated-layer', [
    ['-', layers(saturated(0.5), {})],
    ['warning activation 0', layers(saturated(0.51), {})],
    ['error activation 0', { ...layers(saturated(0.51), {}), ...NOTHING }],
    ['-', { ...endsIn(saturated(0.9)), ...loss('binaryCrossentropy') }],
    ['-', { ...endsIn(saturated(0.9)), ...loss('categoricalCrossentropy') }],
    ['warning activation 1', { ...endsIn(saturated(0.9)), ...loss('mse') }],
    ['warning activation 1', { ...endsIn(saturated(0.9), {}), ...loss('mse') }],
  ]);

  thresholds(
    'small-batch-normalization',
    [
      ['hint batch-size 1', normalized(7)],
      ['hint batch-size 1', normalized(2)],
      ['hint batch-size 0', { ...layers({ className: 'BatchNormalization' }, {}), ...summary({ batchSize: 7 }) }],
      ['warning batch-size 1', normalized(1)],
      ['hint batch-size 1', { ...normalized(1), learned: 'much' }],
      ['-', normalized(8)],
      ['-', normalized(null)],
      ['-', { ...endsIn({ className: 'LayerNormalization' }), ...summary({ batchSize: 1 }) }],
      ['-', { ...endsIn({ className: 'BatchNormalization' }), with: ofMaps }],
    ],
    { evenWell: true },
  );

  thresholds('vanishing-gradient', [
    ['warning initialization 0', gradients([0.99e-4], [1])],
    ['error initialization 0', { ...gradients([0.99e-4], [1]), ...NOTHING }],
    ['-', gradients([1.01e-4], [1])],
    ['warning initialization 0', gradients([0.9e-4], [0.1])],
    ['-', gradients([0.9e-4], [0.08])],
    ['warning initialization 0', gradients([0.099, 0.9e-7], [1])],
    ['-', gradients([0.099, 1.1e-7], [1])],
    ['-', gradients([0.101, 0.9e-7], [1])],
    ['warning initialization 0', gradients([1e-5, 1e-8], [1.1e-4])],
    ['-', gradients([0.8e-5, 1e-8], [0.9e-4])],
    ['-', gradients([0], [1])],
    ['-', gradients([1e-9])],
    ['-', layers()],
    ['warning initialization 1', gradients([1e-6], [1e-5], [1], [1])],
  ]);
});
