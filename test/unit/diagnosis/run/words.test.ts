import { describe, expect, it } from 'vitest';
import { multiHotTargets } from '../../../../src/diagnosis/run/rules/multiHotTargets.js';
import { notANumber } from '../../../../src/diagnosis/run/rules/notANumber.js';
import type { BrokenNumbers } from '../../../../src/protocol/trainer.js';
import { figures, type LayerNumbers } from './figures.js';
import { foundIn, layers, points } from './thresholdTable.js';

/** Layers whose gradient vanishes, with what is known of the signal's at each. */
const vanishing = (all: readonly LayerNumbers[], signals: readonly number[] = []) =>
  layers(
    ...all.map((layer, index) => ({
      gradNorm: index === 0 ? 1e-6 : 1,
      ...layer,
      outputs: { ...layer.outputs, ...(signals[index] === undefined ? {} : { actGradNorm: signals[index] }) },
    })),
  );
const bent = (activation: string, actMean: number, actStd: number, actZeros = 0) => ({
  activation,
  outputs: { actMean, actStd, actZeros },
});
const sigmoid = bent('sigmoid', 0.5, 0.1);
const tanh = bent('tanh', 0, 0.5);
const BETTER = 'Use batch normalization, another initializer, or fewer layers.';
const instead = (of: string) => `Use relu instead of ${of}, batch normalization, or fewer layers.`;

it.each<[category: string, help: string, cause: string, given: ReturnType<typeof vanishing>]>([
  ['initialization', BETTER, 'layer 1 (Dense), on its way from the layer after it', vanishing([{}, {}])],
  [
    'activation',
    instead('tanh'),
    'layer 1 (Dense, tanh), on its way from the layer after it',
    vanishing([bent('tanh', Number.NaN, Number.NaN), {}]),
  ],
  [
    'activation',
    instead('sigmoid'),
    'layer 1 (Dense, sigmoid), whose sigmoid passes on 0.24 of it on average',
    vanishing([sigmoid, {}]),
  ],
  [
    'activation',
    instead('tanh'),
    'layer 1 (Dense, tanh), whose tanh passes on 0.18 of it on average',
    vanishing([bent('tanh', 0.9, 0.1), {}]),
  ],
  [
    'initialization',
    instead('tanh'),
    'layer 1 (Dense, tanh), as the weights of the layer after it are small',
    vanishing([tanh, {}]),
  ],
  [
    'activation',
    BETTER,
    'layer 1 (Dense, relu), whose relu passes on 0.40 of it on average',
    vanishing([bent('relu', 1, 1, 0.6), {}]),
  ],
  [
    'initialization',
    BETTER,
    'layer 1 (Dense, relu), as the weights of the layer after it are small',
    vanishing([bent('relu', 1, 1, 0.4), {}]),
  ],
  [
    'initialization',
    BETTER,
    'layer 2 (Dense), on its way from the layer after it',
    vanishing([{ gradNorm: 1e-7 }, { gradNorm: 1e-6 }, {}]),
  ],
  [
    'activation',
    instead('sigmoid'),
    'layer 2 (Dense, sigmoid), whose sigmoid passes on 0.24 of it on average, and whose weights 4.2e-3',
    vanishing([{}, sigmoid, {}], [0.001, 1, 1]),
  ],
  [
    'activation',
    instead('sigmoid'),
    'layer 2 (Dense, sigmoid), whose sigmoid passes on 0.24 of it on average',
    vanishing([{}, sigmoid, {}], [0.2, 1, 1]),
  ],
  ['initialization', BETTER, 'layer 2 (Dense), whose weights pass on 0.10 of it', vanishing([{}, {}, {}], [0.1, 1, 1])],
  [
    'initialization',
    BETTER,
    'layer 3 (Dense, softmax), which passes on 0.10 of it',
    vanishing([{}, {}, { activation: 'softmax' }], [1, 1, 10]),
  ],
  [
    'initialization',
    instead('tanh'),
    'layer 2 (Dense, tanh), a little at each layer',
    vanishing([{}, tanh, {}], [0.6, 1, 1]),
  ],
  [
    'initialization',
    instead('tanh'),
    'layer 2 (Dense, tanh), whose weights pass on 0.40 of it',
    vanishing([{}, tanh, {}], [0.3, 1, 1]),
  ],
])('A gradient vanishes for want of %s: %s %s', (category, help, cause, given) => {
  expect(foundIn('vanishing-gradient', given)).toMatchObject([
    { category, help, why: `It shrinks most at ${cause}, so the layers before it hardly learn.` },
  ]);
});

it('Outputs that are the same for all samples are told of with the layer in which their differences are lost', () => {
  const of = (...same: readonly number[]) =>
    foundIn('same-output', layers(...same.map((actSame) => ({ units: 3, outputs: { actSame } })))).map(
      ({ why }) => why,
    );
  const why = 'Its answer does not depend on the input, so there is nothing to learn from.';
  expect(of(0, 1)).toEqual([why]);
  expect(of(0, 1, 1)).toEqual([`${why} From layer 2 (Dense) on, nothing of the input is left.`]);
  expect(of(1, 1)).toEqual([`${why} From layer 1 (Dense) on, nothing of the input is left.`]);
  expect(of(1, 0)).toEqual([]);
});

it('One unit that is the same for all samples is a fault of its activation only where it is a softmax', () => {
  const of = (activation: string) =>
    foundIn('same-output', layers({}, { activation, units: 1, outputs: { actSame: 1 } })).map(
      ({ category }) => category,
    );
  expect([of('softmax'), of('tanh')]).toEqual([['activation'], ['layers']]);
});

