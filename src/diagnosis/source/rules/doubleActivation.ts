import type { SourceLayer, SourceModel } from '../../../protocol/source.js';
import { Edits } from '../edits.js';
import { type Activation, activationOf } from '../facts/activation.js';
import { isWeighted, numberOf } from '../facts/layerArgument.js';
import { layerAt, layerWords, onLine, unitsOf } from '../facts/layerWords.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

const SQUASHES = /^(?:sigmoid|hardSigmoid|softmax)$/;
const NEVER_NEGATIVE = /^(?:relu|relu6|softplus|sigmoid|hardSigmoid|softmax)$/;
/** Of two alike in a row, the second changes nothing. */
const IDEMPOTENT = /^(?:relu|relu6)$/;

/** An activation in a layer and an `Activation` right behind it. NeuraLint, rule 3. */
export const doubleActivation: SourceRule = {
  id: 'double-activation',
  find: (model) =>
    model.layers.flatMap((layer, index) => {
      const before = model.layers[index - 1];
      const [first, second] = [before && activationOf(before), activationOf(layer)];
      if (!before || !first || !second || !layer.follows || layer.repeated || before.repeated) return [];
      const isOnlyActivation = layer.className === 'Activation' || second.argument === null;
      if (!isOnlyActivation || isWeighted(layer) || first.name === 'linear' || second.name === 'linear') return [];
      return [finding(model, before, first, layer, second)];
    }),
  lesson({ span }, model) {
    const before = layerAt(model, span);
    const behind = before && model.layers[model.layers.indexOf(before) + 1];
    const [first, second] = [before, behind].map((layer) => (layer && activationOf(layer)?.name) ?? 'linear');
    return [
      'An activation bends the outputs of a layer, so that several layers can do more than add up. A second one right after it works on what the first has left: it cannot bring back what was cut off or squeezed together, and what the weights are told to change grows weaker at each of them.',
      `The outputs of ${layerWords(model, before)} go through 2 activations, ${first} and then ${second}.${second === 'softmax' ? ' A softmax makes shares of a whole of what it gets.' : ''} ${effectOf(first ?? '', second ?? '', unitsOf(before))}`,
    ];
  },
};

function finding(
  model: SourceModel,
  before: SourceLayer,
  first: Activation,
  layer: SourceLayer,
  second: Activation,
): SourceFinding {
  const units = numberOf(before, 'units');
  return {
    span: first.argument?.valueSpan ?? before.span,
    severity:
      SQUASHES.test(second.name) && NEVER_NEGATIVE.test(first.name) && !isReluOfHidden(first, second)
        ? 'warning'
        : 'hint',
    category: 'activation',
    message: `The outputs go through ${first.name} here and through ${second.name}${onLine(model, layer.line, ' after it')}.`,
    why: effectOf(first.name, second.name, units),
    help: `Keep ${second.name} alone.`,
    fixes: first.argument
      ? new Edits(model).set(
          before,
          'activation',
          first.argument,
          new Edits(model).named('linear'),
          `Remove the first activation`,
        )
      : [],
  };
}

/** Softmax over what a relu lets through still learns: only what is below 0 is lost. */
const isReluOfHidden = (first: Activation, second: Activation): boolean =>
  second.name === 'softmax' && /relu|softplus/.test(first.name);

function effectOf(first: string, second: string, units: number | null): string {
  if (second === 'softmax' && SQUASHES.test(first)) {
    const most =
      units && units > 1
        ? ` of ${units} classes none gets more than ${percent(Math.E / (Math.E + units - 1))}`
        : ' no class gets a high probability';
    return `Softmax of numbers between 0 and 1 stays near an even guess:${most}.`;
  }
  if (SQUASHES.test(second) && second !== 'softmax' && NEVER_NEGATIVE.test(first)) {
    return 'The sigmoid of a number that is never negative is at least 0.5, so one of the two classes cannot be predicted.';
  }
  if (first === second && IDEMPOTENT.test(first)) return 'The second one changes nothing.';
  return `What ${first} cuts off or squeezes, ${second} cannot bring back, and gradients shrink twice.`;
}

const percent = (share: number): string => `${Math.round(100 * share)}%`;
