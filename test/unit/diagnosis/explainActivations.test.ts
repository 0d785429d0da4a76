import { expect, test } from 'vitest';
import { explainActivations, summarizeActivations } from '../../../src/diagnosis/explainActivations.js';
import { type OutputFigures, outputValues } from '../runFiles/outputValues.js';

const HEALTHY: OutputFigures = { actZeros: 0.1, actMean: 0.5, actStd: 0.2 };

const fitOf = (activations: readonly (string | null)[], loss = 'meanSquaredError') => ({
  loss,
  layers: activations.map((activation) => ({ className: 'Dense', activation })),
});

const valuesOf = (...layers: readonly OutputFigures[]) => outputValues(layers);

const explain = (figures: OutputFigures, activation: string | null = null, loss?: string) =>
  explainActivations(fitOf([activation], loss), valuesOf(figures))[0];

test('A layer without trouble tells its shares and spread; one that was not measured says so', () => {
  expect(explain(HEALTHY)).toEqual({
    trouble: null,
    sentence: '10% of the outputs of layer 1 (Dense) are 0; mean 0.500, standard deviation 0.200.',
  });
  expect(explain({ ...HEALTHY, actSaturated: 0.5 })?.sentence).toContain('are 0, 50% are saturated;');
  expect(explain({})).toEqual({
    trouble: null,
    sentence: 'The outputs of layer 1 (Dense) are not measured, because they are not a single tensor of numbers.',
  });
});

test('Not finite, all zero and mostly saturated are troubles, in this order', () => {
  const broken = { actZeros: 1, actSaturated: 1, actMean: Number.NaN };
  expect(explain(broken)).toEqual({
    trouble: 'not a number',
    sentence: 'The outputs of layer 1 (Dense) are not finite: training can no longer improve the model.',
  });
  expect(explain({ ...broken, actMean: Number.POSITIVE_INFINITY })?.trouble).toBe('not a number');
  expect(explain({ ...broken, actMean: 0 })?.trouble).toBe('all zero');
  expect(explain({ ...broken, actMean: 0, actZeros: 0.99 })?.trouble).toBe('saturated');
  expect(explain({ ...HEALTHY, actSaturated: 0.51 })).toEqual({
    trouble: 'saturated',
    sentence: '51% of the outputs of layer 1 (Dense) are saturated: hardly any gradient passes through them.',
  });
  expect(explain({ ...HEALTHY, actSaturated: 0.5 })?.trouble).toBeNull();
});

test('Saturation is what binary crossentropy asks of a last sigmoid, and of no other layer', () => {
  const sure = { ...HEALTHY, actSaturated: 0.98 };
  for (const loss of ['binaryCrossentropy', 'binary_crossentropy', 'logLoss']) {
    expect(explain(sure, 'sigmoid', loss)).toEqual({
      trouble: null,
      sentence:
        '98% of the outputs of layer 1 (Dense, sigmoid) are near 0 or 1: the layer is sure of its answers, which binary crossentropy rewards.',
    });
  }
  expect(explain(sure, 'tanh', 'binaryCrossentropy')?.trouble).toBe('saturated');
  for (const loss of [undefined, 'sigmoidCrossEntropy', 'binaryFocalCrossentropy', 'myBinaryCrossentropyAndMore']) {
    expect(explain(sure, 'sigmoid', loss)?.trouble, loss).toBe('saturated');
  }
  const [first, last] = explainActivations(fitOf(['sigmoid', 'sigmoid'], 'binaryCrossentropy'), valuesOf(sure, sure));
  expect([first?.trouble, last?.trouble]).toEqual(['saturated', null]);
});

test('The summary tells the worst trouble, where it is first, and how many share it', () => {
  const fit = fitOf([null, null, null, null]);
  const zero = { actZeros: 1, actMean: 0, actStd: 0 };
  const saturated = { ...HEALTHY, actSaturated: 0.9 };
  const summary = (...layers: OutputFigures[]) =>
    summarizeActivations(explainActivations(fit, valuesOf(...layers)), 99);
  expect(summary(HEALTHY, HEALTHY, HEALTHY, HEALTHY)).toBe(
    'No layer’s outputs are all 0 or mostly saturated (batch 100).',
  );
  expect(summary(saturated, zero, HEALTHY, HEALTHY)).toBe(
    'All outputs of layer 2 (Dense) are 0: nothing of its input gets through. (batch 100)',
  );
  expect(summary(zero, saturated, zero, HEALTHY)).toContain(
    'gets through. The same is true of one more layer. (batch 100)',
  );
  expect(summary(saturated, saturated, saturated, HEALTHY)).toContain('The same is true of 2 more layers.');
});
