import { formatShare } from '../../../protocol/numberText.js';
import { MOSTLY_SATURATED } from '../../explainActivations.js';
import { knownLoss } from '../../losses.js';
import { saturatingToRelu } from '../../source/remedies/changedActivations.js';
import { normalizeOutputs } from '../../source/remedies/changedLayers.js';
import type { FitFigures } from '../fitFigures.js';
import { layerText } from '../layerName.js';
import { outputMedian } from '../layerWindow.js';
import type { RunRule } from '../runRule.js';

/** A sigmoid or tanh is at its bounds for most inputs, where its derivative is next to nothing. */
export const saturatedLayer: RunRule = {
  id: 'saturated-layer',
  find(fit, { learned }) {
    if (learned === 'unknown' || learned === 'much') return [];
    const layer = fit.summary.layers.findIndex(
      (_, index) => !pairsWithLoss(fit, index) && outputMedian(fit, index, 'actSaturated', 'late') > MOSTLY_SATURATED,
    );
    if (layer < 0) return [];
    const { activation } = fit.summary.layers[layer] ?? {};
    const share = outputMedian(fit, layer, 'actSaturated', 'late');
    return [
      {
        rule: saturatedLayer.id,
        category: 'activation',
        severity: learned === 'nothing' ? 'error' : 'warning',
        message: `${formatShare(share)} of the outputs of ${layerText(fit, layer)} are saturated (too many from ${formatShare(MOSTLY_SATURATED)} on).`,
        why: `A ${activation} at its bounds has a derivative of nearly 0: hardly any gradient passes through it.`,
        help: `Scale the inputs, use smaller initial weights or batch normalization, or relu instead of ${activation}.`,
        layer,
        since: null,
        evidence: { share, threshold: MOSTLY_SATURATED },
      },
    ];
  },
  fixes: ({ layer: index }, { model, layer, summary }) => [
    ...(layer ? normalizeOutputs(model, layer, layerText({ summary }, index ?? 0)) : []),
    ...saturatingToRelu(model),
  ],
  lesson({ layer, evidence: { share = Number.NaN } }, fit) {
    const activation = fit.summary.layers[layer ?? -1]?.activation ?? 'sigmoid';
    return [
      `A ${activation} bends any number into a fixed range. In the middle of it the curve is steep: a change before it makes a change after it. Near the ends it is flat, which is called saturated. The gradient, which tells each weight which way to move and how far, is multiplied by that slope on its way back, and where the curve is flat nearly nothing of it is left.`,
      `In this run ${formatShare(share)} of the outputs of ${layerText(fit, layer ?? 0)} lie near an end; above ${formatShare(MOSTLY_SATURATED)} more of the layer is stuck than learns. The sums that reach its ${activation} are too large, because the inputs are, or the weights have become so.`,
    ];
  },
};

/** Saturation is the goal of a last layer whose loss pairs with it: the gradient at its inputs is p - y. */
function pairsWithLoss({ summary }: FitFigures, layer: number): boolean {
  const kind = knownLoss(summary.loss)?.kind;
  return layer === summary.layers.length - 1 && (kind === 'binary' || kind === 'categorical');
}
