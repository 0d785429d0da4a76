import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { VerdictKind } from '../../src/protocol/verdict.js';
import { CliRun } from './support/cliRun.js';

/** Net after net of fixtures/diagnosis, as the command line judges it: its verdict, and the rules of what was found and is still so at the end. */
async function judged(kind: 'healthy' | 'sick', names: readonly string[]) {
  const file = fileURLToPath(new URL(`../fixtures/diagnosis/${kind}.js`, import.meta.url));
  await using run = await CliRun.start(['train', file, '--json', '--on-nan', 'continue', '--seed', '1'], {
    env: { NET: names.join(',') },
  });
  expect(await run.exited).toBe(0);
  const verdicts = run.linesOf('verdict').slice(0, -1);
  expect(verdicts).toHaveLength(names.length);
  const findings = new Map(run.linesOf('finding').map((line) => [line.id, line]));
  return verdicts.map((verdict, index) => {
    const own = [...findings.values()].filter(({ fit, state }) => fit === index + 1 && state === 'open');
    const loud = own.filter(({ severity }) => severity !== 'hint').map(({ rule }) => rule);
    return { name: names[index], kind: verdict.kind, text: verdict.text, loud };
  });
}

/** The first rule is the cause. */
const SICK: readonly (readonly [name: string, kind: VerdictKind, rule: string])[] = [
  ['vanishingSigmoid', 'learns-nothing', 'vanishing-gradient'],
  ['vanishingTinyWeights', 'learns-nothing', 'vanishing-gradient'],
  ['vanishingRegression', 'learns-nothing', 'vanishing-gradient'],
  ['deadRelu', 'learns-nothing', 'dead-layer'],
  ['zeroWeights', 'learns-nothing', 'dead-layer'],
  ['reluOutputOfNegativeTargets', 'learns-nothing', 'target-range'],
  ['sigmoidOutputOfPrices', 'learns-nothing', 'target-range'],
  ['pricesInSmallSteps', 'learns-nothing', 'target-scale'],
  ['pricesThatExplode', 'not-a-number', 'target-scale'],
  ['bytesIntoSigmoid', 'learns', 'input-scale'],
  ['unscaledInputs', 'learns-nothing', 'input-scale'],
  ['deadByRate', 'not-a-number', 'not-a-number'],
  ['exploding', 'not-a-number', 'not-a-number'],
  ['explodingRecurrent', 'not-a-number', 'not-a-number'],
  ['notANumberInputs', 'not-a-number', 'not-a-number'],
  ['notANumberLoss', 'not-a-number', 'not-a-number'],
  ['diverging', 'not-a-number', 'not-a-number'],
  ['rateTooLarge', 'diverges', 'divergence'],
  ['rateTooSmall', 'learns-nothing', 'learning-rate'],
  ['rateZero', 'learns-nothing', 'learning-rate'],
  ['percentOfNothing', 'learns-nothing', 'saturated-layer'],
  ['percentOfNothingByHalves', 'learns-nothing', 'saturated-layer'],
  ['percentOfNothingOfThree', 'learns-nothing', 'exploding-gradient'],
  ['stopsOnItsWay', 'learns', 'learning-rate'],
  ['stopsOnItsWayRound', 'learns', 'learning-rate'],
  ['stopsOnItsWayUp', 'learns', 'learning-rate'],
  ['stopsSoonBySmallSteps', 'learns', 'few-steps'],
  ['overFitting', 'over-fits', 'over-fitting'],
  ['overFittingRegression', 'over-fits', 'over-fitting'],
  ['overFittingImages', 'over-fits', 'over-fitting'],
  ['linearOnRings', 'learns-nothing', 'no-progress'],
  ['softmaxOfOne', 'learns-nothing', 'same-output'],
  ['noRelation', 'learns-nothing', 'no-progress'],
  ['rareClass', 'learns-nothing', 'no-progress'],
  ['rareClassByDistance', 'learns-nothing', 'class-imbalance'],
  ['normalizationOfOne', 'learns-nothing', 'small-batch-normalization'],
  ['oscillating', 'learns-nothing', 'oscillation'],
  ['oscillatingPlane', 'learns-nothing', 'oscillation'],
  ['oscillatingThree', 'learns-nothing', 'oscillation'],
  ['mostlyDead', 'learns', 'dead-layer'],
  ['constantWeights', 'learns-nothing', 'rank-collapse'],
  ['oneWeights', 'learns-nothing', 'rank-collapse'],
  ['sameRows', 'learns-nothing', 'same-output'],
  ['softmaxOfTags', 'learns', 'multi-hot-targets'],
  ['logitsOfTags', 'learns', 'multi-hot-targets'],
  ['datasetOfTags', 'learns', 'multi-hot-targets'],
  ['sortedByClass', 'learns', 'validation-classes'],
  ['sortedByInput', 'learns', 'validation-range'],
  ['sortedByTarget', 'learns', 'validation-range'],
  ['seriesThatGrows', 'learns', 'validation-range'],
  ['sortedDataset', 'learns', 'validation-range'],
  ['sortedBehindADataset', 'learns', 'validation-range'],
  ['sourceBehindTheOther', 'learns', 'validation-shares'],
  ['nearlySortedByClass', 'learns', 'validation-shares'],
  ['oversampledAtTheEnd', 'learns', 'validation-shares'],
  ['targetAmongInputs', 'learns', 'leaked-target'],
  ['copiedBeforeTheSplit', 'learns', 'validation-leak'],
  ['validatedOnTwo', 'learns', 'validation-size'],
  ['stepInTheMiddle', 'learns-nothing', 'frozen-layer'],
  ['stepBeforeTheEnd', 'learns-nothing', 'frozen-layer'],
  ['stepBehindConvolution', 'learns-nothing', 'frozen-layer'],
];

const HEALTHY = [
  'blobs',
  'smallRate',
  'smallRateAtRest',
  'smallRateOnRings',
  'percentOfOnesAndTwos',
  'percentOfThree',
  'percentOfNumbers',
  'sparseBlobs',
  'rings',
  'logistic',
  'line',
  'sine',
  'noisyRegression',
  'regularized',
  'noisyClasses',
  'convolution',
  'convolutionWithNormalization',
  'lstm',
  'gru',
  'simpleRnn',
  'embedding',
  'autoencoder',
  'imageAutoencoder',
  'earlyStopped',
  'manyClasses',
  'deepRelu',
  'shallowSigmoid',
  'sigmoidOfTags',
  'logitsOfTags',
  'smoothedBlobs',
  'seriesThatSwings',
  'sortedLine',
  'manyFeatures',
  'dataset',
  'datasetValidatedOnOthers',
  'unequalClasses',
  'otherShares',
  'stretchesOfClasses',
  'imbalancedButFine',
];

describe('what a run says of its nets', () => {
  it('is what is wrong with each that does not learn, and its cause', async () => {
    const told = await judged(
      'sick',
      SICK.map(([name]) => name),
    );
    expect(told.map(({ name, kind, loud }) => [name, kind, loud[0]])).toEqual(SICK);
  });

  it('is nothing bad of those that learn', async () => {
    const told = await judged('healthy', HEALTHY);
    expect(told.filter(({ kind }) => kind !== 'learns' && kind !== 'learns-well')).toEqual([]);
    expect(told.filter(({ loud }) => loud.length > 0)).toEqual([]);
  });
});
