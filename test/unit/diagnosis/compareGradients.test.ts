import { expect, test } from 'vitest';
import { compareGradients } from '../../../src/diagnosis/compareGradients.js';
import { timesBelowLast } from '../../../src/protocol/statistics.js';

const layers = (...norms: number[]) =>
  norms.map((norm, index) => ({
    name: `dense_${index + 1}`,
    norm,
    solved: false,
    belowLast: index === norms.length - 1 ? null : timesBelowLast(norm, norms.at(-1) ?? 0),
  }));

test('One sentence says how the gradient fares from the last layer to the first', () => {
  expect(compareGradients(layers(1e-6, 1, 1, 1))).toBe(
    'The gradient of dense_1 is 1.0e6 times smaller than that of dense_4.',
  );
  expect(compareGradients(layers(50, 1, 1, 1))).toBe(
    'The gradient of dense_1 is 50 times larger than that of dense_4.',
  );
  expect(compareGradients(layers(1, 1, 1, 1.5))).toContain('about the same size');
});

test('A gradient is about the same size below a factor of two, either way', () => {
  expect(compareGradients(layers(1, 1.99))).toContain('about the same size');
  expect(compareGradients(layers(1, 2))).toContain('2.0 times smaller');
  expect(compareGradients(layers(1.99, 1))).toContain('about the same size');
  expect(compareGradients(layers(2, 1))).toContain('2.0 times larger');
});

test('What is broken, missing or alone is said before any comparison', () => {
  expect(compareGradients(layers(0, 1, 1, 1))).toBe('No gradient reaches dense_1: its norm is 0.');
  expect(compareGradients(layers(0, 1, 1, 1).map((layer) => ({ ...layer, solved: true })))).toBe(
    'The last batch gives dense_1 no gradient: next to nothing is left of its loss.',
  );
  expect(compareGradients(layers(1, Number.NaN, 1, 1))).toBe(
    'The gradient of dense_2 is NaN: training can no longer improve the model.',
  );
  expect(compareGradients(layers(0, 1, Number.POSITIVE_INFINITY))).toContain('dense_3 is ∞');
  expect(compareGradients(layers(0.25))).toBe('The gradient norm of dense_1 is 0.250.');
  expect(compareGradients([])).toBe('No layer of this model has a gradient to record.');
});
