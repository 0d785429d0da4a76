import { compareGradients } from '../../diagnosis/compareGradients.js';
import { explainActivations, summarizeActivations } from '../../diagnosis/explainActivations.js';
import { GRADIENT_SIGNS, gradientSign } from '../../diagnosis/gradientSign.js';
import { layerText } from '../../diagnosis/run/layerName.js';
import { activationOf } from '../../protocol/activations.js';
import type { Activations, GradientMark, Latest } from '../../protocol/dashboard/parts.js';
import { formatCount } from '../../protocol/numberText.js';
import { emptyFigures, FIGURES, figureIndex } from '../../protocol/statistics.js';
import { gradientFacts, type LayerGradientFacts } from '../../runs/gradientFacts.js';
import { measuredEvery } from '../../runs/series/measuredEvery.js';
import type { Samples } from '../../runs/series/sampledRows.js';
import type { Fit } from '../../runs/types.js';

/** The last batch as the page shows it; null before the first one. */
export function latestView(fit: Pick<Fit, 'summary' | 'latest' | 'series' | 'samples'>): Latest | null {
  const { latest, summary } = fit;
  if (!latest) return null;
  const measured = gradientFacts(fit);
  const layers = emptyFigures(summary.layers.length);
  for (const { layer, values } of measured) {
    for (const { name } of FIGURES) layers[figureIndex(layer, name)] = values[name];
  }
  const gradients = measured.map(({ layer, values, belowLast, solved }) => ({
    name: layerText(fit, layer),
    norm: values.gradNorm,
    belowLast,
    solved,
  }));
  return {
    values: Float32Array.of(latest.loss, ...latest.metrics),
    layers,
    summary: compareGradients(gradients),
    signs: summary.layers.map((_, index) => markOf(measured.find(({ layer }) => layer === index))),
  };
}

function markOf(facts: LayerGradientFacts | undefined): GradientMark | null {
  const { sign, words, tone } = GRADIENT_SIGNS[facts ? gradientSign(facts) : 'calm'];
  return tone && { sign, words, tone };
}

/** More than a trend of a table has pixels for is not sent. */
const MOST_COLUMNS = 96;

/** What the layers put out, as the page shows it; null before the first measured batch. */
export function activationsView({ samples, summary }: Pick<Fit, 'samples' | 'summary'>): Activations | null {
  const { latest, rows } = samples.activations;
  if (!latest) return null;
  const together = Math.max(1, Math.ceil(rows.length / MOST_COLUMNS));
  const columns = Math.ceil(rows.length / together);
  const shares = new Float32Array(summary.layers.length * columns);
  for (const layer of summary.layers.keys()) {
    const saturates = !Number.isNaN(activationOf(latest.values, layer, 'actSaturated'));
    const shown = saturates ? 'actSaturated' : 'actZeros';
    for (let column = 0; column < columns; column += 1) {
      const joined = rows.slice(column * together, (column + 1) * together);
      const sum = joined.reduce((total, { values }) => total + activationOf(values, layer, shown), 0);
      shares[layer * columns + column] = sum / joined.length;
    }
  }
  const findings = explainActivations(summary, latest.values);
  return {
    step: latest.step,
    layers: Float32Array.from(latest.values),
    ranks: Float32Array.from(samples.ranks.latest?.values ?? []),
    interval: intervalText(samples),
    columns,
    shares,
    findings,
    summary: summarizeActivations(findings, latest.step),
  };
}

/** @returns nothing after one measured batch */
function intervalText(samples: Samples): string {
  const every = measuredEvery(samples);
  if (every === null) return '';
  const { gaps } = samples.ranks;
  const rank = gaps ? `; ranks every ${formatCount(gaps.last)}` : '';
  return `Measured ${every}${rank}.`;
}
