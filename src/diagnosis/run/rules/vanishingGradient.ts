import { formatNumber, formatTimes } from '../../../protocol/numberText.js';
import { VANISHED } from '../../gradientThresholds.js';
import { VANISHING } from '../../ideas.js';
import { saturatingToRelu } from '../../source/remedies/changedActivations.js';
import { initialize, normalizeOutputs } from '../../source/remedies/changedLayers.js';
import type { FitFigures } from '../fitFigures.js';
import { layerText } from '../layerName.js';
import { layerMedian, outputMedian, trainedLayers } from '../layerWindow.js';
import type { RunFinding, RunRule } from '../runRule.js';

/** Below the last layer's it has to be, too: of very many weights each one's gradient is small. */
const STILL_RATIO = 0.1;
/** What an activation passes on of a gradient, on average, from which on it does not shrink it. */
const PASSED = 0.5;
/** The same of its weights: with the usual initializers they pass on about all of it. */
const PASSED_BY_WEIGHTS = 0.5;

/** The gradient shrinks on its way back through the layers, so that the first ones hardly learn. */
export const vanishingGradient: RunRule = {
  id: 'vanishing-gradient',
  find(fit, { learned }) {
    const layers = trainedLayers(fit);
    const [first, last] = [layers[0], layers.at(-1)];
    if (first === undefined || last === undefined || first === last) return [];
    if (learned === 'unknown' || learned === 'much') return [];
    if (!hasVanished(fit, first, last, 'early') || !hasVanished(fit, first, last, 'late')) return [];
    return [finding(fit, layers, first, learned === 'nothing')];
  },
  fixes: ({ layer: index }, { model, layer, summary }) => [
    ...saturatingToRelu(model),
    ...(layer ? normalizeOutputs(model, layer, layerText({ summary }, index ?? 0)) : []),
    ...(layer ? initialize(model, layer, 'heNormal') : []),
  ],
  lesson({ layer, evidence: { firstNorm = Number.NaN, lastNorm = Number.NaN, passedOn: passed = Number.NaN } }, fit) {
    const most = Number.isNaN(passed)
      ? `It shrinks most on the way to ${layerText(fit, layer ?? 0)}.`
      : `It shrinks most at ${layerText(fit, layer ?? 0)}, whose activation alone has a slope of ${formatNumber(passed, 2)} on average.`;
    return [
      VANISHING,
      `In this net its norm, its length over all weights of a layer, is ${formatNumber(lastNorm)} at the last layer and ${formatNumber(firstNorm)} at the first, which is told to change ${formatTimes(lastNorm / firstNorm)} times less. ${most}`,
    ];
  },
};

function hasVanished(fit: FitFigures, first: number, last: number, part: 'early' | 'late'): boolean {
  const [own, end] = [layerMedian(fit, first, 'gradNorm', part), layerMedian(fit, last, 'gradNorm', part)];
  if (!(own > 0 && end > 0)) return false;
  const isFarBelow = own < VANISHED.norm && own / end < VANISHED.ratio;
  const isBelow = own / end < STILL_RATIO && end >= VANISHED.norm;
  return isFarBelow || (isBelow && layerMedian(fit, first, 'gradMeanAbs', part) < VANISHED.meanAbs);
}

function finding(fit: FitFigures, layers: readonly number[], first: number, learnedNothing: boolean): RunFinding {
  const norms = layers.map((layer) => layerMedian(fit, layer, 'gradNorm'));
  const [norm = Number.NaN, lastNorm = Number.NaN] = [norms[0], norms.at(-1)];
  const step = largestDrop(fit, layers, norms);
  const { at, passed } = step;
  const { activation = null } = fit.summary.layers[at] ?? {};
  const isBounded = activation === 'sigmoid' || activation === 'tanh';
  return {
    rule: vanishingGradient.id,
    category: passed < PASSED || (isBounded && Number.isNaN(passed)) ? 'activation' : 'initialization',
    severity: learnedNothing ? 'error' : 'warning',
    message: `The gradient vanishes: it is ${formatTimes(lastNorm / norm)} times smaller at ${layerText(fit, first)} than at the last layer (vanished above ${formatTimes(1 / VANISHED.ratio)}).`,
    why: `It shrinks most at ${layerText(fit, at)}, ${cause(step, activation)}, so the layers before it hardly learn.`,
    help: isBounded
      ? `Use relu instead of ${activation}, batch normalization, or fewer layers.`
      : 'Use batch normalization, another initializer, or fewer layers.',
    layer: at,
    since: null,
    evidence: {
      firstNorm: norm,
      lastNorm,
      ratio: norm / lastNorm,
      threshold: VANISHED.ratio,
      passedOn: passed,
      ...(step.byWeights === null ? {} : { passedByWeights: step.byWeights }),
    },
  };
}

interface Drop {
  readonly at: number;
  /** What the layer's activation passes on, on average; NaN where it is not known. */
  readonly passed: number;
  /** What its weights pass on; null where the signal's gradient was not measured. */
  readonly byWeights: number | null;
}

/** The layer on whose way back most is lost: of the signal where that was measured, else of the gradients of the weights. */
function largestDrop(fit: FitFigures, layers: readonly number[], norms: readonly number[]): Drop {
  const [first = 0, last = 0] = [layers[0], layers.at(-1)];
  const signals = fit.summary.layers.map((_, layer) => outputMedian(fit, layer, 'actGradNorm'));
  const shares = signals.map((own, layer) =>
    layer > first && layer <= last ? (signals[layer - 1] ?? 0) / own : Number.NaN,
  );
  const known = shares.filter((share) => share > 0);
  if (known.length > 0) {
    const share = Math.min(...known);
    const at = shares.indexOf(share);
    const passed = passedOn(fit, at);
    return { at, passed, byWeights: share / (Number.isNaN(passed) ? 1 : passed) };
  }
  const drops = norms.slice(0, -1).map((each, index) => (norms[index + 1] ?? Number.NaN) / each);
  const at = layers[drops.indexOf(Math.max(...drops))] ?? first;
  return { at, passed: passedOn(fit, at), byWeights: null };
}

/** Activation, weights, or both. */
function cause({ passed, byWeights }: Drop, activation: string | null): string {
  const byActivation =
    passed < PASSED ? `whose ${activation} passes on ${formatNumber(passed, 2)} of it on average` : null;
  if (byWeights === null) {
    if (Number.isNaN(passed)) return 'on its way from the layer after it';
    return byActivation ?? 'as the weights of the layer after it are small';
  }
  const small = byWeights < PASSED_BY_WEIGHTS ? formatNumber(byWeights, 2) : null;
  if (byActivation) return small ? `${byActivation}, and whose weights ${small}` : byActivation;
  if (!small) return 'a little at each layer';
  // What an activation as softmax passes on is not told apart from its weights.
  return Number.isNaN(passed) && (activation ?? 'linear') !== 'linear'
    ? `which passes on ${small} of it`
    : `whose weights pass on ${small} of it`;
}

/** The mean derivative of a layer's activation at its outputs: a(1 - a) of a sigmoid, 1 - a² of a tanh; NaN where it is not known. */
function passedOn(fit: FitFigures, layer: number): number {
  const [mean, std] = [outputMedian(fit, layer, 'actMean'), outputMedian(fit, layer, 'actStd')];
  const square = mean ** 2 + std ** 2;
  switch (fit.summary.layers[layer]?.activation) {
    case 'sigmoid':
      return mean - square;
    case 'tanh':
      return 1 - square;
    case 'relu':
      return 1 - outputMedian(fit, layer, 'actZeros');
    default:
      return Number.NaN;
  }
}
