import { activationOf } from '../protocol/activations.js';
import type { FitSummary, LayerSummary } from '../protocol/fit.js';
import { formatCount, formatNumber, formatShare } from '../protocol/numberText.js';
import { knownLoss } from './losses.js';
import { layerText } from './run/layerName.js';

/** Share of saturated outputs from which most of a layer passes hardly any gradient; SageMaker Debugger, DeepDiagnosis. */
export const MOSTLY_SATURATED = 0.5;

/** What is wrong with a layer's outputs, where the numbers leave no doubt; the worst first. */
const TROUBLES = ['not a number', 'all zero', 'saturated'] as const;
type ActivationTrouble = (typeof TROUBLES)[number];

/** What one layer's outputs say. */
export interface ActivationFinding {
  readonly trouble: ActivationTrouble | null;
  readonly sentence: string;
}

/** What of a fit decides whether a saturated layer is a fault. */
interface LayersOfLoss extends Pick<FitSummary, 'loss'> {
  readonly layers: readonly Pick<LayerSummary, 'className' | 'activation'>[];
}

/**
 * For each layer what its outputs say.
 * @param values the layers' figures on one measured batch, as in `ActivationRecord`
 */
export const explainActivations = (fit: LayersOfLoss, values: Float32Array): ActivationFinding[] =>
  fit.layers.map((_, layer) => explainLayer(fit, values, layer));

function explainLayer(fit: LayersOfLoss, values: Float32Array, layer: number): ActivationFinding {
  const name = layerText({ summary: fit }, layer);
  const zeros = activationOf(values, layer, 'actZeros');
  const saturated = activationOf(values, layer, 'actSaturated');
  const mean = activationOf(values, layer, 'actMean');
  if (Number.isNaN(zeros)) {
    const sentence = `The outputs of ${name} are not measured, because they are not a single tensor of numbers.`;
    return { trouble: null, sentence };
  }
  if (!Number.isFinite(mean)) {
    const sentence = `The outputs of ${name} are not finite: training can no longer improve the model.`;
    return { trouble: 'not a number', sentence };
  }
  if (zeros === 1) {
    return { trouble: 'all zero', sentence: `All outputs of ${name} are 0: nothing of its input gets through.` };
  }
  if (saturated > MOSTLY_SATURATED) {
    const share = `${formatShare(saturated)} of the outputs of ${name} are`;
    return answersLoss(fit, layer)
      ? {
          trouble: null,
          sentence: `${share} near 0 or 1: the layer is sure of its answers, which binary crossentropy rewards.`,
        }
      : { trouble: 'saturated', sentence: `${share} saturated: hardly any gradient passes through them.` };
  }
  const stuck = Number.isNaN(saturated) ? '' : `, ${formatShare(saturated)} are saturated`;
  const deviation = formatNumber(activationOf(values, layer, 'actStd'));
  const spread = `mean ${formatNumber(mean)}, standard deviation ${deviation}`;
  return { trouble: null, sentence: `${formatShare(zeros)} of the outputs of ${name} are 0${stuck}; ${spread}.` };
}

/**
 * Whether a layer's saturation is what its loss asks for: the gradient of binary crossentropy at the logits of a sigmoid is its error, p - y,
 * however saturated p is.
 */
function answersLoss({ layers, loss }: LayersOfLoss, layer: number): boolean {
  const known = knownLoss(loss);
  const rewards = known?.kind === 'binary' && !known.isFocal && !known.takesLogits;
  return rewards && layer === layers.length - 1 && layers[layer]?.activation === 'sigmoid';
}

/**
 * What most needs a look among all layers, in a sentence for those who cannot see the table too.
 * @param step of the measured batch, from 0
 */
export function summarizeActivations(findings: readonly ActivationFinding[], step: number): string {
  const batch = `batch ${formatCount(step + 1)}`;
  for (const kind of TROUBLES) {
    const troubled = findings.filter(({ trouble }) => trouble === kind);
    const [first] = troubled;
    if (first) return `${first.sentence}${ofOthers(troubled.length - 1)} (${batch})`;
  }
  return `No layer’s outputs are all 0 or mostly saturated (${batch}).`;
}

function ofOthers(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? ' The same is true of one more layer.'
    : ` The same is true of ${formatCount(count)} more layers.`;
}
