import type { NumbersView } from '../../protocol/dashboard/predictionsPart.js';
import { formatAmount, formatCounted, formatNumber } from '../../protocol/numberText.js';
import type { OutputReading } from '../../runs/predictions/outputReading.js';
import { type Regression, regressionOf } from '../../runs/predictions/regression.js';
import type { Predicted } from './predicted.js';
import type { ShownInputs } from './shownInputs.js';
import { surfaceView } from './surfaceView.js';

/** Samples of the list. */
const SHOWN = 8;
/** Points that are drawn. */
const MOST_POINTS = 2000;

/** How far a model's numbers are off. @param output which one, where they are not told together */
export function numbersView(
  { fit, latest }: Predicted,
  { count, areAlike }: Extract<OutputReading, { kind: 'numbers' }>,
  output: number,
  inputs: ShownInputs,
): NumbersView {
  const places = Array.from({ length: areAlike ? latest.outputs.length : latest.count }, (_, index) => ({
    sample: areAlike ? Math.floor(index / count) : index,
    at: areAlike ? index : index * count + output,
  }));
  const all = places.map(({ sample, at }) => ({
    sample,
    truth: latest.targets[at] ?? Number.NaN,
    predicted: latest.outputs[at] ?? Number.NaN,
  }));
  const known = all.filter(({ truth, predicted }) => Number.isFinite(truth) && Number.isFinite(predicted));
  const figures = regressionOf(
    known.map(({ truth }) => truth),
    known.map(({ predicted }) => predicted),
  );
  const missing = all.length - known.length;
  const every = Math.ceil(known.length / MOST_POINTS);
  const drawn = known.filter((_, index) => index % every === 0);
  const farthest = known
    .toSorted((a, b) => Math.abs(b.predicted - b.truth) - Math.abs(a.predicted - a.truth))
    .slice(0, SHOWN);
  const { r2, mae, rmse, bias } = figures;
  const values = outputValues(latest.surface?.outputs ?? new Float32Array(), count, output);
  return {
    kind: 'numbers',
    name: `Output ${output + 1}`,
    ...summaryOf(figures),
    leftOut: missing === 0 ? null : `${formatCounted(missing, 'value')} left out: NaN or infinite.`,
    truth: Float32Array.from(drawn, ({ truth }) => truth),
    predicted: Float32Array.from(drawn, ({ predicted }) => predicted),
    figures: Float32Array.of(r2, mae, rmse, bias),
    worst: farthest.map(({ sample, truth, predicted }) => ({
      number: latest.sample[sample] ?? 0,
      truth: formatNumber(truth),
      prediction: formatNumber(predicted),
      isRight: false,
      note: `off by ${formatNumber(predicted - truth)}`,
      input: inputs.rowOf(sample),
    })),
    surface: surfaceView(fit, latest, { values, sure: null }, known),
  };
}

const outputValues = (outputs: Float32Array, count: number, output: number): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: outputs.length / count }, (_, point) => outputs[point * count + output] ?? Number.NaN);

function summaryOf({ total, r2, mae }: Regression): Pick<NumbersView, 'summary' | 'summaryHelp'> {
  if (total === 0) return { summary: 'No prediction is a number.', summaryHelp: '' };
  const off = `Off by ${formatAmount(mae)} on average`;
  if (Number.isNaN(r2)) {
    return { summary: `${off}; all targets are the same.`, summaryHelp: 'R² needs targets that differ.' };
  }
  const better =
    r2 <= 0
      ? `R² ${formatNumber(r2)}: ${r2 < 0 ? 'worse than' : 'no better than'} always saying the targets’ mean.`
      : `R² ${formatNumber(r2)} (1 is perfect; always saying the targets’ mean gets 0).`;
  return {
    summary: `${off}; ${better}`,
    summaryHelp: 'R² = 1 − (sum of squared errors) / (sum of squared distances of the targets from their mean).',
  };
}
