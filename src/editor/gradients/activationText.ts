import { OUTPUT_FIGURES, type OutputName, outputOf } from '../../protocol/activations.js';
import { formatCount, formatNumber, formatShare, outputText } from '../../protocol/numberText.js';
import { measuredEvery } from '../../runs/series/measuredEvery.js';
import type { Fit } from '../../runs/types.js';

/** What the first sentence tells; the others are listed. */
const WOVEN: ReadonlySet<OutputName> = new Set(['actZeros', 'actSaturated', 'actMean', 'actStd']);

/** What a layer put out on the last measured batch, in one line; null where that is not measured. */
export function activationText(fit: Pick<Fit, 'samples'>, layer: number): string | null {
  const { latest } = fit.samples.activations;
  const value = (name: OutputName): number => outputOf(fit.samples, layer, name);
  const zeros = value('actZeros');
  if (!latest || Number.isNaN(zeros)) return null;
  const saturated = value('actSaturated');
  const shares = [
    `${formatShare(zeros)} are 0`,
    ...(Number.isNaN(saturated) ? [] : [`${formatShare(saturated)} are saturated`]),
  ];
  const spread = `mean ${formatNumber(value('actMean'), 2)} ± ${formatNumber(value('actStd'), 2)}`;
  const listed = OUTPUT_FIGURES.filter(
    ({ name, isBeside = false }) => !WOVEN.has(name) && !isBeside && !Number.isNaN(value(name)),
  )
    .map((figure) => `${figure.label.toLowerCase()} ${outputText(figure, value)}`)
    .join(', ');
  const rest = listed === '' ? '' : `; ${listed}`;
  const every = measuredEvery(fit.samples);
  const when = `batch ${formatCount(latest.step + 1)}${every === null ? '' : `, measured ${every}`}`;
  return `Of its outputs ${shares.join(', ')}; ${spread}${rest} (${when}).`;
}
