import { type Statistic, statisticIndex } from '../../protocol/statistics.js';
import { formatCount, formatNumber, formatTimes } from '../text/formatNumber.js';
import { explainGradient, percent } from './explainGradient.js';
import { type LayerGradient, seriesKey } from './layerGradient.js';
import { normPlot, PLOT_BUCKETS, PLOT_HEIGHT, PLOT_WIDTH, type PlotColours } from './normPlot.js';

/** Layers of one line that its hover tells about in full; of the others it says how many there are. */
const LAYERS_IN_FULL = 2;

const figure = (value: number): string => formatNumber(value, 3);

/** Markdown on the layers of one line: what the gradient means, its norm over time, and every statistic of the last batch. */
export function hoverText(layers: readonly LayerGradient[], stale: boolean, colours: PlotColours): string {
  const note = stale ? '*This line was edited since the run: the values belong to its earlier text.*\n\n' : '';
  const full = layers.slice(0, LAYERS_IN_FULL).map((layer) => ofLayer(layer, colours));
  const rest = layers.slice(LAYERS_IN_FULL);
  return note + [...full, ...(rest.length > 0 ? [others(rest)] : [])].join('\n\n---\n\n');
}

function ofLayer(gradient: LayerGradient, colours: PlotColours): string {
  const { fit, layer, variable, weight, belowLast, level } = gradient;
  const { series, latest, summary } = fit;
  const { name = '', activation = null, className = '' } = summary.layers[layer] ?? {};
  const value = (statistic: Statistic): number => latest?.statistics[statisticIndex(variable, statistic)] ?? Number.NaN;
  const updateRatio = value('updateNorm') / value('weightNorm');
  const shape = summary.variables[variable]?.shape.join(' × ') ?? '';
  const plot = normPlot(
    series.read(seriesKey(variable, 'gradNorm'), 0, series.length, PLOT_BUCKETS),
    series.length,
    colours,
  );
  const rows: readonly (readonly [string, string])[] = [
    ['L2 norm', figure(value('gradNorm'))],
    ['mean of \\|g\\|', figure(value('gradMeanAbs'))],
    ['mean ± standard deviation', `${figure(value('gradMean'))} ± ${figure(value('gradStd'))}`],
    ['smallest to largest', `${figure(value('gradMin'))} to ${figure(value('gradMax'))}`],
    ['exact zeros', percent(value('gradZeros'))],
    ['NaN, infinite', `${formatCount(value('gradNaNs'))}, ${formatCount(value('gradInfs'))} elements`],
    ['weight norm', figure(value('weightNorm'))],
    ['update norm', figure(value('updateNorm'))],
    ['update ratio (update / weight)', figure(updateRatio)],
    ...(belowLast === null ? [] : [['last layer / this layer', formatTimes(belowLast)] as const]),
  ];
  return [
    `**${escapeMarkdown(name)}** · ${escapeMarkdown(className)} · gradient of \`${weight}\` (${shape}) · ${level}`,
    explainGradient(gradient, { updateRatio, zeros: value('gradZeros'), activation }),
    image(plot),
    `| batch ${formatCount((latest?.step ?? 0) + 1)} | |\n|:--|--:|\n${rows.map(([label, text]) => `| ${label} | ${text} |`).join('\n')}`,
  ].join('\n\n');
}

function others(layers: readonly LayerGradient[]): string {
  const rows = layers.map(({ fit, layer, norm, weight }) => {
    const name = escapeMarkdown(fit.summary.layers[layer]?.name ?? '');
    return `| ${name} | \`${weight}\` | ${figure(norm)} |`;
  });
  return `| layer | weight | L2 norm |\n|:--|:--|--:|\n${rows.join('\n')}`;
}

function image(svg: string): string {
  const data = Buffer.from(svg).toString('base64');
  return `![Gradient norm over all batches, log scale](data:image/svg+xml;base64,${data}|width=${PLOT_WIDTH},height=${PLOT_HEIGHT})`;
}

const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]()#+\-.!|<>~]/g, '\\$&');
