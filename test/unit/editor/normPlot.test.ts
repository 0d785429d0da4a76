import { describe, expect, it } from 'vitest';
import { normPlot } from '../../../src/editor/gradients/normPlot.js';

const colors = { line: '#111', band: '#222', text: '#333', grid: '#444' };
const chunk = (values: number[]) => {
  const mean = Float32Array.from(values);
  return { size: 1, from: 0, mean, min: mean, max: mean };
};
const numbersOf = (svg: string): number[] =>
  [...svg.matchAll(/[ML ](-?[\d.]+) (-?[\d.]+)/g)].flatMap(([, x, y]) => [Number(x), Number(y)]);

describe('normPlot', () => {
  it('draws larger norms higher, on a log scale with its powers of ten labelled', () => {
    const svg = normPlot(chunk([1e-6, 1e-4, 1e-2]), 3, colors);
    const line = /<path d="(M[^"]+)" fill="none"/.exec(svg)?.[1] ?? '';
    const heights = [...line.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
    expect(heights).toHaveLength(3);
    expect((heights[0] ?? 0) - (heights[1] ?? 0)).toBeCloseTo((heights[1] ?? 0) - (heights[2] ?? 0), 0);
    expect(heights[0]).toBeGreaterThan(heights[2] ?? 0);
    expect(svg).toContain('>1e-6<');
    expect(svg).toContain('>1e-2<');
  });

  it('leaves gaps where norms are not finite', () => {
    const svg = normPlot(chunk([1, 2, Number.NaN, 3, Number.POSITIVE_INFINITY, 4, 5]), 7, colors);
    expect(svg.match(/fill="none"/g)).toHaveLength(2);
    expect(svg.match(/<circle/g)).toHaveLength(1);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('draws no norm of 0 on its logarithmic scale, but says that its gaps are those', () => {
    const mixed = normPlot(chunk([1, 1e-3, 0, 1, 1]), 5, colors);
    expect(mixed).toContain('>1e-3<');
    expect(mixed.match(/fill="none"/g)).toHaveLength(2);
    expect(mixed).toContain('gaps: the norm is 0');
    const dead = normPlot(chunk([0, 0]), 2, colors);
    expect(dead).toContain('gaps: the norm is 0');
    expect(dead).not.toMatch(/>1e|fill="none"|<circle/);
    expect(normPlot(chunk([1, Number.NaN, 2]), 3, colors)).not.toContain('gaps');
  });

  it('stays drawable for no values, zeros and extremes', () => {
    for (const values of [[], [0], [0, 0, 0], [1e-44, 3e38], [Number.NaN]]) {
      const svg = normPlot(chunk(values), values.length, colors);
      expect(svg).not.toMatch(/NaN|Infinity/);
      expect(numbersOf(svg).every((value) => value >= -1 && value <= 400)).toBe(true);
    }
  });
});
