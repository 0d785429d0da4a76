import { describe, expect, it } from 'vitest';
import { gradientSign } from '../../../src/diagnosis/gradientSign.js';
import type { VariableSummary } from '../../../src/protocol/fit.js';
import { gradientFacts } from '../../../src/runs/gradientFacts.js';
import { layerFigures, primaryVariables } from '../../../src/runs/layerFigures.js';
import { denseLayers, SyntheticFit } from '../../webview/support/syntheticRun.js';

describe('the variable that stands for a layer', () => {
  const primary = (count: number, ...weights: readonly (readonly [layer: number, weight: string])[]) =>
    primaryVariables({
      layers: denseLayers(count),
      variables: weights.map(([layer, weight]): VariableSummary => ({ name: weight, weight, layer, shape: [1] })),
    });

  it('is its first kernel, else its first one, and none of a layer without', () => {
    expect(primary(4, [0, 'kernel'], [0, 'bias'], [2, 'gamma'], [2, 'beta'])).toEqual([0, null, 2, null]);
    expect(primary(1, [0, 'bias'], [0, 'kernel'], [0, 'kernel'])).toEqual([1]);
    expect(primary(1, [0, 'kernel'], [0, 'kernel'])).toEqual([0]);
    // A layer that the summary does not list.
    expect(primary(1, [3, 'kernel'], [0, 'bias'])).toEqual([1]);
  });
});

describe('the figures of layers', () => {
  it('compare the mean norms of the last 32 batches with the last layer’s', () => {
    const fit = new SyntheticFit({ layers: denseLayers(3, true) });
    expect(layerFigures(fit)).toEqual([]);
    expect(gradientFacts(fit)).toEqual([]);
    for (let batch = 0; batch < 8; batch++) fit.train({ loss: 1, norm: () => 100 });
    for (let batch = 0; batch < 32; batch++)
      fit.train({ loss: 1, norm: (layer) => (batch < 16 ? 1 : 3) * 10 ** layer });
    const figures = layerFigures(fit);
    expect(figures.map(({ layer, variable, weight }) => [layer, variable, weight])).toEqual([
      [1, 0, 'kernel'],
      [2, 2, 'kernel'],
      [3, 4, 'kernel'],
    ]);
    expect(figures.map(({ recentNorm }) => recentNorm)).toEqual([20, 200, 2000]);
    expect(figures.map(({ values }) => values.gradNorm)).toEqual([30, 300, 3000]);
    expect(figures.map(({ belowLast }) => belowLast)).toEqual([100, 10, null]);
    expect(gradientFacts(fit).map(({ norm, blocked }) => [norm, blocked])).toEqual([
      [30, null],
      [300, null],
      [3000, null],
    ]);
  });

  it('call no gradient vanishing where next to nothing is left of the loss, of tiny targets neither', () => {
    const told = (first: number, loss: number, norm: number) => {
      const fit = new SyntheticFit({ layers: denseLayers(3) });
      fit.train({ loss: first, norm: () => 1 });
      for (let batch = 0; batch < 40; batch++) fit.train({ loss, norm: (layer) => (layer === 0 ? norm : 2e-3) });
      return gradientFacts(fit).map((facts) => [facts.level, gradientSign(facts)])[0];
    };
    expect(told(1, 1e-7, 1e-6)).toEqual(['small', 'calm']);
    expect(told(1, 1e-7, 0)).toEqual(['small', 'calm']);
    expect(told(1, 1e-3, 1e-6)).toEqual(['vanishing', 'vanishing']);
    expect(told(1, 1e-3, 0)).toEqual(['vanishing', 'no-gradient']);
    expect(told(2e-7, 1e-7, 1e-6)).toEqual(['vanishing', 'vanishing']);
  });

  it('leave out a layer without a gradient, and have nothing to compare a single one with', () => {
    const fit = new SyntheticFit({ layers: denseLayers(2) });
    fit.train({ loss: 1, norm: (layer) => (layer === 0 ? 2 : Number.NaN) });
    const [only, ...others] = layerFigures(fit);
    expect(others.map(({ layer }) => layer)).toEqual([1]);
    expect(only?.recentNorm).toBe(2);
  });
});
