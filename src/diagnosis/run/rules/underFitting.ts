import { formatCount, formatNumber, formatShare } from '../../../protocol/numberText.js';
import { widen } from '../../source/remedies/changedLayers.js';
import type { RunRule } from '../runRule.js';
import { isUnderFit, LITTLE } from '../underFit.js';

/** It no longer gets better, and is little better than guessing: the net is too simple for the data, or they tell no more. */
export const underFitting: RunRule = {
  id: 'under-fitting',
  wantsFall: true,
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
  lesson({ evidence: { loss = Number.NaN, guessing = Number.NaN, explained = Number.NaN } }, { series }) {
    return [
      'A net under-fits when it is poor even on the samples that it learns from, and gets no better. Either it is too simple for the task, with too few units or with nothing between its layers that bends, as a relu does; or its inputs do not tell what the targets depend on. More epochs help with neither.',
      `Giving the best fixed answer to every sample would cost ${formatNumber(guessing)} on this data. After ${formatCount(series.length)} batches this net is at ${formatNumber(loss)} and no longer moves: all that it has learned from its inputs has taken ${formatShare(Math.max(0, explained))} off that.`,
    ];
  },
};
