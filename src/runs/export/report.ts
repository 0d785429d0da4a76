import type { EpochRecord, FitSummary } from '../../protocol/fit.js';
import { layerLabel, shapeLabel } from '../../protocol/layerLabel.js';
import { formatCount, formatNumber } from '../../protocol/numberText.js';
import { isOfValidation } from '../../protocol/seriesKey.js';
import type { KeptSource } from '../../runFiles/sources.js';
import { primaryVariables } from '../layerFigures.js';
import { trainedSamples } from '../trainedSamples.js';
import type { LoggedFit } from '../types.js';
import { type Markup, markup } from './markup.js';
import { COLORS, type Plot, plotSvg } from './plot.js';
import type { ReportFacts, ReportFinding } from './reportFacts.js';
import { STYLE } from './reportStyle.js';

/** A fit with its curves by batch, thinned out to what a plot shows. */
export interface ReportFit extends LoggedFit {
  /** Mean loss of neighboring batches: batches done, and the mean. */
  readonly loss: Curve;
  /** Mean gradient norm of each layer's variable, by its index in `variables`. */
  readonly norms: ReadonlyMap<number, Curve>;
}

export type Curve = readonly (readonly [batch: number, value: number])[];

/** One page that tells of a run by itself: no script, nothing from a network, every text escaped. */
export function reportHtml(facts: ReportFacts, fits: readonly ReportFit[], sources: readonly KeptSource[]): string {
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${facts.title}</title><style>${STYLE}</style></head><body><main>
<h1>${facts.title}</h1>
<p class="result">${facts.result}</p>
${facts.note === null ? null : markup`<p class="note">${facts.note}</p>`}
<dl>${facts.facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${facts.findings.length === 0 ? null : markup`<h2>Findings</h2>${facts.findings.map((each) => finding(each, fits.length > 1))}`}
${facts.problems.length === 0 ? null : markup`<h2>Messages</h2><ul>${facts.problems.map((each) => markup`<li>${each}</li>`)}</ul>`}
${fits.map((fit) => fitSection(fit, fits.length > 1, facts))}
${sources.length === 0 ? null : markup`<h2>What ran</h2>${sources.map(sourceSection)}`}
<footer>Exported from GradLens</footer></main></body></html>
`.text;
}

const finding = (
  { severity, message, why, help, place, rule, fit }: ReportFinding,
  several: boolean,
): Markup => markup`<section class="finding ${severity}">
<p><strong>${severity}</strong> ${message}</p><p>${why}</p><p>${help}</p>
<p class="small">${several ? `Fit ${fit} · ` : ''}${place === null ? '' : `${place} · `}${rule}</p></section>`;

function fitSection(fit: ReportFit, several: boolean, { layerPlaces }: ReportFacts): Markup {
  const { summary } = fit;
  const places = layerPlaces.find((each) => each.fit === summary.fit)?.places ?? [];
  const plots = [lossPlot(fit), ...metricPlots(fit), normPlot(fit)].map(plotSvg);
  return markup`<h2>${several ? `Fit ${summary.fit}: ${summary.name}` : 'Training'}</h2>
<dl>${settingsOf(summary).map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${plots}
${layerTable(summary, places)}
${epochTable(fit)}`;
}

function settingsOf({
  optimizer,
  learningRate,
  loss,
  batchSize,
  epochs,
  batchesPerEpoch,
  setup,
}: FitSummary): [string, string][] {
  const samples = setup ? trainedSamples(setup) : null;
  return [
    ['Optimizer', optimizer],
    ['Learning rate', learningRate === null ? 'not known' : String(Number(learningRate.toPrecision(6)))],
    ['Loss', loss],
    ['Batch size', batchSize === null ? 'not known' : formatCount(batchSize)],
    ['Epochs', epochs === null ? 'as the code decides' : formatCount(epochs)],
    ['Batches per epoch', batchesPerEpoch === null ? 'not known' : formatCount(batchesPerEpoch)],
    ...(samples === null ? [] : ([['Samples', samples]] as [string, string][])),
  ];
}

function lossPlot({ loss, epochs }: ReportFit): Plot {
  return {
    title: 'Loss',
    xName: 'batch',
    logarithmic: false,
    curves: [
      { name: 'loss', points: loss, color: 0 },
      { name: 'val_loss', points: logsOf(epochs, 'val_loss'), color: 0, dashed: true },
    ],
  };
}

const metricPlots = ({ summary, epochs }: ReportFit): Plot[] =>
  summary.metrics.map((name, index) => ({
    title: name,
    xName: 'batch',
    logarithmic: false,
    curves: [
      { name: `${name} (epochs)`, points: logsOf(epochs, name), color: index + 1 },
      { name: `val_${name}`, points: logsOf(epochs, `val_${name}`), color: index + 1, dashed: true },
    ],
  }));

const logsOf = (epochs: readonly EpochRecord[], name: string): Curve =>
  epochs.flatMap(({ step, logs: { [name]: value } }) => (value === undefined ? [] : [[step, value] as const]));

function normPlot({ summary, norms }: ReportFit): Plot {
  const curves = primaryVariables(summary).flatMap((variable, layer) => {
    const points = variable === null ? undefined : norms.get(variable);
    const color = Math.round((layer / Math.max(1, summary.layers.length - 1)) * (COLORS - 1));
    return points ? [{ name: layerLabel(summary.layers, layer), points, color, byDepth: true }] : [];
  });
  return { title: 'Gradient norm by layer', xName: 'batch', logarithmic: true, curves };
}

function layerTable({ layers }: FitSummary, places: readonly (string | null)[]): Markup {
  return markup`<table><thead><tr><th>Layer</th><th>Output shape</th><th class="number">Parameters</th><th>Line</th></tr></thead><tbody>
${layers.map(({ outputShape, params }, index) => markup`<tr><td>${layerLabel(layers, index)}</td><td>${shapeLabel(outputShape)}</td><td class="number">${formatCount(params)}</td><td>${places[index] ?? ''}</td></tr>`)}</tbody></table>`;
}

function epochTable({ epochs }: ReportFit): Markup | null {
  const logged = [...new Set(epochs.flatMap(({ logs }) => Object.keys(logs)))];
  // tfjs logs those of validation first.
  const names = [false, true].flatMap((ofValidation) => logged.filter((name) => isOfValidation(name) === ofValidation));
  if (names.length === 0) return null;
  return markup`<details><summary>${epochs.length === 1 ? '1 epoch' : `${formatCount(epochs.length)} epochs`}</summary><table><thead><tr><th class="number">Epoch</th>${names.map((name) => markup`<th class="number">${name}</th>`)}</tr></thead><tbody>
${epochs.map(({ epoch, logs }) => markup`<tr><td class="number">${epoch + 1}</td>${names.map((name) => markup`<td class="number">${logs[name] === undefined ? '' : formatNumber(logs[name], 4)}</td>`)}</tr>`)}</tbody></table></details>`;
}

function sourceSection({ file, text }: KeptSource): Markup {
  if (text === null) return markup`<h3>${file}</h3><p>Too large to be kept.</p>`;
  const lines = text.replace(/\n$/, '').split('\n');
  return markup`<h3>${file}</h3><pre>${lines.map((line) => markup`<code>${line}</code>\n`)}</pre>`;
}
