import { formatCount, formatNumber } from '../../../protocol/numberText.js';
import { isCutShort } from '../cutShort.js';
import { guessText } from '../guessing.js';
import type { RunRule } from '../runRule.js';

/** Nothing was learned: the loss is that of guessing, or never fell. What caused it is for the other rules. */
export const noProgress: RunRule = {
  id: 'no-progress',
  wantsFall: true,
  find(fit, { learned, guess, last, first, accuracy }) {
    if (learned !== 'nothing' || fit.isRandom) return [];
    const isSoFar = isCutShort(fit);
    const chance = accuracy?.chance ?? null;
    const right = accuracy && chance !== null;
    const beside =
      guess.loss === null ? `${formatNumber(first)} at first` : `guessing gives ${formatNumber(guess.loss)}`;
    const asChance = right
      ? ` Its ${accuracy.name} of ${formatNumber(accuracy.value, 2)} is chance (${formatNumber(chance, 2)}).`
      : '';
    return [
      {
        rule: noProgress.id,
        category: 'learning-rate',
        severity: isSoFar ? 'hint' : 'error',
        message: `${isSoFar ? `It has learned nothing in ${formatCount(fit.epochs.length)} of ${formatCount(fit.summary.epochs ?? 0)} epochs` : 'It learns nothing'}: the loss is ${formatNumber(last)}, ${beside}.${asChance}`,
        why: 'Its answers do not depend on the inputs in any useful way.',
        help: isSoFar
          ? 'Let it train for longer: many nets stand still before they learn. If nothing changes, check inputs, targets, and learning rate.'
          : 'Check that inputs and targets belong together and are scaled, then try another learning rate.',
        layer: null,
        since: null,
        evidence: {
          loss: last,
          firstLoss: first,
          ...(guess.loss === null ? {} : { guessing: guess.loss }),
          ...(right ? { accuracy: accuracy.value, chance } : {}),
        },
      },
    ];
  },
  lesson({ evidence: { loss = Number.NaN, firstLoss = Number.NaN } }, { series }, { guess }) {
    const known = guessText(guess);
    const beside = known === null ? '' : ` The best fixed answer costs ${known}.`;
    return [
      'The simplest answer to any question is the same one every time. A net has learned something once it does better than the best such answer, as it can do so only by looking at its inputs. A loss that stays there says that whatever goes on inside, nothing useful of the inputs reaches the end.',
      `In ${formatCount(series.length)} batches the loss of this run went from ${formatNumber(firstLoss)} to ${formatNumber(loss)}.${beside} Where no other finding explains that, look at the data: do the inputs and the target of one sample belong together, and can the one be told from the other at all?`,
    ];
  },
};
