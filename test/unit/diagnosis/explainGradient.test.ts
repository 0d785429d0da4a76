import { describe, expect, it, test } from 'vitest';
import { blockedGradient } from '../../../src/diagnosis/blockedGradient.js';
import { explainGradient } from '../../../src/diagnosis/explainGradient.js';
import { gradientLevel, worstLevel } from '../../../src/diagnosis/gradientLevel.js';
import { ACTIVATION_STATISTICS } from '../../../src/protocol/activations.js';

const facts = { updateRatio: 1e-3, zeroOutputs: 0.5, activation: 'relu' };
const healthy = { norm: 0.1, level: 'healthy', belowLast: 1, weight: 'kernel', blocked: null, solved: false } as const;

describe('gradientLevel', () => {
  const level = (norm: number, lastNorm: number | null = 1, meanAbs = norm / 10) =>
    gradientLevel({ norm, meanAbs, lastNorm, solved: false });

  it('calls a gradient vanishing only when it is small in itself and far below the last layer', () => {
    expect(level(9e-5, 1)).toBe('vanishing');
    expect(level(9e-5, 1e-3)).toBe('small');
    expect(level(9e-5, 0.05)).toBe('small');
    expect(level(1.1e-4, 1)).toBe('healthy');
    expect(level(2e-3, 100)).toBe('healthy');
  });

  it('does not call a net that has learnt all it can vanishing', () => {
    expect(level(1e-9, 1e-8)).toBe('small');
    expect(level(1e-9, null)).toBe('small');
    expect(level(0, 0)).toBe('vanishing');
  });

  it('calls a layer whose elements are below 1e-7 vanishing while the last still learns', () => {
    expect(level(5e-5, 1e-2, 5e-8)).toBe('vanishing');
  });

  it('calls what grows on its way back, or is not finite, exploding', () => {
    expect(level(80, 1)).toBe('exploding');
    expect(level(60, 1)).toBe('large');
    expect(level(0.8, 0.01)).toBe('healthy');
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
  it('is one sentence in every case, and a headline that says the same', () => {
    const sizes = [
      [Number.NaN, 'exploding', null, 'not a number'],
      [Number.POSITIVE_INFINITY, 'exploding', null, 'exploding'],
      [0, 'vanishing', Number.POSITIVE_INFINITY, 'no gradient'],
      [1e-7, 'vanishing', 4300, 'vanishing'],
      [1e-7, 'vanishing', null, 'vanishing'],
      [5000, 'exploding', 0.001, 'exploding'],
      [20, 'large', 1, 'large'],
      [1e-5, 'small', 1, 'small'],
      [0.1, 'healthy', 1, 'healthy'],
    ] as const;
    const told = sizes.map(([norm, level, belowLast]) =>
      explainGradient({ norm, level, belowLast, weight: 'kernel', blocked: null, solved: false }, facts),
    );
    expect(told.map(({ verdict }) => verdict)).toEqual(sizes.map(([, , , verdict]) => verdict));
    for (const { sentence } of told) expect(sentence).toMatch(/^[A-Z].*[a-z)]\.$/);
    expect(new Set(told.map(({ sentence }) => sentence)).size).toBe(sizes.length);
  });

  it('names the factor and a remedy that fits the activation', () => {
    const vanishing = {
      norm: 1e-7,
      level: 'vanishing',
      belowLast: 4300,
      weight: 'kernel',
      blocked: null,
      solved: false,
    } as const;
    expect(explainGradient(vanishing, { ...facts, activation: 'sigmoid' }).sentence).toBe(
      'The gradient has shrunk 4,300× on its way back from the last layer, so this layer hardly learns; try relu instead of sigmoid, or batch normalization.',
    );
    expect(explainGradient(vanishing, { ...facts, activation: 'relu' }).sentence).not.toContain('relu');
  });

  it('never says healthy above a doubt, and doubts no relu whose outputs are half zeros', () => {
    expect(explainGradient(healthy, { ...facts, zeroOutputs: 0.7 }).verdict).toBe('healthy');
    const many = explainGradient(healthy, { ...facts, zeroOutputs: 0.95 });
    expect(many.verdict).not.toBe('healthy');
    expect(many.sentence).toContain("95% of this layer's outputs are 0");
    expect(explainGradient(healthy, { ...facts, zeroOutputs: 0.95, activation: 'linear' }).verdict).toBe('healthy');
    expect(explainGradient(healthy, { ...facts, zeroOutputs: 0.9 }).verdict).toBe('many zeros');
    expect(explainGradient(healthy, { ...facts, updateRatio: 1e-6 })).toEqual({
      verdict: 'slow',
      sentence: 'A batch moves the weights by only 1.0e-6 of their size: this layer learns very slowly.',
    });
    expect(explainGradient(healthy, { ...facts, updateRatio: 0.5 })).toEqual({
      verdict: 'large steps',
      sentence: 'A batch moves the weights by 0.50 of their size. A lower learning rate makes the steps smaller.',
    });
    const steps = [0, 0.99e-4, 1.01e-4, 0.099, 0.101];
    expect(steps.map((updateRatio) => explainGradient(healthy, { ...facts, updateRatio }).verdict)).toEqual([
      ...['healthy', 'slow', 'healthy', 'healthy', 'large steps'],
    ]);
    expect(explainGradient(healthy, { ...facts, updateRatio: Number.NaN }).verdict).toBe('healthy');
  });

  it('blames the layer that puts out only zeros, not the one that gets no gradient for it', () => {
    const none = { ...healthy, norm: 0, level: 'vanishing' } as const;
    const told = (by: 'itself' | 'later' | 'input', activation = 'relu') =>
      explainGradient({ ...none, blocked: { by, name: 'layer 3 (Dense, relu)' } }, { ...facts, activation });
    expect(told('itself')).toMatchObject({ verdict: 'dead' });
    expect(told('itself', 'linear').verdict).toBe('no gradient');
    for (const by of ['later', 'input'] as const) {
      expect(told(by).verdict).toBe('no gradient');
      expect(told(by).sentence).toContain('layer 3 (Dense, relu)');
      expect(told(by).sentence).not.toContain('dead');
    }
  });
});

test('A batch that gives no gradient to what is solved says so', () => {
  const none = { norm: 0, level: 'small', belowLast: null, weight: 'kernel', blocked: null, solved: true } as const;
  expect(explainGradient(none, { updateRatio: 0, zeroOutputs: Number.NaN, activation: 'relu' })).toEqual({
    verdict: 'small',
    sentence: 'The last batch gives this layer no gradient: next to nothing is left of its loss.',
  });
});

describe('blockedGradient', () => {
  const outputs = (zeros: readonly number[]) =>
    Float32Array.from(zeros.flatMap((share) => ACTIVATION_STATISTICS.map((name) => (name === 'actZeros' ? share : 0))));
  const layers = Array.from({ length: 5 }, () => ({ className: 'Dense', activation: 'relu' }));

  it('finds the first layer towards the loss whose outputs are all 0', () => {
    const values = outputs([0.4, 0.5, 1, 1, 0]);
    expect(layers.map((_, layer) => blockedGradient(layers, values, layer))).toEqual([
      { by: 'later', name: 'layer 3 (Dense, relu)' },
      { by: 'later', name: 'layer 3 (Dense, relu)' },
      { by: 'itself', name: 'layer 3 (Dense, relu)' },
      { by: 'input', name: 'layer 3 (Dense, relu)' },
      { by: 'input', name: 'layer 4 (Dense, relu)' },
    ]);
  });

  it('does not guess where all layers put something out, or nothing was measured', () => {
    expect(blockedGradient(layers, outputs([0.4, 0, 0.2, 0.9, 0.99]), 0)).toBeNull();
    expect(blockedGradient(layers, undefined, 0)).toBeNull();
  });
});
