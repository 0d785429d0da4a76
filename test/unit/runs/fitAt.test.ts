import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../../src/protocol/statistics.js';
import { activationStream } from '../../../src/protocol/streams/activations.js';
import { oneSample } from '../../../src/protocol/streams/stream.js';
import { batchesAround, epochAt, fitAt } from '../../../src/runs/series/fitAt.js';
import { denseLayers, SyntheticFit } from '../../webview/support/syntheticRun.js';
import { shortOutputs } from '../runFiles/outputValues.js';

/** Norm and loss of batch n are n + 1. */
function trained(batches: number, memory?: { maxBytes: number }): SyntheticFit {
  const fit = new SyntheticFit({ layers: denseLayers(1) }, memory);
  for (let batch = 1; batch <= batches; batch += 1) fit.train({ loss: batch, metrics: [0.5], norm: () => batch });
  return fit;
}

describe('fitAt', () => {
  it('has the figures of that batch, and nothing that came later', () => {
    const fit = trained(100);
    for (const step of [9, 69]) {
      fit.samples.activations.add(oneSample(activationStream, 1, step, shortOutputs([[step / 100, 0, 0, 0]])));
    }
    const then = fitAt(fit, 39);
    expect(then.latest).toMatchObject({ step: 39, loss: 40 });
    expect(figuresOf(then.latest?.statistics ?? new Float32Array(), 0).gradNorm).toBe(40);
    expect(then.series.length).toBe(40);
    expect(then.series.read('loss', 0, 100, 1).max.at(-1)).toBe(40);
    expect(then.samples.activations.latest?.step).toBe(9);
    expect(then.epochs.every(({ step }) => step <= 40)).toBe(true);
    expect(batchesAround(fit, 39)).toEqual([39, 39]);
  });

  it('counts epochs from the one that the fit starts with', () => {
    const fit = new SyntheticFit({ layers: denseLayers(1), initialEpoch: 4 });
    for (let batch = 0; batch < 3; batch++) fit.train({ loss: 1, metrics: [0.5], norm: () => 1 });
    expect(fitAt(fit, 1).latest?.epoch).toBe(4);
    fit.epochs.push({ fit: 1, epoch: 4, step: 2, logs: {} });
    expect([fitAt(fit, 1).latest?.epoch, fitAt(fit, 2).latest?.epoch]).toEqual([4, 5]);
    expect([epochAt(fit, 1), epochAt(fit, 2)]).toEqual([4, 5]);
    expect(epochAt({ ...fit, summary: { ...fit.summary, kind: 'steps' } }, 1)).toBeNull();
  });

  it('tells which batches stand for one where memory is coarser', () => {
    const fit = trained(2000, { maxBytes: 40_000 });
    const [first, last] = batchesAround(fit, 1000);
    expect(last - first).toBeGreaterThan(0);
    expect(fitAt(fit, 1000).latest?.around).toEqual([first, last]);
    expect(fitAt(fit, 1000).latest?.loss).toBeCloseTo((first + last) / 2 + 1);
  });
});
