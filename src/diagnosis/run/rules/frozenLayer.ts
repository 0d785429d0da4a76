import { formatCount, formatNumber, formatRound } from '../../../protocol/numberText.js';
import type { FitFigures } from '../fitFigures.js';
import { layerSubject, layerText } from '../layerName.js';
import { trainedLayers, updateRatio, variableMedian } from '../layerWindow.js';
import type { RunRule } from '../runRule.js';

/** Update norm over weight norm up to which a weight is unchanged in float32; SageMaker Debugger compares with 1e-5 and 1e-8. */
const UNCHANGED = 1e-9;

/** A layer that is to be trained does not change, while others do. */
export const frozenLayer: RunRule = {
  id: 'frozen-layer',
  find(fit, { learned }) {
    // Loops of one's own may train some weights on purpose.
    if (learned === 'unknown' || learned === 'much' || fit.summary.kind === 'steps') return [];
    const layers = trainedLayers(fit).filter((layer) => fit.summary.layers[layer]?.trainable);
    const frozen = layers.find((layer) => doesNotChange(fit, layer));
    if (frozen === undefined || !layers.some((layer) => updateRatio(fit, layer) > UNCHANGED)) return [];
    const ratio = updateRatio(fit, frozen);
    return [
      {
        rule: frozenLayer.id,
        category: 'layers',
        severity: learned === 'nothing' ? 'warning' : 'hint',
        message: `${layerSubject(fit, frozen)} does not change, though it is trainable: a batch moves its weights by ${formatNumber(ratio)} of their size (unchanged up to ${formatRound(UNCHANGED)}).`,
        why: 'It keeps the weights that it started with, so the others have to make do with what it gives.',
        help: 'Look at what blocks its gradient: a dead or saturated layer after it, or a loss that does not depend on it.',
        layer: frozen,
        since: null,
        evidence: { updateRatio: ratio, threshold: UNCHANGED },
      },
    ];
  },
  lesson({ layer }, fit) {
    return [
      'A layer learns by the gradient that comes back to it: the gradient tells each weight which way to move and how far. Where none does, its weights stay as they started, and the layers after it learn on top of whatever random features it happens to compute.',
      `Over ${formatCount(fit.series.length)} batches the weights of ${layerText(fit, layer ?? 0)} are the same as at the start, while other layers of this net did change.`,
    ];
  },
};

/** Its biases do not either: behind inputs of 0 they learn where the kernel cannot. Those that stay at 0 have no ratio. */
const doesNotChange = (fit: FitFigures, layer: number): boolean =>
  fit.summary.variables.every(
    (variable, index) =>
      variable.layer !== layer ||
      variableMedian(fit, index, 'updateNorm') <= UNCHANGED * variableMedian(fit, index, 'weightNorm'),
  );
