import { formatNumber } from '../../../protocol/numberText.js';
import type { SourceLayer, SourceModel } from '../../../protocol/source.js';
import { VANISHING } from '../../ideas.js';
import { activationOf, passesOn } from '../facts/activation.js';
import { entryOf } from '../facts/layerArgument.js';
import { changeActivations } from '../remedies/changedActivations.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** Hidden layers of sigmoid or tanh in a row from which on gradients may vanish. SageMaker; AutoTrainer. */
const FEWEST_LAYERS = 4;
/**
 * Layers of sigmoid in a row from which on the first one gets next to nothing: a sigmoid's slope is at most 1/4, and Glorot's initial weights
 * keep the size of what comes back, so at most 4^-8 of a gradient is left, below what a float32 update of the weights can hold.
 */
const CERTAIN_SIGMOIDS = 8;
const SLOPE = 0.25;

/** Slopes below 1 multiply on the way back. */
export const saturatingStack: SourceRule = {
  id: 'saturating-stack',
  find: (model) => stacksOf(model.layers).map((stack) => finding(model, stack)),
  lesson({ evidence: { layers = Number.NaN } = {}, message }) {
    const here = /sigmoid/i.test(message)
      ? `This model has ${layers} such layers in a row. Slopes of at most 0.25 leave at most 0.25 to the power of ${layers} for the first of them, which is ${formatNumber(SLOPE ** layers, 1)} of what comes in at the last. A relu has a slope of 1 wherever it is on.`
      : `This model has ${layers} such layers in a row. The slope of a tanh is 1 at 0 only; at outputs of 0.7 it is 0.51, and ${layers} of those leave ${formatNumber(0.51 ** layers, 1)} for the first of them. A relu has a slope of 1 wherever it is on.`;
    return [VANISHING, here];
  },
};

function stacksOf(layers: readonly SourceLayer[]): SourceLayer[][] {
  const stacks: SourceLayer[][] = [];
  let stack: SourceLayer[] = [];
  for (const [index, layer] of layers.entries()) {
    const kind = kindOf(layer);
    const isNext = layer.follows && !layer.repeated;
    if (!isNext || kind === 'other') stack = [];
    if (kind !== 'saturating' || layer.repeated) continue;
    if (stack.length === 0) stacks.push(stack);
    // The last layer's activation is its loss's matter.
    if (index < layers.length - 1) stack.push(layer);
  }
  return stacks.filter(({ length }) => length >= FEWEST_LAYERS);
}

function kindOf(layer: SourceLayer): 'saturating' | 'passing' | 'other' {
  if (entryOf(layer)?.kind === 'recurrent') return 'other';
  const activation = activationOf(layer);
  if (activation && /^(?:sigmoid|hardSigmoid|tanh)$/.test(activation.name)) return 'saturating';
  // Its activation may come in a layer behind it.
  if (activation?.name === 'linear') return 'passing';
  return activation === null && passesOn(layer) ? 'passing' : 'other';
}

function finding(model: SourceModel, stack: readonly SourceLayer[]): SourceFinding {
  const names = [...new Set(stack.map((layer) => activationOf(layer)?.name ?? ''))];
  const isCertain = stack.length >= CERTAIN_SIGMOIDS && names.every((name) => name === 'sigmoid');
  const [first] = stack as [SourceLayer, ...SourceLayer[]];
  const argument = activationOf(first)?.argument ?? null;
  const left = (SLOPE ** stack.length).toExponential(0);
  return {
    span: argument?.valueSpan ?? first.span,
    severity: isCertain ? 'warning' : 'hint',
    category: 'activation',
    message: `${stack.length} layers in a row have ${names.join(' or ')}.`,
    why: names.includes('sigmoid')
      ? `A sigmoid's slope is at most 0.25, so after ${stack.length} of them at most ${left} of a gradient is left for this layer.`
      : 'The slope of tanh is below 1 everywhere but at 0, so gradients shrink with each of these layers.',
    help: 'Use relu in hidden layers, or batch normalization between them.',
    evidence: { layers: stack.length, threshold: isCertain ? CERTAIN_SIGMOIDS : FEWEST_LAYERS },
    fixes: changeActivations(model, stack, 'relu'),
  };
}
