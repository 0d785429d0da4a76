import type { Activations, FitView } from '../../src/protocol/dashboard/parts.js';
import { formatCount, formatNumber, formatShare } from '../../src/protocol/numberText.js';
import { type LayerOutput, layerOutput } from './layerOutput.js';

/** Share of saturated outputs from which most of a layer passes hardly any gradient; SageMaker Debugger, DeepDiagnosis. */
const MOSTLY_SATURATED = 0.5;

/** What is wrong with a layer's outputs, where the numbers leave no doubt. */
export type OutputTrouble = 'not a number' | 'all zero' | 'saturated';

/** @param layer index into the fit's layers */
export function outputTrouble(
  fit: LayersOfLoss,
  layer: number,
  { zeros, saturated, mean }: LayerOutput,
): OutputTrouble | null {
  if (Number.isNaN(zeros)) return null;
  if (!Number.isFinite(mean)) return 'not a number';
  if (zeros === 1) return 'all zero';
  return saturated > MOSTLY_SATURATED && !answersLoss(fit, layer) ? 'saturated' : null;
}

/** What of a fit decides whether a saturated layer is a fault. */
type LayersOfLoss = Pick<FitView, 'layers' | 'loss'>;

/**
 * Whether a layer's saturation is what its loss asks for: the gradient of binary crossentropy at the logits of a sigmoid is its error, p - y,
 * however saturated p is.
 */
function answersLoss({ layers, loss }: LayersOfLoss, layer: number): boolean {
  return layer === layers.length - 1 && layers[layer]?.activation === 'sigmoid' && /binary_?crossentropy/i.test(loss);
}

/** One layer's outputs in a sentence. */
export function explainOutput(fit: LayersOfLoss, layer: number, output: LayerOutput): string {
  const name = fit.layers[layer]?.name ?? '';
  const { zeros, saturated, mean, deviation } = output;
  if (Number.isNaN(zeros))
    return `The outputs of ${name} are not measured, because they are not a single tensor of numbers.`;
  switch (outputTrouble(fit, layer, output)) {
    case 'not a number':
      return `The outputs of ${name} are not finite: training can no longer improve the model.`;
    case 'all zero':
      return `All outputs of ${name} are 0: nothing of its input gets through.`;
    case 'saturated':
      return `${formatShare(saturated)} of the outputs of ${name} are saturated: hardly any gradient passes through them.`;
    case null: {
      const spread = `mean ${formatNumber(mean)}, standard deviation ${formatNumber(deviation)}`;
      if (saturated > MOSTLY_SATURATED) {
        return `${formatShare(saturated)} of the outputs of ${name} are near 0 or 1: the layer is sure of its answers, which binary crossentropy rewards.`;
      }
      const stuck = Number.isNaN(saturated) ? '' : `, ${formatShare(saturated)} are saturated`;
      return `${formatShare(zeros)} of the outputs of ${name} are 0${stuck}; ${spread}.`;
    }
  }
}

/** What most needs a look among all layers, in a sentence for those who cannot see the table too. */
export function summarizeOutputs(fit: LayersOfLoss, activations: Activations): string {
  const outputs = fit.layers.map((_, layer) => ({ layer, output: layerOutput(activations, layer) }));
  const batch = `batch ${formatCount(activations.step + 1)}`;
  for (const kind of ['not a number', 'all zero', 'saturated'] as const) {
    const troubled = outputs.filter(({ layer, output }) => outputTrouble(fit, layer, output) === kind);
    const [first] = troubled;
    if (!first) continue;
    return `${explainOutput(fit, first.layer, first.output)}${ofOthers(troubled.length - 1)} (${batch})`;
  }
  return `No layer’s outputs are all 0 or mostly saturated. (${batch})`;
}

function ofOthers(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? ' The same is true of one more layer.'
    : ` The same is true of ${formatCount(count)} more layers.`;
}
