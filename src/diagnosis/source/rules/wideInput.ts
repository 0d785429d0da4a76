import { formatCount, formatShare } from '../../../protocol/numberText.js';
import type { SourceLayer } from '../../../protocol/source.js';
import { inputWidth } from '../facts/inputWidth.js';
import { entryOf, numberOf } from '../facts/layerArgument.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** Share of all weights in the first layer from which on the width of the input is what a step costs. */
const MOST_SHARE = 0.9;
/** Fewer weights in all cost nothing to speak of. */
const FEWEST_WEIGHTS = 1_000_000;

/** A net of Dense layers whose cost and weights grow with the width of its input alone. */
export const wideInput: SourceRule = {
  id: 'wide-input',
  find({ layers }): SourceFinding[] {
    const dense = layers.filter((layer) => entryOf(layer)?.kind === 'dense');
    const [first] = dense;
    const others = layers.filter((layer) => !isPlain(layer));
    const width = layers[0] ? inputWidth(layers[0]) : null;
    if (!first || width === null || others.length > 0 || layers.some(({ repeated }) => repeated)) return [];
    const units = dense.map((layer) => numberOf(layer, 'units'));
    if (units.includes(null)) return [];
    const sizes = [width, ...units.map((count) => count ?? 0)];
    const weights = sizes.slice(1).map((count, index) => (sizes[index] ?? 0) * count);
    const total = weights.reduce((sum, count) => sum + count, 0);
    const share = (weights[0] ?? 0) / total;
    if (total < FEWEST_WEIGHTS || share <= MOST_SHARE) return [];
    return [
      {
        span: first.span,
        severity: 'hint',
        category: 'layers',
        message: `${Math.round(100 * share)}% of the ${total.toLocaleString('en')} weights are in this layer, one for each of ${width.toLocaleString('en')} inputs and each unit.`,
        why: 'What a step costs, and how soon the model over-fits, grow with the width of the input.',
        help: 'Make the input smaller first: fewer features, a convolution with pooling, or a narrow first layer.',
        evidence: { share, threshold: MOST_SHARE, weights: total },
        fixes: [],
      },
    ];
  },
  lesson: ({ evidence: { share = Number.NaN, weights = Number.NaN } = {} }) => [
    'In a Dense layer every unit has a weight for each input. A color picture of 100 by 100 pixels has 30,000 inputs, so 100 units come to 3 million weights. Each of them costs time in every step, and so many can remember single samples instead of finding what they have in common.',
    `Of the ${formatCount(weights)} weights of this model ${formatShare(share)} are in its first layer. Half as many inputs, or half as many units there, would leave the model with about ${formatCount(weights * (1 - share / 2))}.`,
  ],
};

/** Whether a layer belongs to a net that is nothing but dense. */
const isPlain = (layer: SourceLayer): boolean =>
  /^(?:dense|activation|regularization|reshaping|input)$/.test(entryOf(layer)?.kind ?? '');
