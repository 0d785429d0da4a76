import { SOFTMAX_OF_ONE } from '../../ideas.js';
import { Edits } from '../edits.js';
import { modelOutput } from '../facts/modelOutput.js';
import { lossOf } from '../facts/training.js';
import type { SourceRule } from '../sourceRule.js';

/** A softmax over one unit is e^x / e^x. UMLAUT; NeuraLint, rule 12; the commonest fault of the labelled programs. */
export const softmaxOfOneUnit: SourceRule = {
  id: 'softmax-of-one-unit',
  find(model) {
    const output = modelOutput(model);
    if (output?.units !== 1 || output.activation.name !== 'softmax') return [];
    const loss = lossOf(model);
    const classifies = loss === null || /Crossentropy$/.test(loss.name);
    const edits = new Edits(model);
    return [
      {
        span: output.activation.argument?.valueSpan ?? output.activationLayer.span,
        severity: 'error',
        category: 'activation',
        message: 'A softmax over one unit is always 1.',
        why: 'The output is the same for every input, and no gradient passes through it, so the model cannot learn.',
        help: classifies
          ? 'For two classes, use sigmoid with binary crossentropy; for more, one unit per class.'
          : 'To predict numbers, use no activation; for two classes, sigmoid with binary crossentropy.',
        evidence: { units: 1 },
        fixes: classifies
          ? edits.setActivation(output, 'sigmoid')
          : [...edits.setActivation(output, 'linear'), ...edits.setActivation(output, 'sigmoid')],
      },
    ];
  },
  lesson: (_, { layers }) => [
    SOFTMAX_OF_ONE,
    `The last of the ${layers.length} layers that this model is made of has 1 unit: it answers 1 to every sample, before training and after any number of epochs. With targets of 0 and 1 it is right where the target is 1, and nowhere else.`,
  ],
};
