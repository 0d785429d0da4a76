import { layerLabel } from '../protocol/layerLabel.js';
import { figureText, formatNumber } from '../protocol/numberText.js';
import { FIGURES } from '../protocol/statistics.js';
import { findingPlace, isOnRandomData } from '../runs/judgement.js';
import { layerFigures } from '../runs/layerFigures.js';
import { bestFact, runLabel } from '../runs/runLabel.js';
import type { Fit, FitJudgement, Run } from '../runs/types.js';
import { answerText, findingText, type PlaceText } from './answerText.js';

/** Epochs of a fit that are told: its last ones. */
const LAST_EPOCHS = 5;

const COLUMNS = FIGURES.filter(({ column }) => column !== undefined);

/** A run with its verdict first, then what was found, the last epochs, and the gradients: the numbers that a person sees, too. Its series have to be loaded. @param more of how it went, which only whoever ran it knows */
export function runAnswer(run: Run, place: PlaceText, more: readonly string[] = []): string {
  const { state, best, judgement, problems } = run;
  const label = runLabel(run);
  const verdict = judgement?.verdict ?? (state.kind === 'ended' ? state.verdict : null);
  const random = isOnRandomData(run) ? ' It trained on random numbers, which nothing can be learned from.' : '';
  const lines = [
    `Run ${run.id} of ${label.model}${label.duration ? `, ${label.duration}` : ''}`,
    `Verdict: ${verdict?.text ?? 'none yet'}.${random}`,
    ...(best ? [bestFact(best, run).join(': ')] : []),
    ...(state.kind === 'ended'
      ? [`Ended: ${[state.outcome, state.message].filter(Boolean).join(': ')}`]
      : ['Not ended']),
    ...problems.map(({ severity, message, location }) => {
      return `${location ? `${place(location)} ` : ''}${severity}: ${message}`;
    }),
    ...more,
    ...(judgement?.fits ?? []).flatMap((judged) => findingLines(judged, place)),
    ...run.fits.flatMap((fit) => fitLines(fit, place)),
  ];
  return answerText(lines, 'The dashboard and "gradlens show" have all of it.');
}

const findingLines = ({ fit, findings }: FitJudgement, place: PlaceText): string[] =>
  findings.flatMap((finding) => {
    const at = findingPlace(fit, finding);
    return findingText(at && place(at), finding);
  });

function fitLines(fit: Fit, place: PlaceText): string[] {
  const { summary, epochs } = fit;
  const logs = (values: Readonly<Record<string, number>>) =>
    Object.entries(values).map(([name, value]) => `${name} ${formatNumber(value)}`);
  const rows = layerFigures(fit).map(({ layer, values }) => {
    const at = summary.layers[layer]?.location;
    const figures = COLUMNS.map((figure) => `${figure.label} ${figureText(figure, values[figure.name])}`);
    return `  ${layerLabel(summary.layers, layer)}${at ? ` (${place(at)})` : ''}: ${figures.join(', ')}`;
  });
  return [
    `Fit ${summary.fit}: ${epochs.length} of ${summary.epochs ?? 'an open number of'} epochs`,
    ...epochs.slice(-LAST_EPOCHS).map(({ epoch, logs: values }) => `  epoch ${epoch + 1}: ${logs(values).join(', ')}`),
    ...(rows.length > 0 ? ['Gradient of each layer on the last batch:', ...rows] : []),
  ];
}
