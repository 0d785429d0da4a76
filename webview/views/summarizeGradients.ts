import type { FitView, Latest } from '../../src/protocol/dashboard/parts.js';
import { formatNumber, formatTimes } from '../../src/protocol/numberText.js';
import { isMeasured, layerFigure } from '../layers/layerFigure.js';

/** How the gradient's size in the first layer compares with that in the last, over the last batches. */
export function summarizeGradients(fit: FitView, latest: Latest): string {
  const rows = fit.layers
    .map((layer, index) => ({
      layer,
      index,
      norm: layerFigure(latest, index, 'gradNorm'),
      factor: latest.belowLast[index] ?? Number.NaN,
    }))
    .filter(({ index }) => isMeasured(fit, latest, index));
  const first = rows[0];
  const last = rows.at(-1);
  if (!first || !last) return 'No layer of this model has a gradient to record.';
  const broken = rows.find(({ norm }) => !Number.isFinite(norm));
  if (broken)
    return `The gradient of ${broken.layer.name} is ${formatNumber(broken.norm)}: training can no longer improve the model.`;
  if (first === last) return `The gradient norm of ${first.layer.name} is ${formatNumber(first.norm)}.`;
  if (first.norm === 0) return `No gradient reaches ${first.layer.name}: its norm is 0.`;
  const { factor } = first;
  const names = { first: first.layer.name, last: last.layer.name };
  if (factor >= 2)
    return `The gradient of ${names.first} is ${formatTimes(factor)} times smaller than that of ${names.last}.`;
  if (factor <= 0.5)
    return `The gradient of ${names.first} is ${formatTimes(1 / factor)} times larger than that of ${names.last}.`;
  return `The gradients of ${names.first} and ${names.last} are about the same size.`;
}
