import type { ClassesView, SampleView, SurfaceView } from '../../protocol/dashboard/predictionsPart.js';
import type { FitSummary } from '../../protocol/fit.js';
import { formatCount, formatCounted, formatShare } from '../../protocol/numberText.js';
import {
  asShares,
  type Classified,
  classify,
  classifyBinary,
  largest,
  shareOfYes,
} from '../../runs/predictions/classified.js';
import { type Confusion, confusionOf } from '../../runs/predictions/confusion.js';
import type { OutputReading } from '../../runs/predictions/outputReading.js';
import type { Predicted } from './predicted.js';
import type { ShownInputs } from './shownInputs.js';
import { surfaceView } from './surfaceView.js';

/** Samples of each list. */
const SHOWN = 8;
/** Classes of the table. */
const MOST_LISTED = 100;

type ClassesReading = Exclude<OutputReading, { kind: 'numbers' }>;

/** Its name, or its number where the data has no names. @param count of classes */
export const className = (setup: FitSummary['setup'], count: number, index: number): string =>
  (setup?.classes?.length === count ? setup.classes[index] : undefined) ?? String(index);

/** How a model tells classes apart. @param output of several outputs that each say yes or no, which one */
export function classesView(
  predicted: Predicted,
  reading: ClassesReading,
  output: number,
  inputs: ShownInputs,
): ClassesView {
  const { fit, latest } = predicted;
  const { setup } = fit.summary;
  const count = reading.kind === 'binary' ? 2 : reading.count;
  const all = reading.kind === 'binary' ? classifyBinary(reading, output, latest) : classify(reading, latest);
  const known = all.filter((each) => each !== null);
  const confusion = confusionOf(known, count);
  const isNamed = reading.kind === 'classes' || reading.count === 1;
  const nameOf = (index: number): string => (isNamed ? className(setup, count, index) : String(index));
  const listed = listedClasses(confusion);
  const shown = (each: Classified): SampleView => ({
    number: latest.sample[each.sample] ?? 0,
    truth: nameOf(each.truth),
    prediction: nameOf(each.predicted),
    isRight: each.truth === each.predicted,
    note: `${formatShare(each.sure)} sure`,
    input: inputs.rowOf(each.sample),
  });
  const wrong = known.filter(({ truth, predicted: taken }) => truth !== taken);
  const missing = all.length - known.length;
  const leftOut = [
    missing > 0 &&
      `${formatCounted(missing, 'sample')} left out: NaN or infinite outputs, or a target that is no class.`,
    listed.length < count &&
      `The table lists the ${formatCount(listed.length)} classes with the most samples, of ${formatCount(count)}.`,
  ].filter((sentence) => sentence !== false);
  return {
    kind: 'classes',
    name: `Output ${output + 1}`,
    ...summaryOf(confusion, reading, nameOf(confusion.largest)),
    leftOut: leftOut.length > 0 ? leftOut.join(' ') : null,
    names: listed.map(nameOf),
    counts: confusion.counts,
    figures: Float32Array.from(
      listed.flatMap((index) => {
        const { precision = Number.NaN, recall = Number.NaN, support = 0, taken = 0 } = confusion.classes[index] ?? {};
        return [precision, recall, support, taken];
      }),
    ),
    worst: wrong
      .toSorted((a, b) => a.ofTruth - b.ofTruth)
      .slice(0, SHOWN)
      .map(shown),
    leastSure: known
      .toSorted((a, b) => a.sure - b.sure)
      .slice(0, SHOWN)
      .map(shown),
    surface: surfaceOf(predicted, reading, output, known),
  };
}

/** All of them, or those with the most samples, in their order. */
function listedClasses({ classes }: Confusion): number[] {
  const all = [...classes.keys()];
  if (all.length <= MOST_LISTED) return all;
  const supportOf = (index: number): number => classes[index]?.support ?? 0;
  return all
    .sort((a, b) => supportOf(b) - supportOf(a))
    .slice(0, MOST_LISTED)
    .sort((a, b) => a - b);
}

function summaryOf(
  { accuracy, guess, total }: Confusion,
  reading: ClassesReading,
  most: string,
): Pick<ClassesView, 'summary' | 'summaryHelp'> {
  if (total === 0) return { summary: 'No sample could be judged.', summaryHelp: '' };
  const right = Math.round(accuracy * total);
  const place = reading.kind === 'classes' && reading.places > 1 ? 'place' : 'sample';
  const rule =
    reading.kind === 'classes'
      ? 'A sample counts as the class whose output is the largest.'
      : reading.threshold === 0
        ? 'An output of 0 or more counts as class 1: the loss takes logits.'
        : 'An output of 0.5 or more counts as class 1.';
  return {
    summary: `${formatShare(accuracy)} right (${formatCount(right)} of ${formatCounted(total, place)}); always saying ${most} would get ${formatShare(guess)}.`,
    summaryHelp: `${rule} Accuracy = right / all = ${formatCount(right)} / ${formatCount(total)}.`,
  };
}

function surfaceOf(
  { fit, latest }: Predicted,
  reading: ClassesReading,
  output: number,
  known: readonly Classified[],
): SurfaceView | null {
  if (!latest.surface || (reading.kind === 'classes' && reading.places > 1)) return null;
  const { outputs } = latest.surface;
  const classes = reading.count;
  const points = outputs.length / classes;
  const values = new Float32Array(points).fill(Number.NaN);
  const sure = new Float32Array(points).fill(Number.NaN);
  for (let point = 0; point < points; point++) {
    const given = outputs.subarray(point * classes, (point + 1) * classes);
    if (!given.every(Number.isFinite)) continue;
    if (reading.kind === 'classes') {
      values[point] = largest(given);
      sure[point] = Math.max(...asShares(given));
    } else {
      const yes = shareOfYes(given[output] ?? Number.NaN, reading.threshold);
      values[point] = yes >= 0.5 ? 1 : 0;
      sure[point] = Math.max(yes, 1 - yes);
    }
  }
  return surfaceView(
    fit,
    latest,
    { values, sure },
    known.map(({ sample, truth, predicted }) => ({ sample, truth, predicted })),
  );
}
