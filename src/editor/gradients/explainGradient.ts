import { formatNumber, formatTimes } from '../text/formatNumber.js';
import type { LayerGradient } from './layerGradient.js';

// Update ratios (update norm / weight norm) between which a layer learns at a usual pace; TheDeepChecker.
const SLOW_UPDATE = 1e-4;
const FAST_UPDATE = 1e-1;
/** Share of exact zeros from which dead units are likely; SageMaker Debugger. */
const MANY_ZEROS = 0.5;

export interface LayerFacts {
  /** Update norm over weight norm on the last batch; NaN where unknown. */
  readonly updateRatio: number;
  /** Share of gradient elements that are exactly zero. */
  readonly zeros: number;
  readonly activation: string | null;
}

/** One plain sentence on what a layer's gradient means for its learning. */
export function explainGradient(
  { norm, level, belowLast }: Pick<LayerGradient, 'norm' | 'level' | 'belowLast'>,
  { updateRatio, zeros, activation }: LayerFacts,
): string {
  if (Number.isNaN(norm)) {
    return 'The gradient is not a number: this layer can no longer learn; a lower learning rate or scaled inputs usually prevent it.';
  }
  if (!Number.isFinite(norm))
    return 'The gradient has overflowed to infinity; a lower learning rate or gradient clipping prevents it.';
  if (norm === 0) {
    return activation === 'relu'
      ? 'No gradient reaches this layer on this batch: all its units may be dead (a relu that is never positive).'
      : 'No gradient reaches this layer on this batch, so it does not learn from it.';
  }
  if (level === 'vanishing') return vanishing(belowLast, activation);
  if (level === 'exploding') {
    return 'The gradient explodes: its updates overshoot; try a lower learning rate or gradient clipping.';
  }
  if (zeros >= MANY_ZEROS) {
    return `${percent(zeros)} of this gradient is exactly zero: many units of this layer may be dead.`;
  }
  if (Number.isFinite(updateRatio) && updateRatio > 0) {
    if (updateRatio < SLOW_UPDATE) {
      return `A batch moves the weights by only ${formatNumber(updateRatio, 2)} of their size: this layer learns very slowly.`;
    }
    if (updateRatio > FAST_UPDATE) {
      return `A batch moves the weights by ${formatNumber(updateRatio, 2)} of their size: large steps, which a lower learning rate calms.`;
    }
  }
  if (level === 'small') return 'The gradient is small; that is usual late in training, and a warning sign early on.';
  if (level === 'large') return 'The gradient is large; watch that the loss falls steadily.';
  return 'The gradient is of a healthy size: this layer learns.';
}

function vanishing(belowLast: number | null, activation: string | null): string {
  const much =
    belowLast !== null && Number.isFinite(belowLast)
      ? `The gradient has shrunk ${formatTimes(belowLast)} on its way back from the last layer`
      : 'The gradient has all but vanished';
  const remedy =
    activation === 'sigmoid' || activation === 'tanh'
      ? `try relu instead of ${activation}, or batch normalisation`
      : 'try batch normalisation or another initialiser';
  return `${much}, so this layer hardly learns; ${remedy}.`;
}

export const percent = (share: number): string => (Number.isFinite(share) ? `${formatNumber(share * 100, 2)} %` : '–');
