import { type ActivationStatistic, activationIndex } from '../../protocol/activations.js';
import { formatCount, formatNumber, formatShare } from '../../protocol/numberText.js';
import type { Fit } from '../../runs/types.js';

/** What a layer put out on the last measured batch, in one line; null where that is not measured. */
export function outputText(fit: Pick<Fit, 'activations'>, layer: number): string | null {
  const { latest } = fit.activations;
  const value = (name: ActivationStatistic): number => outputValue(fit, layer, name);
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

/** A figure of a layer's outputs on the last measured batch; NaN where it is not measured. */
export function outputValue(
  { activations }: Pick<Fit, 'activations'>,
  layer: number,
  name: ActivationStatistic,
): number {
  return activations.latest?.values[activationIndex(layer, name)] ?? Number.NaN;
}
