import { describe, expect, it } from 'vitest';
import type { Category } from '../../../src/diagnosis/finding.js';
import { type GradientLevel, gradientLevel, worstLevel } from '../../../src/diagnosis/gradientLevel.js';
import { knownLoss } from '../../../src/diagnosis/losses.js';
import { layerText } from '../../../src/diagnosis/run/layerName.js';
import {
  layerMedian,
  median,
  outputMedian,
  rankMedian,
  trainedLayers,
  updateRatio,
} from '../../../src/diagnosis/run/layerWindow.js';
import { deadLayer } from '../../../src/diagnosis/run/rules/deadLayer.js';
import { hasFixes, withRunFixes } from '../../../src/diagnosis/run/runFixes.js';
import { givesTheSame } from '../../../src/diagnosis/run/sameForAll.js';
import { layerWords, unitsWords } from '../../../src/diagnosis/source/facts/layerWords.js';
import type { SourceFix } from '../../../src/diagnosis/source/sourceRule.js';
import { findModels } from '../../../src/source/findModels.js';
import { outputValues } from '../runFiles/outputValues.js';
import { findingsIn, inJavaScript, inPython } from './programs.js';
import { figures, flat, HEALTHY } from './run/figures.js';

describe('a loss', () => {
  // What Keras and tfjs compute by these names.
  it.each<[string, string, string, string]>([
    ['categorical_crossentropy', 'categoricalCrossentropy', 'categorical', ''],
    ['SparseCategoricalCrossentropy', 'sparseCategoricalCrossentropy', 'categorical', ''],
    ['CategoricalFocalCrossentropy', 'categoricalFocalCrossentropy', 'categorical', 'focal'],
    ['binaryCrossentropy', 'binaryCrossentropy', 'binary', ''],
    ['BinaryFocalCrossentropy', 'binaryFocalCrossentropy', 'binary', 'focal'],
    ['log_loss', 'binaryCrossentropy', 'binary', ''],
    ['MSE', 'meanSquaredError', 'squared', 'numbers'],
    ['mae', 'meanAbsoluteError', 'absolute', 'numbers'],
    ['absolute_difference', 'meanAbsoluteError', 'absolute', 'numbers'],
    ['mape', 'meanAbsolutePercentageError', 'other', 'numbers'],
    ['MeanAbsolutePercentageError', 'meanAbsolutePercentageError', 'other', 'numbers'],
    ['msle', 'meanSquaredLogarithmicError', 'other', 'numbers'],
    ['kld', 'kullbackLeiblerDivergence', 'other', ''],
    ['kl_divergence', 'kullbackLeiblerDivergence', 'other', ''],
    ['hinge', 'hinge', 'other', ''],
    ['squared_hinge', 'squaredHinge', 'other', ''],
    ['CategoricalHinge', 'categoricalHinge', 'other', ''],
    ['Poisson', 'poisson', 'other', ''],
    ['cosine_proximity', 'cosineProximity', 'other', ''],
    ['Huber', 'huber', 'other', 'numbers'],
    ['log_cosh', 'logcosh', 'other', 'numbers'],
    ['softmaxCrossEntropy', 'categoricalCrossentropy', 'categorical', 'logits'],
    ['sigmoidCrossEntropy', 'binaryCrossentropy', 'binary', 'logits'],
    ['softmax_cross_entropy_with_logits', 'categoricalCrossentropy', 'categorical', 'logits'],
    ['sigmoid_cross_entropy_with_logits', 'binaryCrossentropy', 'binary', 'logits'],
    ['sparse_softmax_cross_entropy_with_logits', 'sparseCategoricalCrossentropy', 'categorical', 'logits'],
  ])('named %s is %s, %s, %s', (text, name, kind, flag) => {
    expect(knownLoss(text)).toEqual({
      name,
      kind,
      isFocal: flag === 'focal',
      isOfNumbers: flag === 'numbers',
      takesLogits: flag === 'logits',
    });
  });
});

