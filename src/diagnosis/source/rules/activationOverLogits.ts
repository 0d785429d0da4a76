import { Edits } from '../edits.js';
import { modelOutput } from '../facts/modelOutput.js';
import { lossOf } from '../facts/training.js';
import type { SourceRule } from '../sourceRule.js';

/** A loss from logits puts its input through softmax or sigmoid itself: twice flattens the outputs. UMLAUT. */
export const activationOverLogits: SourceRule = {
  id: 'activation-over-logits',
  find(model) {
    const [output, loss] = [modelOutput(model), lossOf(model)];
    if (!output || loss?.fromLogits !== true) return [];
    const { activation, activationLayer } = output;
    if (!/^(?:softmax|sigmoid|hardSigmoid|logSoftmax)$/.test(activation.name)) return [];
    const own = loss.name.startsWith('binary') ? 'sigmoid' : 'softmax';
    const fromLogits = loss.call?.arguments.list.find(({ value }) => value === true);
    const edits = new Edits(model);
    const ofLoss = fromLogits
      ? [{ title: 'Let the loss take probabilities', edits: [{ span: fromLogits.valueSpan, newText: 'False' }] }]
      : [];
    return [
      {
        span: activation.argument?.valueSpan ?? activationLayer.span,
        severity: 'warning',
        category: 'activation',
        message: `The loss applies ${own} itself, and the last layer has ${activation.name} already.`,
        why: `Its inputs lie between 0 and 1 then, so the ${own} of the loss stays near an even guess and its gradient is small.`,
        help: 'Remove the activation, or let the loss take probabilities.',
        fixes: [...edits.setActivation(output, 'linear'), ...ofLoss],
      },
    ];
  },
};
