import { describe, expect, it } from 'vitest';
import { activationText } from '../../../src/editor/gradients/activationText.js';
import { hoverText } from '../../../src/editor/gradients/hoverText.js';
import { layerGradients } from '../../../src/editor/gradients/layerGradient.js';
import { activationStream } from '../../../src/protocol/streams/activations.js';
import { rankStream } from '../../../src/protocol/streams/ranks.js';
import { oneSample } from '../../../src/protocol/streams/stream.js';
import { newSamples } from '../../../src/runs/series/sampledRows.js';
import { outputValues, shortOutputs } from '../runFiles/outputValues.js';
import { fitOf } from './fitOf.js';

const colors = { line: '#111', band: '#222', text: '#333', grid: '#444' };

function measured(...values: [number, number, number, number]) {
  return measuredWith(shortOutputs([values]));
}

function measuredWith(values: Float32Array<ArrayBuffer>) {
  const samples = newSamples(Number.POSITIVE_INFINITY);
  samples.activations.add(oneSample(activationStream, 1, 150, values));
  return fitOf([{ line: 3, norms: [0.1] }], {}, { samples });
}

describe('what a layer puts out', () => {
  it('stands in its hover in one line', () => {
    const fit = measured(0.41, Number.NaN, 0.42, 0.613);
    const line = 'Of its outputs 41% are 0; mean 0.42 ± 0.61 (batch 151).';
    expect(activationText(fit, 0)).toBe(line);
    expect(hoverText(layerGradients(fit), false, colors).split('\n')).toContain(line);
  });

  it('has the saturated where the activation saturates, and tells none and all from nearly so', () => {
    expect(activationText(measured(0.001, 0.999, 0, 1), 0)).toBe(
      'Of its outputs < 1% are 0, > 99% are saturated; mean 0 ± 1.0 (batch 151).',
    );
    expect(activationText(measured(0, 1, Number.NaN, Number.NaN), 0)).toContain(
      '0% are 0, 100% are saturated; mean NaN',
    );
  });

  it('lists what else is measured', () => {
    const values = { actZeros: 0.5, actMean: 1, actStd: 1, actDead: 0.25, actSame: 1, actGradNorm: 3.21e-7 };
    const fit = measuredWith(outputValues([values]));
    fit.samples.ranks.add(oneSample(rankStream, 1, 100, Float32Array.of(3.21, 16)));
    expect(activationText(fit, 0)).toBe(
      'Of its outputs 50% are 0; mean 1.0 ± 1.0; dead units 25%, same for all 100%, signal’s gradient 3.21e-7, effective rank 3.21 of 16 (batch 151).',
    );
  });

  it('tells how often it is measured, and that it comes less often than at first', () => {
    const values = shortOutputs([[0.41, Number.NaN, 0.42, 0.613]]);
    const fit = measuredWith(values);
    const add = (step: number) => fit.samples.activations.add(oneSample(activationStream, 1, step, values));
    add(200);
    expect(activationText(fit, 0)).toContain(' (batch 201, measured every 50 batches).');
    add(700);
    add(1700);
    expect(activationText(fit, 0)).toContain(
      ' (batch 1,701, measured every 1,000 batches, no longer every 50, to save time).',
    );
    add(1701);
    expect(activationText(fit, 0)).toContain(' (batch 1,702, measured every batch).');
  });

  it('is left out where nothing is measured', () => {
    const fit = fitOf([{ line: 3, norms: [0.1] }]);
    expect(activationText(fit, 0)).toBeNull();
    expect(hoverText(layerGradients(fit), false, colors)).not.toContain('outputs');
    expect(activationText(measured(Number.NaN, Number.NaN, Number.NaN, Number.NaN), 0)).toBeNull();
  });
});