it('A loss that nothing can be held against is told without', () => {
  const of = (loss: number | null) => foundIn('no-progress', { learned: 'nothing', guess: { loss } })[0];
  expect(of(null)?.message).toBe('It learns nothing: the loss is 1.00, 1.00 at first.');
  expect(of(null)?.evidence).toEqual({ loss: 1, firstLoss: 1 });
  expect(of(1)?.evidence).toEqual({ loss: 1, firstLoss: 1, guessing: 1 });
});

it.each([
  [0, 255, 'Divide the inputs by 255.'],
  [1, 251, 'Divide the inputs by 255.'],
  [0, 250, 'Subtract the mean of each feature and divide by its deviation.'],
  [0, 256, 'Subtract the mean of each feature and divide by its deviation.'],
  [-1, 255, 'Subtract the mean of each feature and divide by its deviation.'],
])('Inputs from %d to %d are helped so: %s', (min, max, help) => {
  expect(foundIn('input-scale', { data: { inputs: { min, max, mean: 60, std: 60 } } })).toMatchObject([{ help }]);
});

describe('numbers that broke', () => {
  const problem = (broke?: Partial<BrokenNumbers>, line = 9, severity: 'warning' | 'error' = 'warning') => ({
    kind: 'not-a-number' as const,
    severity,
    message: 'The loss became NaN.',
    location: { file: 'net.js', line, column: 1 },
    stack: null,
    ...(broke ? { broke: { fit: 1, step: 6, isInfinite: false, first: null, layer: null, ...broke } } : {}),
  });
  const told = (...problems: ReturnType<typeof problem>[]) =>
    foundIn('not-a-number', { problems }).map(({ category, layer, since, help }) => ({ category, layer, since, help }));
  const samples = 'Remove those samples, or fill in the values.';
  const lower = 'Lower the learning rate, scale the data, or clip the gradient.';

  it.each<[BrokenNumbers['first'], string, string]>([
    ['inputs', 'preprocessing', samples],
    ['targets', 'preprocessing', samples],
    ['layer', 'learning-rate', lower],
    ['outputs', 'learning-rate', lower],
    ['loss', 'loss', 'Keep what it divides by, or takes the logarithm of, away from 0.'],
    [null, 'learning-rate', lower],
  ])('first in %s ask for another %s', (first, category, help) => {
    expect(told(problem({ first }))).toEqual([{ category, layer: null, since: 6, help }]);
  });

  it('are those of the layer that is named, or that is made where it happened', () => {
    expect(told(problem({ layer: 'layer_2' }))).toMatchObject([{ layer: 1 }]);
    expect(told(problem(undefined, 2))).toMatchObject([{ layer: 1, since: null }]);
    expect(told(problem({}, 9, 'error'))).toEqual([]);
    expect(told({ ...problem({}), kind: 'other' as never })).toEqual([]);
  });

  it('are explained with when, where from, and whether anything is left', () => {
    const lesson = (losses: readonly number[], broke?: Partial<BrokenNumbers>) => {
      const problems = [problem(broke)];
      const fit = figures({ losses, problems });
      const [finding] = foundIn('not-a-number', { problems });
      return finding && notANumber.lesson(finding, fit, undefined as never)[1];
    };
    expect(lesson([1, 0.9], { first: 'inputs' })).toBe(
      'In this run NaN or infinity was first seen at batch 7. The inputs have it already, so no change of the net helps. The last loss is a number again, so the weights were not lost.',
    );
    expect(lesson([1, Number.NaN])).toBe(
      'In this run NaN or infinity was first seen among its 20 batches. Where it came from could not be told. From there on the model answers NaN to everything, and more training does not bring it back: begin again with weights from before.',
    );
  });
});

it.each([
  ['softmax', 'binaryCrossentropy', 'The 3 outputs have to come to 1 all the same'],
  ['sigmoid', 'categoricalCrossentropy', 'The loss takes the 3 outputs as shares of 1 all the same'],
])('Several classes under %s and %s are explained by what makes shares of them', (activation, loss, shares) => {
  const given = {
    losses: [1, 0.9],
    ...layers({}, { activation, units: 3 }),
    summary: { loss },
    data: { targets: { samples: 200, kind: 'numbers' as const, classes: [], severalOnes: 50 } },
  };
  const [finding] = foundIn('multi-hot-targets', given);
  const lesson = finding && multiHotTargets.lesson(finding, figures(given), undefined as never);
  expect(lesson?.[1]).toContain(shares);
});

describe('why a validation of a few samples tells nothing', () => {
  const data = { validation: { samples: 4, classes: [] } };
  const why = (more: object) => foundIn('validation-size', { data, ...more }).map((finding) => finding.why);

  it('is what one more right is of the metric, by the name that it has', () => {
    const accuracies = { name: 'acc', training: points(0.5), validation: points(0.5) };
    expect(why({ accuracies })).toEqual([
      'One sample more or less that it gets right changes val_acc by 25%: its figures are chance.',
    ]);
  });

  it('is what one is of the loss where nothing is counted as right', () => {
    expect(why({})).toEqual(['Each sample is 25% of val_loss: its figures are chance.']);
  });
});

it.each([
  [0.9, 'the loss stays at 0.900, 10% below guessing (1.00;'],
  [0.997, 'the loss stays at 0.997, as much as guessing (1.00;'],
  [1.003, 'the loss stays at 1.00, as much as guessing (1.00;'],
  [1.2, 'the loss stays at 1.20, 20% above guessing (1.00;'],
])('A net that under-fits at a loss of %d of 1 is held against guessing as it is', (last, text) => {
  expect(foundIn('under-fitting', { last })[0]?.message).toContain(text);
});
