import type { Lesson } from '../../../protocol/lesson.js';
import { formatCount, formatNumber, formatShare, formatTimes } from '../../../protocol/numberText.js';
import { UPDATE_RATIO } from '../../gradientThresholds.js';
import { ADAPTIVE_RATE } from '../../source/facts/training.js';
import { defaultLearningRate, scaleLearningRate } from '../../source/remedies/changedOptimizer.js';
import { isCutShort } from '../cutShort.js';
import type { FitFigures } from '../fitFigures.js';
import { layerMedian, median, trainedLayers, updateRatio } from '../layerWindow.js';
import { halves, isAtRest, judgedCurve, judgedName, lastLevel } from '../lossCurve.js';
import type { Progress } from '../progress.js';
import type { RunFinding, RunRule } from '../runRule.js';
import { STILL_ON_ITS_WAY, smallRate } from '../smallRate.js';

/** Held against the median of all layers. */
const { slow: SLOW, fast: FAST } = UPDATE_RATIO;
/** What it mostly is of nets that learn: Karpathy, CS231n, Neural Networks 3. */
const USUAL = 1e-3;
/** Share of the curve's steps that go up from which on it does not fall but by chance. */
const UP = 0.35;

/** Steps far too small or too large for the weights, beside a loss that hardly falls, or has far to go: neither alone tells anything. */
export const learningRate: RunRule = {
  id: 'learning-rate',
  wantsFall: true,
  find(fit, reached) {
    const { learned } = reached;
    if (learned === 'unknown' || learned === 'much') return [];
    const layers = trainedLayers(fit);
    const ratios = layers.map((layer) => updateRatio(fit, layer));
    const ratio = median(ratios);
    const isStill = ratios.length > 0 && ratios.every((each) => each === 0);
    if (isStill && layers.some((layer) => layerMedian(fit, layer, 'gradNorm') > 0)) return [still(fit, reached)];
    if (ratio > 0 && ratio < SLOW && isOnALongWay(reached)) return [slow(fit, reached, ratio)];
    if (ratio > FAST && !fallsSteadily(reached)) return [fast(fit, reached, ratio)];
    const small = fallsSteadily(reached) ? smallRate(fit, reached) : null;
    return small ? [unfinished(fit, reached, small)] : [];
  },
  fixes: ({ evidence: { updateRatio: ratio = 0 } }, { model }) =>
    ratio === 0 ? defaultLearningRate(model) : scaleLearningRate(model, factorFor(ratio)),
  lesson({ evidence: { updateRatio: ratio = Number.NaN, fell } }, fit, { first, last }) {
    if (fell !== undefined) return unfinishedLesson(fit, fell, formatNumber(first), formatNumber(last));
    return [
      'The gradient tells each weight which way to move, and the learning rate how far. Compare each step with the size of the weights: about a thousandth of it is usual. With far less, training takes forever. With a tenth, each step throws away much of what the ones before have found.',
      here(fit, ratio, formatNumber(first), formatNumber(last)),
    ];
  },
};

const common = ({ learned }: Progress) => ({
  rule: learningRate.id,
  category: 'learning-rate' as const,
  severity: learned === 'nothing' ? ('error' as const) : ('warning' as const),
  layer: null,
  since: null,
});

const rateText = ({ summary: { learningRate: rate, optimizer } }: FitFigures): string =>
  rate === null ? `of ${optimizer}` : `${formatNumber(rate, 2)} of ${optimizer}`;

function still(fit: FitFigures, reached: Progress): RunFinding {
  return {
    ...common(reached),
    message: 'The weights do not move: there is a gradient, and every update is 0.',
    why: `The learning rate ${rateText(fit)} makes each step nothing.`,
    help: 'Give the optimizer its default learning rate.',
    evidence: { updateRatio: 0, threshold: SLOW },
  };
}

function slow(fit: FitFigures, reached: Progress, ratio: number): RunFinding {
  return {
    ...common(reached),
    // Gradients are small on a plateau, too, which training may leave.
    ...(isCutShort(fit) ? { severity: 'hint' as const } : {}),
    message: `Its steps are tiny: a batch moves the weights by ${formatNumber(ratio, 2)} of their size (slow below ${formatNumber(SLOW, 1)}), and the loss falls slowly.`,
    why: `At the learning rate ${rateText(fit)} it would take very many epochs.`,
    help: `Raise the learning rate ${formatTimes(factorFor(ratio))} times.`,
    evidence: { updateRatio: ratio, threshold: SLOW },
  };
}

