import { formatCounted, formatShare } from '../../../protocol/numberText.js';
import { keepForValidation } from '../../source/remedies/changedTraining.js';
import { FEWEST_HELD, heldSamples, isHeldTooFew } from '../heldSamples.js';
import type { RunRule } from '../runRule.js';

/** So few samples are kept for validation that its figures are chance; no verdict goes by them. */
export const validationSize: RunRule = {
  id: 'validation-size',
  find(fit, { learned, accuracies: { name, validation } }) {
    const samples = heldSamples(fit);
    if (samples === null || !isHeldTooFew(fit) || fit.isRandom) return [];
    const only = samples === 1 ? 'one sample' : formatCounted(samples, 'sample');
    const each = formatShare(1 / samples);
    return [
      {
        rule: validationSize.id,
        category: 'data',
        severity: learned === 'much' ? 'hint' : 'warning',
        message: `Validation has only ${only} (too few below ${FEWEST_HELD}).`,
        why:
          validation.length > 0
            ? `One sample more or less that it gets right changes val_${name} by ${each}: its figures are chance.`
            : `Each sample is ${each} of val_loss: its figures are chance.`,
        help: 'Keep a fifth of the samples for validation, or train in folds.',
        layer: null,
        since: null,
        evidence: { samples, threshold: FEWEST_HELD },
      },
    ];
  },
  fixes: (_, { model }) => keepForValidation(model),
  lesson({ evidence: { samples = Number.NaN } }) {
    const only = samples === 1 ? 'one sample is' : `${samples} samples are`;
    return [
      'Validation data are samples that are kept apart and that the net never learns from: they stand for all those that it will ever meet. How well they do so hangs on how many they are. The share that a net gets right of them differs from the true share by chance, by about one over the root of their number, and such luck is easily taken for progress.',
      `Here only ${only} kept, so that share is off by ${formatShare(1 / Math.sqrt(Math.max(1, samples)))} or so. With 100 samples it would be 10%. Where there are few samples in all, train several times and keep another part each time: that is what folds are.`,
    ];
  },
};
