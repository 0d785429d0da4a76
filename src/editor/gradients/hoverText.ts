import { type Explanation, explainGradient, type LayerFacts } from '../../diagnosis/explainGradient.js';
import { escapeMarkdown } from '../../platform/plainText.js';
import { activationOf } from '../../protocol/activations.js';
import { batchesText } from '../../protocol/batchText.js';
import { layerLabel } from '../../protocol/layerLabel.js';
import { figureText, formatNumber } from '../../protocol/numberText.js';
import { statisticKey } from '../../protocol/seriesKey.js';
import { FIGURES } from '../../protocol/statistics.js';
import { activationText } from './activationText.js';
import type { LayerGradient } from './layerGradient.js';
import { normPlot, PLOT_BUCKETS, PLOT_HEIGHT, PLOT_WIDTH, type PlotColors } from './normPlot.js';

/** Layers of one line that its hover tells about in full; of the others it says how many there are. */
const LAYERS_IN_FULL = 2;

/** Markdown on the layers of one line: what the gradient means, its norm over time, and every statistic of the last batch. */
export function hoverText(layers: readonly LayerGradient[], stale: boolean, colors: PlotColors): string {
  const note = stale
    ? '*The code, its data, or its choices were edited since the run: the values are from before.*\n\n'
    : '';
  const full = layers.slice(0, LAYERS_IN_FULL).map((layer) => ofLayer(layer, colors));
  const rest = layers.slice(LAYERS_IN_FULL);
  return note + [...full, ...(rest.length > 0 ? [others(rest)] : [])].join('\n\n---\n\n');
}

function ofLayer(gradient: LayerGradient, colors: PlotColors): string {
  const { fit, layer, variable, weight, values } = gradient;
  const { series, latest, summary } = fit;
  const { name = '', activation = null } = summary.layers[layer] ?? {};
  const shape = summary.variables[variable]?.shape.join(' × ') ?? '';
  const outputs = activationText(fit, layer);
  const what = `${escapeMarkdown(weight)} (${shape})`;
  const { verdict, sentence } = explained(gradient, {
    updateRatio: values.updateRatio,
    zeroOutputs: activationOf(fit.samples.activations.latest?.values, layer, 'actZeros'),
    activation,
  });
  const plot = normPlot(
    series.read(statisticKey(variable, 'gradNorm'), 0, series.length, PLOT_BUCKETS),
    series.length,
    colors,
  );
  const cells = FIGURES.map((each) => [escapeMarkdown(each.label), figureText(each, values[each.name])]);
  const half = Math.ceil(cells.length / 2);
  const rows = cells.slice(0, half).map((left, row) => [...left, ...(cells[half + row] ?? ['', ''])]);
  return [
    `**${escapeMarkdown(layerLabel(summary.layers, layer))}** · ${verdict} · ${escapeMarkdown(name)}`,
    escapeMarkdown(sentence),
    ...(outputs === null ? [] : [outputs]),
    `L2 norm of the gradient of ${what}, by batch:`,
    image(plot, `L2 norm of the gradient of ${what} over all batches, logarithmic scale`),
    `| gradient of ${what}, ${batchesText(latest?.around ?? [latest?.step ?? 0, latest?.step ?? 0])} | | | |\n|:--|--:|:--|--:|\n${rows.map(tableRow).join('\n')}`,
  ].join('\n\n');
}

/** What a run's figures say of the layer goes before what its last gradient alone would say. */
function explained(gradient: LayerGradient, facts: LayerFacts): Explanation {
  const { finding } = gradient;
  return finding
    ? { verdict: finding.rule.replaceAll('-', ' '), sentence: finding.message }
    : explainGradient(gradient, facts);
}

function others(layers: readonly LayerGradient[]): string {
  const rows = layers.map(({ fit, layer, norm, weight }) => {
    return tableRow([
      escapeMarkdown(layerLabel(fit.summary.layers, layer)),
      escapeMarkdown(weight),
      formatNumber(norm),
    ]);
  });
  return `| layer | gradient of | L2 norm |\n|:--|:--|--:|\n${rows.join('\n')}`;
}

const tableRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function image(svg: string, alternative: string): string {
  const data = Buffer.from(svg).toString('base64');
  return `![${alternative}](data:image/svg+xml;base64,${data}|width=${PLOT_WIDTH},height=${PLOT_HEIGHT})`;
}