describe('the level of a gradient', () => {
  it('is the worst of several', () => {
    const order: GradientLevel[] = ['healthy', 'small', 'large', 'vanishing', 'exploding'];
    for (const [index, worse] of order.entries())
      for (const better of order.slice(0, index + 1)) {
        expect(worstLevel([better, worse])).toBe(worse);
        expect(worstLevel([worse, better])).toBe(worse);
      }
    expect(worstLevel([])).toBe('healthy');
  });

  it('is that of one alone, of none, and of none that is a number', () => {
    const level = (norm: number, lastNorm: number | null) =>
      gradientLevel({ norm, meanAbs: 0.01, lastNorm, solved: false });
    expect([level(0.1, null), level(0, null), level(Number.NaN, 1), level(Number.POSITIVE_INFINITY, 1)]).toEqual([
      ...['healthy', 'vanishing', 'exploding', 'exploding'],
    ]);
    expect(level(0.1, 0)).toBe('healthy');
  });
});

describe('medians over a part of a run', () => {
  const rows = (values: readonly number[]) =>
    values.map((actMean) => ({ values: outputValues([{ ...HEALTHY.outputs, actMean }]) }));
  const fit = {
    ...figures({ losses: [1], layers: [{}] }),
    outputs: rows([1, 2, 3, 10, 20, 30, 100, 200, 300]) as never,
    ranks: [8, 8, 8, 8, 2, 3].map((rank) => ({ values: Float32Array.of(rank, 16) })) as never,
  };

  it('are those of the first third, the last third, or all of it', () => {
    const of = (part?: 'early' | 'late') => outputMedian(fit, 0, 'actMean', part);
    expect([of('early'), of('late'), of()]).toEqual([2, 200, 20]);
    expect(rankMedian(fit, 0, 'actRank')).toBe(3);
    const four = { ...fit, outputs: rows([1, 2, 3, 4]) as never };
    expect([outputMedian(four, 0, 'actMean', 'early'), outputMedian(four, 0, 'actMean', 'late')]).toEqual([2, 4]);
  });

  it('of a series are read where the part lies', () => {
    const read: unknown[] = [];
    const series = {
      ...fit.series,
      length: 90,
      read: (_key: string, from: number, to: number) => {
        read.push([from, to]);
        return { size: 1, from, min: new Float32Array(), max: new Float32Array(), mean: Float32Array.of(from, to) };
      },
    };
    const asked = { ...fit, series };
    expect(['early', 'late', 'whole'].map((part) => layerMedian(asked, 0, 'gradNorm', part as 'early'))).toEqual([
      30, 90, 90,
    ]);
    expect(layerMedian(asked, 0, 'gradNorm', 'early')).toBe(30);
    expect(read).toEqual([
      [0, 30],
      [60, 90],
      [0, 90],
    ]);
    expect(layerMedian(asked, 7, 'gradNorm')).toBeNaN();
    expect(updateRatio(figures({ losses: [1], layers: [{ updateNorm: 1, weightNorm: 4 }] }), 0)).toBe(0.25);
  });

  it('are the upper of two in the middle, of what is a number', () => {
    expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([Number.NaN, 7]), median([10, 9, 100])]).toEqual([
      2, 3, 7, 10,
    ]);
    expect(median([])).toBeNaN();
  });
});

describe('outputs that are the same for every sample', () => {
  const same = (outputs: object, units = 1) =>
    givesTheSame(figures({ losses: [1], layers: [{}, { units, outputs: { ...outputs } }] }));

  it('are known by the trainer, or of one unit by how far they spread', () => {
    expect(same({ actSame: 1 }, 3)).toBe(true);
    expect(same({ actSame: 0.9, actMean: 1, actStd: 0 }, 3)).toBe(false);
    expect(same({ actMean: -4, actStd: 4e-6 })).toBe(true);
    expect(same({ actMean: -4, actStd: 5e-6 })).toBe(false);
    expect(same({ actMean: 0, actStd: 0 })).toBe(true);
    expect(same({ actMean: 0, actStd: 1e-9 })).toBe(false);
  });
});

