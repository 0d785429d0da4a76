import { expect, it } from 'vitest';
import { expectation } from '../../../src/cli/expectations.js';
import { SyntheticFit } from '../../webview/support/syntheticRun.js';

function trained(): SyntheticFit {
  const fit = new SyntheticFit({ fit: 2, batchesPerEpoch: 2 });
  for (const [loss, valLoss] of [
    [0.9, 0.8],
    [0.5, 0.4],
    [0.1, 0.6],
  ] as const) {
    for (const noise of [-0.05, 0.05])
      fit.train({ loss: loss + noise, norm: (layer) => 10 ** (layer - 3), metrics: [0.7] });
    fit.endEpoch({ loss, acc: 0.7, val_loss: valLoss });
  }
  return fit;
}

it('what is expected of a training is held against its last epoch, and told with what it came to', () => {
  const fit = trained();
  const unmet = (text: string) => expectation(text).unmet(fit);
  expect(unmet('loss < 0.11')).toBeNull();
  expect(unmet('val_loss < 0.5')).toBe('Expected val_loss < 0.5, but fit 2 ended with val_loss 0.600.');
  expect(unmet('min(val_loss) < 0.5 and epoch == 3')).toBeNull();
  expect(unmet('layer1.gradNorm > 2e-3 * layer4.gradNorm')).toBe(
    'Expected layer1.gradNorm > 2e-3 * layer4.gradNorm, but fit 2 ended with layer1.gradNorm 1.00e-3, layer4.gradNorm 1.00.',
  );
  expect(unmet('layer1.gradNorm > 1e-4 * layer4.gradNorm')).toBeNull();
  expect(unmet('val_los < 1')).toBe('Expected val_los < 1, but fit 2 has no val_los; it has loss, acc, val_loss.');
});

it('what only the epochs tell can be expected too', () => {
  const fit = trained();
  fit.endEpoch({ loss: 0.1, lr: 0.01 });
  expect(expectation('lr < 0.1').unmet(fit)).toBeNull();
});

it('without epochs the last batches count, and without batches nothing is met', () => {
  const fit = new SyntheticFit({ kind: 'steps', metrics: [] });
  expect(expectation('loss < 1').unmet(fit)).toBe('Expected loss < 1, but fit 1 trained no batch.');
  fit.train({ loss: 2, norm: () => 1 });
  fit.train({ loss: Number.NaN, norm: () => 1 });
  expect(expectation('loss < 1').unmet(fit)).toBe('Expected loss < 1, but fit 1 ended with loss NaN.');
});

it('refuses what is no condition', () => {
  expect(() => expectation('val_loss <')).toThrow(/^--expect "val_loss <": /);
  expect(() => expectation('process.exit(1)')).toThrow(/^--expect/);
});
