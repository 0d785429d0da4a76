import { formatShare } from '../../../protocol/numberText.js';
import { Edits } from '../edits.js';
import { EXAMPLE_CLASSES } from '../facts/layerWords.js';
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
    if (!/^(?:softmax|sigmoid|hardSigmoid)$/.test(activation.name)) return [];
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
  lesson(_, model) {
    const { units = null } = modelOutput(model) ?? {};
    const classes = units !== null && units > 1 ? units : EXAMPLE_CLASSES;
    const here = lossOf(model)?.name.startsWith('binary')
      ? 'The sigmoid of 0 is 0.5 and that of 1 is 0.73: whatever this model answers, the loss takes it for a probability between 50% and 73%. A clear no cannot be said at all.'
      : `The surest answer, 1 for one class and 0 for all others, becomes ${formatShare(Math.E / (Math.E + classes - 1))} for that class among ${classes}. However right the model is, the loss sees it in doubt.`;
    return [
      'Logits are the raw sums of a last layer, before a sigmoid or softmax makes probabilities of them. A loss “from logits” is given these sums and makes the probabilities itself, as it can do so with smaller errors of rounding. If it is given probabilities, it takes them for sums and squeezes them once more: all lie between 0 and 1, too close together for a clear answer.',
      here,
    ];
  },
};
