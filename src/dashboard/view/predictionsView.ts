import type { PredictionsView } from '../../protocol/dashboard/predictionsPart.js';
import type { FitSummary } from '../../protocol/fit.js';
import { formatCount, formatCounted } from '../../protocol/numberText.js';
import { isOnRandomData } from '../../runs/judgement.js';
import { type LatestPredictions, latestPredictions } from '../../runs/predictions/latestPredictions.js';
import { type OutputReading, readOutputs } from '../../runs/predictions/outputReading.js';
import { tokensOf } from '../../runs/predictions/tokens.js';
import type { Fit, Run } from '../../runs/types.js';
import { classesView } from './classesView.js';
import { numbersView } from './numbersView.js';
import { ownInputView } from './ownInputView.js';
import { shownInputs } from './shownInputs.js';
import { unitsView } from './unitsView.js';
import { wordsView } from './wordsView.js';

const NOISE =
  'The data is noise: what is right here was learned by heart or is chance, and says nothing about other samples.';

/** What the model makes of its samples, as of the last time that it was asked; null where nothing is known of that yet. */
export function predictionsView(
  run: Pick<Run, 'problems' | 'fits'>,
  fit: Pick<Fit, 'summary' | 'samples' | 'epochs' | 'end'>,
): PredictionsView | null {
  const { summary } = fit;
  if (summary.noSamples !== undefined) return without(summary.noSamples);
  const latest = latestPredictions(fit);
  if (!latest) {
    if (!summary.samples || !fit.end) return null;
    const { from } = summary.samples;
    return without(`The fit ended before the model was asked about any ${from} samples.`);
  }
  const reading = readOutputs(summary, latest.targets);
  const noise = isOnRandomData(run) ? NOISE : null;
  const tokens = tokensOf(summary, latest.inputs);
  const told = { ...aboutText(fit, latest), noise, tokens: null, units: unitsView(summary, latest) };
  if (!reading) {
    const text = 'Outputs and targets differ in size, so they cannot be held against each other.';
    return { ...told, aboutHelp: text, about: `${told.about}. ${text}`, outputs: [], inputs: null, own: null };
  }
  const shown = shownInputs(summary, latest, tokens !== null);
  const predicted = { fit, latest };
  const outputs = outputsOf(reading).map((output) =>
    reading.kind === 'numbers'
      ? numbersView(predicted, reading, output, shown)
      : classesView(predicted, reading, output, shown),
  );
  const inputs = shown.view();
  const words = wordsView(run, fit, tokens, inputs);
  return {
    ...told,
    tokens: tokens && { ...tokens, words },
    outputs,
    inputs,
    own: ownInputView(fit, latest, inputs, tokens !== null),
  };
}

const without = (about: string): PredictionsView => ({
  about,
  aboutHelp: '',
  asOf: null,
  noise: null,
  outputs: [],
  inputs: null,
  tokens: null,
  units: null,
  own: null,
});

/** The outputs that are told one by one. */
function outputsOf(reading: OutputReading): number[] {
  const isWhole = reading.kind === 'classes' || (reading.kind === 'numbers' && reading.areAlike);
  return isWhole ? [0] : [...new Array(reading.count).keys()];
}

/** What is there to say of inputs that the run's files have no room for. */
function withoutInputs({ fit, samples }: FitSummary): string {
  if (!samples || samples.inputs > 0 || samples.input.length === 0) return '';
  const reason =
    fit > 1
      ? 'those of the fits before it take the eighth of gradlens.maxRunSize that all may'
      : 'a single one is more than a fit may keep of them, which is a 64th of gradlens.maxRunSize and a million numbers';
  return `. Their inputs are not kept: ${reason}`;
}

/** What is there to say of units’ surfaces that the run's files have no room for. */
const withoutUnits = ({ summary, end }: Pick<Fit, 'summary' | 'end'>, { units }: LatestPredictions): string =>
  summary.samples?.units && end && !units
    ? '. Its units’ own surfaces are not kept: those of the fits before it take most of the 16th of gradlens.maxRunSize that all may'
    : '';

function aboutText(
  fit: Pick<Fit, 'summary' | 'epochs' | 'end'>,
  latest: LatestPredictions,
): Pick<PredictionsView, 'about' | 'aboutHelp' | 'asOf'> {
  const { summary, epochs } = fit;
  const { count, of, step } = latest;
  const from = summary.samples?.from ?? 'training';
  const known = Number.isFinite(of) ? of : null;
  const samples =
    known !== null && known > count
      ? `${formatCount(count)} of ${formatCount(known)} ${from} samples`
      : formatCounted(count, `${from} sample`);
  const done = epochs.findLast((epoch) => epoch.step <= step);
  const epoch = done?.step === step ? `epoch ${formatCount(done.epoch + 1)}` : null;
  const when = `after ${epoch ?? formatCounted(step, 'batch', 'batches')}`;
  const seen =
    from === 'training'
      ? 'The model has learned from these samples, as nothing is held out for validation: on others it may do worse. '
      : 'Samples that the model does not learn from. ';
  const spread = known !== null && known > count ? 'They are evenly spread over all of them. ' : '';
  return {
    about: `${samples[0]?.toUpperCase()}${samples.slice(1)}, ${when}${from === 'training' ? '; no validation' : ''}${withoutInputs(summary)}${withoutUnits(fit, latest)}`,
    aboutHelp: `${seen}${spread}The model is asked as predict asks it: without dropout, at most once an epoch, and at the end.`,
    asOf: epoch ?? `batch ${formatCount(step)}`,
  };
}
