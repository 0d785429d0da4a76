import { formatNumber, formatShare } from '../../../protocol/numberText.js';
import { widen } from '../../source/remedies/changedLayers.js';
import type { RunRule } from '../runRule.js';
import { isUnderFit, LITTLE } from '../underFit.js';

/** It no longer gets better, and is little better than guessing: the net is too simple for the data, or they tell no more. */
export const underFitting: RunRule = {
  id: 'under-fitting',
  find(fit, reached) {
    const { guess, last } = reached;
    if (fit.isRandom || guess.loss === null || !isUnderFit(fit, reached)) return [];
    const explained = 1 - last / guess.loss;
    return [
      {
        rule: underFitting.id,
        category: 'layers',
        severity: 'warning',
        message: `It under-fits: the loss stays at ${formatNumber(last)}, ${formatShare(Math.max(0, explained))} below guessing (${formatNumber(guess.loss)}; too little below ${formatShare(LITTLE)}).`,
        why: 'It gets no better on the very samples it is trained on: it is too simple for them, or they hold no more.',
        help: 'Add units or layers with an activation between them, or give it inputs that tell more.',
        layer: null,
        since: null,
        evidence: { loss: last, guessing: guess.loss, explained, threshold: LITTLE },
      },
    ];
  },
  fixes: (_, { model }) => widen(model),
};
