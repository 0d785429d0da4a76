import { describe, expect, it } from 'vitest';
import { explainGradient } from '../../../src/editor/gradients/explainGradient.js';
import { gradientLevel, worstLevel } from '../../../src/editor/gradients/gradientLevel.js';

const facts = { updateRatio: 1e-3, zeros: 0, activation: 'relu' };

describe('gradientLevel', () => {
  const level = (norm: number, lastNorm: number | null = 1, meanAbs = norm / 10) =>
    gradientLevel({ norm, meanAbs, lastNorm });

  it('calls a gradient vanishing only when it is small in itself and far below the last layer', () => {
    expect(level(9e-5, 1)).toBe('vanishing');
    expect(level(9e-5, 1e-3)).toBe('small');
    expect(level(2e-3, 100)).toBe('healthy');
  });

  it('does not call a net that has learnt all it can vanishing', () => {
    expect(level(1e-9, 1e-8)).toBe('small');
    expect(level(1e-9, null)).toBe('small');
  });

  it('calls a layer whose elements are below 1e-7 vanishing while the last still learns', () => {
    expect(level(5e-5, 1e-2, 5e-8)).toBe('vanishing');
  });

  it('calls what grows on its way back, or is not finite, exploding', () => {
    expect(level(80, 1)).toBe('exploding');
    expect(level(200, 100, 11)).toBe('exploding');
    expect(level(20, 10, 1)).toBe('large');
    expect(level(Number.NaN)).toBe('exploding');
    expect(level(Number.POSITIVE_INFINITY)).toBe('exploding');
  });

  it('finds the worst of several', () => {
    expect(worstLevel(['healthy', 'vanishing', 'small'])).toBe('vanishing');
    expect(worstLevel([])).toBe('healthy');
  });
});

describe('explainGradient', () => {
  it('is one sentence in every case', () => {
    const sizes = [
      { norm: Number.NaN, level: 'exploding', belowLast: null },
      { norm: Number.POSITIVE_INFINITY, level: 'exploding', belowLast: null },
      { norm: 0, level: 'vanishing', belowLast: Number.POSITIVE_INFINITY },
      { norm: 1e-7, level: 'vanishing', belowLast: 4300 },
      { norm: 1e-7, level: 'vanishing', belowLast: null },
      { norm: 5000, level: 'exploding', belowLast: 0.001 },
      { norm: 20, level: 'large', belowLast: 1 },
      { norm: 1e-5, level: 'small', belowLast: 1 },
      { norm: 0.1, level: 'healthy', belowLast: 1 },
    ] as const;
    const sentences = sizes.map((size) => explainGradient(size, facts));
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*[a-z)]\.$/);
    expect(new Set(sentences).size).toBe(sizes.length);
  });

  it('names the factor and a remedy that fits the activation', () => {
    const vanishing = { norm: 1e-7, level: 'vanishing', belowLast: 4300 } as const;
    expect(explainGradient(vanishing, { ...facts, activation: 'sigmoid' })).toBe(
      'The gradient has shrunk 4,300× on its way back from the last layer, so this layer hardly learns; try relu instead of sigmoid, or batch normalisation.',
    );
    expect(explainGradient(vanishing, { ...facts, activation: 'relu' })).not.toContain('relu');
  });

  it('points at dead units and at steps that are too small or too large', () => {
    const healthy = { norm: 0.1, level: 'healthy', belowLast: 1 } as const;
    expect(explainGradient(healthy, { ...facts, zeros: 0.8 })).toContain('80 % of this gradient is exactly zero');
    expect(explainGradient(healthy, { ...facts, updateRatio: 1e-6 })).toContain('very slowly');
    expect(explainGradient(healthy, { ...facts, updateRatio: 0.5 })).toContain('large steps');
    expect(explainGradient(healthy, { ...facts, updateRatio: Number.NaN })).toContain('healthy size');
  });
});
