import { describe, expect, it } from 'vitest';
import { GRADIENT_SIGNS, gradientSign, worstSign } from '../../../src/diagnosis/gradientSign.js';

const healthy = { norm: 0.1, level: 'healthy', blocked: null, solved: false } as const;
const vanishing = { norm: 1e-9, level: 'vanishing', blocked: null, solved: false } as const;
const none = { norm: 0, level: 'vanishing', blocked: null, solved: false } as const;
const zeros = { norm: 0, level: 'vanishing', blocked: { by: 'itself', name: 'dense' }, solved: false } as const;
const exploding = { norm: 1e6, level: 'exploding', blocked: null, solved: false } as const;
const broken = { norm: Number.NaN, level: 'exploding', blocked: null, solved: false } as const;

describe('gradientSign', () => {
  it('is calm about what needs no look, and tells the rest apart', () => {
    expect(
      [healthy, { ...healthy, level: 'small' as const }, { ...healthy, level: 'large' as const }].map(gradientSign),
    ).toEqual(['calm', 'calm', 'calm']);
    expect([vanishing, none, zeros, exploding, broken].map(gradientSign)).toEqual([
      'vanishing',
      'no-gradient',
      'only-zeros',
      'exploding',
      'not-a-number',
    ]);
  });

  it('is that of the layer which most needs a look', () => {
    expect(worstSign([healthy, vanishing, exploding])).toBe('exploding');
    expect(worstSign([vanishing, none, healthy])).toBe('no-gradient');
    expect(worstSign([exploding, broken])).toBe('not-a-number');
    expect(worstSign([healthy, healthy])).toBe('calm');
  });

  it('has words for all but what is calm', () => {
    const wordless = Object.values(GRADIENT_SIGNS).filter(({ words }) => words === '');
    expect(wordless).toEqual([GRADIENT_SIGNS.calm]);
  });
});
