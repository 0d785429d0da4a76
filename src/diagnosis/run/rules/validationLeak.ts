import { formatShare } from '../../../protocol/numberText.js';
import { heldLeak } from '../heldLeak.js';
import type { RunRule } from '../runRule.js';

/** Samples that the net learns from are among those that it is validated on: the validation has answers in it that the net was told. */
export const validationLeak: RunRule = {
  id: 'validation-leak',
  find(fit) {
    const leak = heldLeak(fit);
    if (!leak) return [];
    const { share, chance, threshold } = leak;
    return [
      {
        rule: validationLeak.id,
        category: 'data',
        severity: 'warning',
        message: `${formatShare(share)} of the validation samples are among the training samples, bit for bit (expected by chance: ${formatShare(chance)}; counts as a leak from ${formatShare(threshold)}).`,
        why: 'The net has been told their answers: val_loss says little about new samples, and does not show over-fitting.',
        help: 'Split the samples before any are copied, and validate on those that are kept apart.',
        layer: null,
        since: null,
        evidence: { share, chance, threshold },
      },
    ];
  },
  lesson({ evidence: { share = Number.NaN, chance = Number.NaN } }) {
    return [
      'Validation data are samples that are kept apart and that the net never learns from: how it does on them tells how it will do on samples that it has not seen. A net that is asked for what it was taught may simply remember it. That happens where the same data are given twice, or where samples are copied, to have more of a rare class, before they are split: one copy is trained on, and the other one tested.',
      `Here ${formatShare(share)} of the validation samples equal a training sample in every input and in the target. Of samples that were split fairly it would be ${formatShare(chance)}, going by how often one occurs twice in the training data. Figures of the validation are about remembering so far; on samples that are really new they may be much worse.`,
    ];
  },
};
