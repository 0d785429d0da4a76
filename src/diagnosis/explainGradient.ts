import { formatNumber, formatShare, formatTimes } from '../protocol/numberText.js';
import type { BlockedGradient } from './blockedGradient.js';
import type { GradientLevel } from './gradientLevel.js';
import { UPDATE_RATIO } from './gradientThresholds.js';

/** Share of a relu's outputs that are 0 from which some of its units are probably dead; half is usual. */
const MANY_ZERO_OUTPUTS = 0.9;

/** A layer's gradient on the last batch. */
export interface GradientFacts {
  /** L2 norm. */
  readonly norm: number;
  readonly level: GradientLevel;
  /** How many times smaller than the last layer's; null where it is the last layer's own. */
  readonly belowLast: number | null;
  /** Name of the weight that the gradient is of, such as kernel. */
  readonly weight: string;
  /** Why the norm is 0, where that is known. */
  readonly blocked: BlockedGradient | null;
  /** Whether next to nothing is left of the loss, and no layer is why there is little gradient. */
  readonly solved: boolean;
}

export interface LayerFacts {
  /** Update norm over weight norm on the last batch; NaN where unknown. */
  readonly updateRatio: number;
  /** Share of the layer's outputs that are exactly 0; NaN where not measured. */
  readonly zeroOutputs: number;
  readonly activation: string | null;
}

export interface Explanation {
  /** A word or two for the headline. */
  readonly verdict: string;
  /** One plain sentence that says the same. */
  readonly sentence: string;
}

/** What a layer's gradient means for its learning. */
export function explainGradient(
  { norm, level, belowLast, weight, blocked, solved }: GradientFacts,
  { updateRatio, zeroOutputs, activation }: LayerFacts,
): Explanation {
  const say = (verdict: string, sentence: string): Explanation => ({ verdict, sentence });
  if (Number.isNaN(norm)) return say('not a number', 'The gradient is not a number: this layer can no longer learn.');
  if (!Number.isFinite(norm)) {
    return say(
      'exploding',
      'The gradient overflowed to infinity. A lower learning rate or gradient clipping prevents this.',
    );
  }
  if (norm === 0 && solved) {
    return say('small', 'The last batch gives this layer no gradient: next to nothing is left of its loss.');
  }
  if (norm === 0) return noGradient(blocked, activation, weight);
  if (level === 'vanishing') return say(level, vanishing(belowLast, activation));
  if (level === 'exploding') {
    return say(
      level,
      'The gradient explodes, so its updates overshoot. Try a lower learning rate or gradient clipping.',
    );
  }
  if (activation === 'relu' && zeroOutputs >= MANY_ZERO_OUTPUTS) {
    return say(
      'many zeros',
      `${formatShare(zeroOutputs)} of this layer's outputs are 0: some of its units may be dead.`,
    );
  }
  if (updateRatio > 0 && updateRatio < UPDATE_RATIO.slow) {
    const share = formatNumber(updateRatio, 2);
    return say('slow', `A batch moves the weights by only ${share} of their size: this layer learns very slowly.`);
  }
  if (Number.isFinite(updateRatio) && updateRatio > UPDATE_RATIO.fast) {
    const share = formatNumber(updateRatio, 2);
    return say(
      'large steps',
      `A batch moves the weights by ${share} of their size. A lower learning rate makes the steps smaller.`,
    );
  }
  if (level === 'small') {
    return say(level, 'The gradient is small, which is usual late in training but a warning sign early on.');
  }
  if (level === 'large') return say(level, 'The gradient is large. Check that the loss falls steadily.');
  return say(level, 'The gradient has a healthy size.');
}

function noGradient(blocked: BlockedGradient | null, activation: string | null, weight: string): Explanation {
  const verdict = 'no gradient';
  switch (blocked?.by) {
    case 'itself':
      return activation === 'relu'
        ? {
            verdict: 'dead',
            sentence: 'This layer is dead: its relu outputs only zeros, so no gradient passes through it.',
          }
        : { verdict, sentence: 'All outputs of this layer are 0, so no gradient passes through it.' };
    case 'later':
      return {
        verdict,
        sentence: `No gradient gets back to this layer: ${blocked.name} outputs only zeros.`,
      };
    case 'input':
      return {
        verdict,
        sentence: `Its ${weight} gets no gradient: all its inputs are 0, because ${blocked.name} outputs only zeros.`,
      };
    default:
      return { verdict, sentence: 'No gradient reaches this layer on this batch, so it does not learn from it.' };
  }
}

function vanishing(belowLast: number | null, activation: string | null): string {
  const much =
    belowLast !== null && Number.isFinite(belowLast)
      ? `The gradient has shrunk ${formatTimes(belowLast)}× on its way back from the last layer`
      : 'The gradient has almost vanished';
  const remedy =
    activation === 'sigmoid' || activation === 'tanh'
      ? `try relu instead of ${activation}, or batch normalization`
      : 'try batch normalization or another initializer';
  return `${much}, so this layer hardly learns; ${remedy}.`;
}
