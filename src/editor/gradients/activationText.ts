import { type ActivationStatistic, activationOf } from '../../protocol/activations.js';
import { formatCount, formatNumber, formatShare } from '../../protocol/numberText.js';
import type { Fit } from '../../runs/types.js';

/** What a layer put out on the last measured batch, in one line; null where that is not measured. */
export function activationText(fit: Pick<Fit, 'samples'>, layer: number): string | null {
  const { latest } = fit.samples.activations;
  const value = (name: ActivationStatistic): number => activationOf(latest?.values, layer, name);
  const zeros = value('actZeros');
  if (!latest || Number.isNaN(zeros)) return null;
  const saturated = value('actSaturated');
  const shares = [
    `${formatShare(zeros)} are 0`,
    ...(Number.isNaN(saturated) ? [] : [`${formatShare(saturated)} are saturated`]),
  ];
  const spread = `mean ${formatNumber(value('actMean'), 2)} ± ${formatNumber(value('actStd'), 2)}`;
  return `Of its outputs ${shares.join(', ')}; ${spread} (batch ${formatCount(latest.step + 1)}).`;
}