function fast(fit: FitFigures, reached: Progress, ratio: number): RunFinding {
  return {
    ...common(reached),
    message: `Its steps are huge: a batch moves the weights by ${formatNumber(ratio, 2)} of their size (too far from ${formatNumber(FAST, 1)} on), and the loss does not fall.`,
    why: `At the learning rate ${rateText(fit)} each step undoes what the one before has learned.`,
    help: `Lower the learning rate ${formatTimes(1 / factorFor(ratio))} times.`,
    evidence: { updateRatio: ratio, threshold: FAST },
  };
}

/** What the rate alone does not tell: of so small steps there were too few. */
function unfinished(fit: FitFigures, reached: Progress, { rate, fell }: { rate: number; fell: number }): RunFinding {
  const level = formatNumber(lastLevel(judgedCurve(reached.curve, reached.validation)));
  return {
    ...common(reached),
    message: `Its learning rate is small for the way that is left: ${formatNumber(rate, 1)}, where ${ADAPTIVE_RATE} is usual for ${fit.summary.optimizer}; over its last quarter ${judgedName(reached.validation)} still fell by ${formatShare(fell)}, to ${level} (on its way above ${formatShare(STILL_ON_ITS_WAY)}).`,
    why: 'A step moves a weight by about the learning rate, so it takes as many times more steps to get as far.',
    help: `Set the learning rate to ${ADAPTIVE_RATE}; or train for many more epochs.`,
    evidence: { learningRate: rate, usual: ADAPTIVE_RATE, fell, threshold: STILL_ON_ITS_WAY },
  };
}

function unfinishedLesson({ summary, series }: FitFigures, fell: number, first: string, last: string): Lesson {
  const [rate, optimizer, batches] = [summary.learningRate ?? Number.NaN, summary.optimizer, series.length];
  return [
    `The gradient tells each weight which way to move, and the learning rate how far. ${optimizer} divides the gradient by its own usual size, so a step moves a weight by about the learning rate, however steep the loss is. How far weights get is then a matter of arithmetic: the number of steps times the learning rate. A small one is right at the end of a training, when the loss is level and larger steps would only leap about, or for a net that was trained before.`,
    `Here ${formatCount(batches)} steps of ${formatNumber(rate, 2)} can move a weight by about ${formatNumber(batches * rate, 2)}. The loss went from ${first} to ${last}, more often down than up, and fell by ${formatShare(fell)} over the last quarter: nothing says that steps of ${ADAPTIVE_RATE} would be too large, and they get there ${formatTimes(ADAPTIVE_RATE / rate)} times sooner.`,
  ];
}

/** What brings steps to their usual size, to the nearest power of ten. */
const factorFor = (ratio: number): number => 10 ** Math.round(Math.log10(USUAL / ratio));

/** Steps are tiny at the end of a way, too, in a minimum that is not the best one: larger ones lead nowhere from there. */
const isOnALongWay = (reached: Progress): boolean => fallsSteadily(reached) && !isAtRest(reached.curve);

/** Whether the loss goes down more often than up, and is lower at the end. */
function fallsSteadily({ curve }: Progress): boolean {
  const ups = curve.slice(1).filter(({ value }, index) => value > (curve[index]?.value ?? value)).length;
  const [before, after] = halves(curve);
  return ups <= UP * (curve.length - 1) && after < before;
}

function here(fit: FitFigures, ratio: number, first: string, last: string): string {
  const batches = formatCount(fit.series.length);
  if (ratio === 0)
    return `In this run that step is 0: with the learning rate ${rateText(fit)} it is too small to change any weight. After ${batches} batches they are what they were at the start.`;
  const long = formatTimes(1 / ratio);
  const step = `In this run a batch moves the weights of the typical layer by ${formatNumber(ratio, 2)} of their size`;
  return ratio < SLOW
    ? `${step}: to change them by as much as they are, it takes about ${long} batches that all pull in one direction. There were ${batches}, over which the loss went from ${first} to ${last}.`
    : `${step}: about ${long} batches are enough to replace all that they held. Over ${batches} batches the loss went from ${first} to ${last}.`;
}
