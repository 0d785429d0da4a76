import { describe, expect, it } from 'vitest';
import { bars } from '../../../src/editor/gradients/bars.js';
import { gradientText, levelOf } from '../../../src/editor/gradients/gradientText.js';
import { layerGradients } from '../../../src/editor/gradients/layerGradient.js';
import { lineGradients } from '../../../src/editor/gradients/lineGradients.js';
import { setNoGradient } from '../../../src/protocol/statistics.js';
import { activationStream } from '../../../src/protocol/streams/activations.js';
import { oneSample } from '../../../src/protocol/streams/stream.js';
import { newSamples } from '../../../src/runs/series/sampledRows.js';
import { shortOutputs } from '../runFiles/outputValues.js';
import { fitOf } from './fitOf.js';

const FILE = '/w/net.js';

describe('bars', () => {
  it('rise by one for each factor of ten and say what is not finite', () => {
    expect(bars([5e-7, 5e-6, 5e-5, 5e-4, 5e-3, 5e-2, 0.5, 5])).toBe('▁▂▃▄▅▆▇█');
    expect(bars([0, 1e30, Number.NaN, Number.POSITIVE_INFINITY])).toBe('▁█××');
  });
});

describe('gradientText', () => {
  it('is quiet about a healthy layer: norm and history', () => {
    const [first] = layerGradients(
      fitOf([
        { line: 3, norms: [0.001, 0.02, 0.5, 0.5] },
        { line: 4, norms: [1, 1, 1, 1] },
      ]),
    );
    expect(first && gradientText([first], false)).toBe('∇ 0.50    ▅▆▇▇');
    expect(first && levelOf([first])).toBe('healthy');
  });

  it('begins with what needs a look, in words', () => {
    const layers = layerGradients(
      fitOf([
        { line: 3, norms: [1e-7] },
        { line: 4, norms: [4.3e-4] },
      ]),
    );
    expect(layers.map((layer) => gradientText([layer], false))).toEqual(['▼ vanishing 1.0e-7  ▁', '∇ 4.3e-4  ▄']);
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
    expect(of(Number.NaN)).toBe('× not a number ×');
    expect(of(0)).toBe('○ no gradient ▁');
    expect(of(5000)).toBe('▲ exploding 5000    █');
    expect(of(Number.POSITIVE_INFINITY)).toBe('▲ exploding ∞       ×');
  });

  it('tells the layer that puts out only zeros from those that get no gradient for it', () => {
    const samples = newSamples(Number.POSITIVE_INFINITY);
    samples.activations.add(
      oneSample(
        activationStream,
        1,
        0,
        shortOutputs([
          [0.4, 0, 0, 0],
          [1, 0, 0, 0],
          [0, 0, 0, 0],
        ]),
      ),
    );
    const layers = [3, 4, 5].map((line) => ({ line, norms: [0] }));
    const texts = layerGradients(fitOf(layers, {}, { samples })).map((layer) => gradientText([layer], false));
    expect(texts).toEqual(['○ no gradient ▁', '○ only zeros ▁', '○ no gradient ▁']);
  });

  it('names the weight where it is no kernel', () => {
    const [first] = layerGradients(fitOf([{ line: 3, norms: [0.5], weight: 'gamma' }]));
    expect(first && gradientText([first], false)).toBe('∇ 0.50    ▇ gamma');
  });

  it('sums up the layers that one line made: their range, or the worst of them', () => {
    const textOf = (...norms: number[]) => {
      const fit = fitOf([...norms.map((norm) => ({ line: 3, norms: [norm] })), { line: 4, norms: [1] }]);
      const [loop] = lineGradients({ fits: [fit], judgement: null }, FILE, null, ({ line }) => ({
        line: line - 1,
        stale: false,
        edited: false,
      }));
      return loop && gradientText(loop.layers, false);
    };
    expect(textOf(0.02, 0.1, 0.3)).toBe('∇ 0.020 to 0.30 ▆▇▇ 3 layers');
    expect(textOf(0.1, 0.1)).toBe('∇ 0.10 ▇▇ 2 layers');
    expect(textOf(1e-5, 1e-3, 0.1)).toBe('▼ vanishing 1.0e-5 ▃▅▇ 3 layers');
    expect(textOf(0.1, Number.NaN)).toBe('× not a number ▇× 2 layers');
    expect(textOf(...Array.from({ length: 20 }, () => 0.1))).toBe('∇ 0.10 ▇▇▇▇▇ 20 layers');
  });

  it('marks an edited line in words', () => {
    const [first] = layerGradients(fitOf([{ line: 3, norms: [0.5] }]));
    expect(first && gradientText([first], true)).toBe('∇ 0.50    ▇ · edited since');
  });
});

describe('lineGradients', () => {
  it('takes the newest fit of a line and leaves other files out', () => {
    const fits = [fitOf([{ line: 3, norms: [0.1] }]), fitOf([{ line: 3, norms: [0.2] }], { fit: 2 })];
    const at = (file: string) =>
      lineGradients({ fits, judgement: null }, file, null, ({ line }) => ({
        line: line - 1,
        stale: false,
        edited: false,
      }));
    expect(at(FILE).map(({ layers }) => layers.map((layer) => layer.fit.summary.fit))).toEqual([[2]]);
    expect(at('/w/other.js')).toEqual([]);
  });

  it('has nothing before the first batch, nor for deleted lines', () => {
    const at = (line: number) => ({ line, stale: false, edited: false });
    expect(
      lineGradients({ fits: [fitOf([{ line: 3, norms: [] }])], judgement: null }, FILE, null, ({ line }) => at(line)),
    ).toEqual([]);
    expect(
      lineGradients({ fits: [fitOf([{ line: 3, norms: [1] }])], judgement: null }, FILE, null, () => null),
    ).toEqual([]);
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
    if (fit.latest) setNoGradient(fit.latest.statistics, 0);
    expect(layerGradients(fit).map(({ layer }) => layer)).toEqual([1]);
  });
});