describe('a layer that is dead', () => {
  const told = (outputs: object, more: object = {}) => {
    const layers = [
      { activation: 'relu', outputs: { ...outputs } },
      { activation: 'softmax', units: 3 },
    ];
    const [finding] = deadLayer.find(figures({ losses: flat(1.1, 12), layers, ...more }), { learned: 'some' } as never);
    return finding ? `${finding.severity} ${finding.category} ${finding.message}` : null;
  };

  it.each<[number, RegExp | null]>([
    [0.49, null],
    [0.5, /^hint initialization .* is mostly dead: 50% of its units .* \(too many from 50% on\)\.$/],
    [0.69, /^hint initialization .* is mostly dead: 69% of its units .* \(too many from 50% on\)\.$/],
    [0.71, /^warning initialization .* is mostly dead: 71% of its units .* \(too many from 70% on\)\.$/],
    [0.98, /^warning initialization .* is mostly dead: 98% of its units .* \(too many from 70% on\)\.$/],
    [1, /^warning initialization .* is dead: 100% of its units .* \(too many from 70% on\)\.$/],
  ])('by %d of its units', (actDead, words) => {
    const found = told({ actDead, actZeros: actDead });
    if (words === null) expect(found).toBeNull();
    else expect(found).toMatch(words);
  });

  it('is told by its outputs where nothing else is known', () => {
    expect(told({ actZeros: 0.98 })).toBeNull();
    expect(told({ actZeros: 1 })).toMatch(/^warning initialization .* is dead: 100%/);
  });

  it('was killed by a step where it lived at first', () => {
    const made = figures({
      losses: flat(1.1, 12),
      layers: [{ activation: 'relu', outputs: { actDead: 0.8 } }, { units: 3 }],
    });
    const first = { values: outputValues([{ ...HEALTHY.outputs, actDead: 0.1 }, HEALTHY.outputs]) };
    const [last] = made.outputs;
    const alive = { ...made, outputs: [first, last, last] as never };
    expect(deadLayer.find(alive, { learned: 'some' } as never)[0]?.category).toBe('learning-rate');
    for (const learned of ['unknown', 'much']) expect(deadLayer.find(alive, { learned } as never)).toEqual([]);
  });
});

describe('edits for what a run shows', () => {
  const fix = (title: string): SourceFix => ({ title, edits: [] });
  const titles = (ofSource: string[], ofRun: string[]) =>
    withRunFixes(ofSource.map(fix), ofRun.map(fix)).map(({ title }) => title);

  it('are three at most, the source’s own first, each once', () => {
    expect(titles(['a', 'b'], ['b', 'c', 'd'])).toEqual(['a', 'b', 'c']);
    expect(titles([], ['b'])).toEqual(['b']);
  });

  it('are there for what an edit can help against', () => {
    const knows = (rule: string, category: Category = 'learning-rate') =>
      hasFixes({ rule, category }, figures({ losses: [1] }));
    expect([knows('dead-layer'), knows('no-such-rule')]).toEqual([true, false]);
    // A NaN that is in the data already stays in it, and one that a loss makes has to be mended there.
    const broken = (['learning-rate', 'preprocessing', 'loss'] as const).map((each) => knows('not-a-number', each));
    expect(broken).toEqual([true, false, false]);
    const scaled = (units: number, optimizer: string) =>
      hasFixes(
        { rule: 'target-scale', category: 'preprocessing' },
        figures({ losses: [1], layers: [{ units }], summary: { optimizer } }),
      );
    expect([scaled(1, 'Adam'), scaled(1, 'SGD'), scaled(2, 'Adam')]).toEqual([true, false, false]);
  });
});

it('Layers and units are put into words', () => {
  const [model] = findModels(inPython(['Dense(8)', 'Dense(1)'])[0]?.text ?? '', '/w/net.py');
  if (!model) throw new Error('a model expected');
  expect([layerWords(model, model.layers[1]), layerWords(model, undefined)]).toEqual([
    'layer 2 of 2 (Dense)',
    'one of the 2 layers',
  ]);
  expect([1, 2, null, undefined].map(unitsWords)).toEqual(['1 unit', '2 units', 'its units', 'its units']);
});

