import { formatCount, formatNumber } from '../../../protocol/numberText.js';
import { initialize } from '../../source/remedies/changedLayers.js';
import { layerSubject, layerText } from '../layerName.js';
import { outputMedian, rankMedian } from '../layerWindow.js';
import type { RunRule } from '../runRule.js';

/** Effective rank up to which all samples are one direction; Roy and Vetterli, EUSIPCO 2007. */
const COLLAPSED = 1.1;
/** Directions that there have to be room for, for it to be a loss. */
const FEWEST = 4;

/**
 * A hidden layer puts out multiples of one and the same vector, and nothing is learned: its units all do one thing. Where it puts out one and the
 * same vector for every sample, nothing is told of its units: that is for `same-output`.
 */
export const rankCollapse: RunRule = {
  id: 'rank-collapse',
  find(fit, { learned }) {
    if (learned !== 'nothing') return [];
    const layer = fit.summary.layers
      .slice(0, -1)
      .findIndex(
        (_, index) =>
          rankMedian(fit, index, 'actRank') <= COLLAPSED &&
          rankMedian(fit, index, 'actRankMost') >= FEWEST &&
          outputMedian(fit, index, 'actSame', 'late') !== 1,
      );
    if (layer < 0) return [];
    const [rank, most] = [rankMedian(fit, layer, 'actRank'), rankMedian(fit, layer, 'actRankMost')];
    return [
      {
        rule: rankCollapse.id,
        category: 'initialization',
        severity: 'warning',
        message: `The outputs of ${layerText(fit, layer)} have collapsed to one direction: their effective rank is ${formatNumber(rank)} of ${formatCount(most)} (collapsed up to ${COLLAPSED}).`,
        why: 'All its units do the same, so the layers after it see one number where there could be many.',
        help: 'Use a random initializer, batch normalization, or fewer layers.',
        layer,
        since: null,
        evidence: { rank, most, threshold: COLLAPSED },
      },
    ];
  },
  fixes: (_, { model, layer }) => (layer ? initialize(model, layer, 'heNormal') : []),
  lesson({ layer, evidence: { rank = Number.NaN, most = Number.NaN } }, fit) {
    return [
      'A layer is worth as many units as it has that differ. The effective rank counts in how many directions its outputs for different samples point: as many as there are units where all tell something of their own, and 1 where each sample only makes one and the same pattern stronger or weaker. Weights that all start alike stay alike, and deep stacks that shrink their inputs end there too.',
      `${layerSubject(fit, layer ?? 0)} could have a rank of ${formatCount(most)}, and has ${formatNumber(rank)}: for what comes after it, it might as well have one unit.`,
    ];
  },
};
