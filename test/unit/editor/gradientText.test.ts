import { describe, expect, it } from 'vitest';
import { bars } from '../../../src/editor/gradients/bars.js';
import { gradientText, levelOf } from '../../../src/editor/gradients/gradientText.js';
import { layerGradients } from '../../../src/editor/gradients/layerGradient.js';
import { lineGradients } from '../../../src/editor/gradients/lineGradients.js';
import { statisticIndex } from '../../../src/protocol/statistics.js';
import { fitOf } from './fitOf.js';

const FILE = '/w/net.js';

describe('bars', () => {
  it('rise by one for each factor of ten and say what is not finite', () => {
    expect(bars([5e-7, 5e-6, 5e-5, 5e-4, 5e-3, 5e-2, 0.5, 5])).toBe('▁▂▃▄▅▆▇█');
    expect(bars([0, 1e30, Number.NaN, Number.POSITIVE_INFINITY])).toBe('▁█××');
  });
});

describe('gradientText', () => {
  it('shows norm, history and weight of a healthy layer', () => {
    const [first] = layerGradients(
      fitOf([
        { line: 3, norms: [0.001, 0.02, 0.5, 0.5] },
        { line: 4, norms: [1, 1, 1, 1] },
      ]),
    );
    expect(first && gradientText([first], false)).toBe('∇ 0.50    ▅▆▇▇ kernel');
    expect(first && levelOf([first])).toBe('healthy');
  });

  it('names how far a layer lies below the last', () => {
    const layers = layerGradients(
      fitOf([
        { line: 3, norms: [1e-7] },
        { line: 4, norms: [4.3e-4] },
      ]),
    );
    expect(layers.map((layer) => gradientText([layer], false))).toEqual([
      '∇ 1.0e-7  ▁ kernel · vanishing, 4,300× below the last layer',
      '∇ 4.3e-4  ▄ kernel',
    ]);
  });

  it('says the ratio from a hundred times on, whatever the level', () => {
    const [first] = layerGradients(
      fitOf([
        { line: 3, norms: [0.01] },
        { line: 4, norms: [1] },
      ]),
    );
    expect(first && gradientText([first], false)).toContain('100× below the last layer');
    expect(first?.level).toBe('healthy');
  });

  it('says in words what is not a number, has no gradient, or explodes', () => {
    const of = (norm: number) => {
      const [first] = layerGradients(
        fitOf([
          { line: 3, norms: [norm], meanAbs: norm },
          { line: 4, norms: [1] },
        ]),
      );
      return first && gradientText([first], false);
    };
    expect(of(Number.NaN)).toContain('not a number');
    expect(of(0)).toBe('∇ 0       ▁ kernel · no gradient');
    expect(of(5000)).toContain('exploding');
    expect(of(Number.POSITIVE_INFINITY)).toContain('exploding');
  });

  it('sums up the layers that one line made', () => {
    const fit = fitOf([
      { line: 3, norms: [1e-5] },
      { line: 3, norms: [1e-3] },
      { line: 3, norms: [0.1] },
      { line: 4, norms: [1] },
    ]);
    const [loop, last] = lineGradients({ fits: [fit] }, FILE, ({ line }) => ({ line: line - 1, stale: false }));
    expect(loop?.line).toBe(2);
    expect(loop && gradientText(loop.layers, false)).toBe(
      '∇ 1.0e-5 to 0.10 ▃▅▇ 3 layers · vanishing, 100,000× below the last layer',
    );
    expect(last?.layers).toHaveLength(1);
  });

  it('marks an edited line in words', () => {
    const [first] = layerGradients(fitOf([{ line: 3, norms: [0.5] }]));
    expect(first && gradientText([first], true)).toContain('stale');
  });
});

describe('lineGradients', () => {
  it('takes the newest fit of a line and leaves other files out', () => {
    const fits = [fitOf([{ line: 3, norms: [0.1] }]), fitOf([{ line: 3, norms: [0.2] }], { fit: 2 })];
    const at = (file: string) => lineGradients({ fits }, file, ({ line }) => ({ line: line - 1, stale: false }));
    expect(at(FILE).map(({ layers }) => layers.map((layer) => layer.fit.summary.fit))).toEqual([[2]]);
    expect(at('/w/other.js')).toEqual([]);
  });

  it('has nothing before the first batch, nor for deleted lines', () => {
    const at = (line: number) => ({ line, stale: false });
    expect(lineGradients({ fits: [fitOf([{ line: 3, norms: [] }])] }, FILE, ({ line }) => at(line))).toEqual([]);
    expect(lineGradients({ fits: [fitOf([{ line: 3, norms: [1] }])] }, FILE, () => null)).toEqual([]);
  });

  it('leaves out layers without a recorded weight', () => {
    const fit = fitOf([
      { line: 3, norms: [1] },
      { line: 4, norms: [1], weight: null },
    ]);
    expect(layerGradients(fit).map(({ layer }) => layer)).toEqual([0]);
  });

  it('leave out a layer that the last batch had no gradient for, and keep one whose gradient is NaN', () => {
    const fit = fitOf([
      { line: 3, norms: [0.5, Number.NaN] },
      { line: 4, norms: [0.5, Number.NaN] },
    ]);
    fit.latest?.statistics.fill(Number.NaN, statisticIndex(0, 'gradNorm'), statisticIndex(1, 'gradNorm'));
    expect(layerGradients(fit).map(({ layer }) => layer)).toEqual([1]);
  });
});