it('Layers of a run have their names, and those without a gradient are left out', () => {
  const summary = {
    layers: [
      { className: 'Dense', activation: 'linear' },
      { className: 'Dense', activation: 'relu' },
    ],
  };
  expect([0, 1, 2].map((layer) => layerText({ summary }, layer))).toEqual([
    'layer 1 (Dense)',
    'layer 2 (Dense, relu)',
    'layer 3 ()',
  ]);
  expect(trainedLayers({ primary: [null, 1, 0] })).toEqual([1, 2]);
});

describe('what the source says, at its thresholds', () => {
  const told = (rule: string, layers: string[], compile: string | null = null, fit: string | null = null) => {
    const [program] = layers[0]?.includes('{') ? inJavaScript(layers, compile, fit) : inPython(layers, compile, fit);
    return program ? findingsIn(program, rule).map(({ severity, message }) => `${severity}: ${message}`) : [];
  };

  it.each<[string, string | null]>([
    ['0', null],
    ['0.5', null],
    ['0.51', 'hint: The dropout rate is 0.51, above 0.5.'],
    ['0.69', 'hint: The dropout rate is 0.69, above 0.5.'],
    ['0.7', 'warning: The dropout rate is 0.7, above 0.5.'],
    ['0.999', 'warning: The dropout rate is 0.999, above 0.5.'],
    ['1', 'error: The dropout rate is 1.'],
    ['-0.1', 'error: The dropout rate is -0.1.'],
    ['rate', null],
  ])('of a dropout of %s', (rate, words) => {
    expect(told('dropout', ['Dense(8, input_dim=4)', `Dropout(${rate})`, 'Dense(1)'])).toEqual(
      words === null ? [] : [words],
    );
  });

  it('of a dropout behind the output, or before a normalization', () => {
    const behind = ['Dense(8, input_dim=4)', 'Dense(1)', 'Dropout(0.2)'];
    expect(told('dropout', behind, "'adam', 'mse'")).toEqual([
      'warning: Dropout comes after the last layer with weights.',
    ]);
    expect(told('dropout', behind)).toEqual([]);
    expect(told('dropout', ['Dense(8, input_dim=4)', 'Dropout(0.2)', 'BatchNormalization()', 'Dense(1)'])).toEqual([
      'hint: Dropout comes right before batch normalization.',
    ]);
  });

  it.each<[string[], string | null]>([
    [['Dense(100, input_dim=9998)', 'Dense(1)'], null],
    [
      ['Dense(100, input_dim=10000)', 'Dense(1)'],
      'hint: 100% of the 1,000,100 weights are in this layer, one for each of 10,000 inputs and each unit.',
    ],
    [['Dense(1000, input_dim=9000)', 'Dense(1000)'], null],
    [
      ['Dense(1000, input_dim=9001)', 'Dense(1000)'],
      'hint: 90% of the 10,001,000 weights are in this layer, one for each of 9,001 inputs and each unit.',
    ],
    [['Dense(n, input_dim=90000)', 'Dense(1)'], null],
    [['Dense(100, input_dim=90000)', 'LSTM(4)'], null],
    [
      ['Dense(100, input_dim=90000)', "Activation('relu')", 'Dropout(0.1)', 'Dense(1)'],
      'hint: 100% of the 9,000,100 weights are in this layer, one for each of 90,000 inputs and each unit.',
    ],
    [['Dense(100)', 'Dense(1)'], null],
    // A Dense layer has weights for the last axis alone.
    [['dense({ units: 100, inputShape: [100, 100] })', 'dense({ units: 1 })'], null],
    [
      ['flatten({ inputShape: [100, 100] })', 'dense({ units: 100 })', 'dense({ units: 1 })'],
      'hint: 100% of the 1,000,100 weights are in this layer, one for each of 10,000 inputs and each unit.',
    ],
    [
      ['dense({ units: 100, inputShape: [90000] })', 'dense({ units: 1 })'],
      'hint: 100% of the 9,000,100 weights are in this layer, one for each of 90,000 inputs and each unit.',
    ],
  ])('of the width of %j', (layers, words) =>
    expect(told('wide-input', layers)).toEqual(words === null ? [] : [words]),
  );
});
