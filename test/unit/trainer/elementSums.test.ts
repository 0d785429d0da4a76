import { expect, it } from 'vitest';
import {
  statisticsOfSums,
  sumOfProducts,
  sumsOfGradients,
  sumsOfWeights,
} from '../../../src/trainer/tap/elementSums.js';

/** Of a variable whose weights did not change. */
function statistics(gradient: readonly number[], last?: readonly number[]) {
  const [own, before] = [Float32Array.from(gradient), last && Float32Array.from(last)];
  const products = sumOfProducts(own, before);
  const lastNorm = before ? Math.sqrt(sumsOfGradients(before).squares) : Number.NaN;
  return statisticsOfSums({ ...sumsOfGradients(own), ...sumsOfWeights(own, own), products }, lastNorm);
}

it('counts what is not finite, of which there are no means, and zeros beside it', () => {
  const { gradNaNs, gradInfs, gradMean, gradStd, gradNorm, gradMin, gradZeros } = statistics([
    0,
    NaN,
    Infinity,
    -Infinity,
  ]);
  expect([gradNaNs, gradInfs, gradZeros]).toEqual([1, 2, 0.25]);
  expect([gradMean, gradStd, gradNorm, gradMin]).toEqual([NaN, NaN, NaN, NaN]);
  const infinite = statistics([1, Infinity]);
  expect([infinite.gradNaNs, infinite.gradInfs, infinite.gradNorm, infinite.gradMax]).toEqual([
    0,
    1,
    Infinity,
    Infinity,
  ]);
});

it('tells gradients whose squares no float32 holds', () => {
  for (const scale of [1e-30, 1, 1e30]) {
    const { gradNorm, gradStd, gradCosine } = statistics([3 * scale, 4 * scale], [4 * scale, 3 * scale]);
    expect([gradNorm / scale, gradStd / scale, gradCosine].map((value) => value.toFixed(6))).toEqual([
      '5.000000',
      '0.500000',
      '0.960000',
    ]);
  }
});

it('knows no deviation of a single number, and no cosine without a last gradient or with one of zeros', () => {
  expect(statistics([-0.3]).gradStd).toBe(0);
  expect(statistics([NaN]).gradStd).toBeNaN();
  expect(statistics([1, 2]).gradCosine).toBeNaN();
  expect(statistics([1, 2], [0, 0]).gradCosine).toBeNaN();
});
