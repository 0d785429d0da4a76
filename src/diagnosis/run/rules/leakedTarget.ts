import { formatCount } from '../../../protocol/numberText.js';
import type { RunRule } from '../runRule.js';

/** One of the inputs is the target itself: the net learns to pass it on, and nothing else. */
export const leakedTarget: RunRule = {
  id: 'leaked-target',
  find({ data, isRandom }) {
    const feature = data?.inputs?.targetFeature;
    const samples = data?.inputs?.samples ?? 0;
    if (feature === undefined || isRandom) return [];
    return [
      {
        rule: leakedTarget.id,
        category: 'data',
        severity: 'warning',
        message: `Input feature ${feature + 1} is the target itself, in all ${formatCount(samples)} samples.`,
        why: 'The net only has to pass it on: its figures are good, but it has learned nothing about samples whose answer is not known.',
        help: 'Take the target’s column out of the inputs.',
        layer: null,
        since: null,
        evidence: { feature: feature + 1, samples },
      },
    ];
  },
  lesson({ evidence: { feature = Number.NaN, samples = Number.NaN } }) {
    return [
      'A net is to find out the answer from what is known before the answer is. Where the answer stands among the inputs, or something that is only known because of it, the shortest way to a low loss is to copy it, and all else that the inputs tell is left alone. This is called leakage. Validation data, which a net never learns from, do not show it: they have the answer among their inputs, too.',
      `Here feature ${formatCount(feature)} of the inputs equals the target in each of ${formatCount(samples)} samples, to the last digit. It is most likely the column of the table that the targets were taken from, and was not taken out. What is left without it tells how much the net can really learn.`,
    ];
  },
};
