import { describe, expect, it } from 'vitest';
import type { FitFigures } from '../../../../src/diagnosis/run/fitFigures.js';
import { judgeFit } from '../../../../src/diagnosis/run/judgeFit.js';
import { figures } from './figures.js';
import { one } from './sickFits.js';

const unreachable = (rule: string, error: unknown) => expect.unreachable(`${rule}: ${error}`);

describe('the first batch', () => {
  const start = { losses: [1], perEpoch: 1, isLive: true, summary: { optimizer: 'sgd' } };
  const judged = (made: Partial<Parameters<typeof figures>[0]>) =>
    judgeFit(figures({ ...start, ...made }), unreachable);

  it.each<[rule: string, layers: NonNullable<Parameters<typeof figures>[0]['layers']>]>([
    ['vanishing-gradient', [{ activation: 'sigmoid', gradNorm: 1e-9, gradMeanAbs: 1e-12 }, {}, one('softmax')]],
    ['exploding-gradient', [{ gradMeanAbs: 100, gradNorm: 1000 }, one(null)]],
    ['saturated-layer', [{ activation: 'tanh', outputs: { actSaturated: 0.9 } }, one(null)]],
    ['dead-layer', [{ activation: 'relu', outputs: { actZeros: 1 } }, one(null)]],
  ])('predicts %s, as a hint, with no verdict', (rule, layers) => {
    const { found, verdict } = judged({ layers });
    expect(found).toMatchObject([
      { rule, severity: 'hint', message: expect.stringMatching(/^Predicted from the first batch: /) },
    ]);
    expect(verdict.kind).toBe('undecided');
  });

  describe('and later ones, too few to judge', () => {
    const layers = (actZeros: number) => [{ activation: 'relu', outputs: { actZeros } }, one(null)];
    const outputs = (...zeros: readonly number[]) =>
      zeros.flatMap((share) => figures({ losses: [1], layers: layers(share) }).outputs);
    /** Five batches, of which some have their outputs measured. */
    const told = (measured: FitFigures['outputs'], isLive: boolean) =>
      judgeFit(
        { ...figures({ ...start, losses: [1, 1, 1, 1, 1], isLive, layers: layers(1) }), outputs: measured },
        unreachable,
      ).found.map(({ rule, severity, message }) => [rule, severity, message.slice(0, message.indexOf(':'))]);
    const dead = (from: string) => [['dead-layer', 'hint', `Predicted from the first ${from}`]];

    it.each([true, false])('predict no dead layer that has come to life (still training: %s)', (isLive) => {
      expect(told(outputs(1, 0.5, 0.5), isLive)).toEqual([]);
      expect(told(outputs(1, 0.5, 1), isLive)).toEqual(dead('5 batches'));
      expect(told(outputs(1, 1, 1), isLive)).toEqual(dead('5 batches'));
      expect(told(outputs(1), isLive)).toEqual(dead('batch'));
      // A step killed it, which the first batch cannot show: whether it stays so takes more of them.
      expect(told(outputs(0.5, 1, 1), isLive)).toEqual([]);
    });

    it('predict no gradient that vanishes where it came back', () => {
      const made = { ...start, losses: [1, 1, 1, 1, 1], isLive: false };
      const after = one('softmax');
      const weak = figures({
        ...made,
        layers: [{ activation: 'sigmoid', gradNorm: 1e-9, gradMeanAbs: 1e-12 }, {}, after],
      });
      const well = figures({ ...made, layers: [{ activation: 'sigmoid' }, {}, after] });
      const read: FitFigures['series']['read'] = (key, from, to, buckets) =>
        (to <= 1 ? weak : well).series.read(key, from, to, buckets);
      const messages = (fit: FitFigures) => judgeFit(fit, unreachable).found.map(({ message }) => message);
      expect(messages(weak)).toEqual([
        expect.stringMatching(/^Predicted from the first 5 batches: the gradient vanishes/),
      ]);
      expect(messages({ ...well, series: { length: 5, read } })).toEqual([]);
    });
  });

  it('predicts nothing of a net that is well, nor once enough is trained', () => {
    expect(judged({}).found).toEqual([]);
    const late = judged({
      losses: Array(20).fill(1.0986),
      perEpoch: 10,
      data: {},
      layers: [{ activation: 'relu', outputs: { actZeros: 1 } }, one('softmax')],
    });
    expect(late.found.map(({ message }) => message).filter((message) => message.startsWith('Predicted'))).toEqual([]);
  });
});
