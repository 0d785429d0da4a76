import { Edits } from '../edits.js';
import { lossWords, unitsWords } from '../facts/layerWords.js';
import { modelOutput } from '../facts/modelOutput.js';
import { lossOf, metricsOf } from '../facts/training.js';
import type { SourceRule } from '../sourceRule.js';

/**
 * A softmax, whose outputs add up to 1, and a loss for numbers. It is certain that classes are meant where accuracy is measured; crossentropy fits
 * them: dL/dz of (p - y)^2 has the factor p (1 - p), which a crossentropy cancels. UMLAUT; NeuraLint, rule 12.
 */
export const softmaxWithRegressionLoss: SourceRule = {
  id: 'softmax-with-regression-loss',
  find(model) {
    const [output, loss] = [modelOutput(model), lossOf(model)];
    if (output?.activation.name !== 'softmax' || output.units === 1) return [];
    if (!loss?.isOfNumbers) return [];
    const countsClasses = model.compiles.some((compile) =>
      metricsOf(model, compile).some(({ name }) => /ccuracy$/.test(name)),
    );
    const edits = new Edits(model);
    return [
      {
        span: loss.span,
        severity: 'warning',
        category: 'loss',
        message: 'The last layer is a softmax over classes, and the loss is for numbers.',
        why: 'Where the softmax is sure and wrong, this loss has next to no gradient; a crossentropy has its largest there.',
        help: 'For classes, use categorical crossentropy; for numbers, no activation.',
        fixes: [
          ...edits.setLoss(loss, 'categoricalCrossentropy'),
          ...(countsClasses ? [] : edits.setActivation(output, 'linear')),
        ],
      },
    ];
  },
  lesson(_, model) {
    return [
      'A softmax makes shares of a whole of its inputs and is flat where it is sure: a share near 0 or 1 hardly changes with what goes in. A loss for numbers learns through that flat part, so it corrects an answer least where it is sure and wrong. Crossentropy takes the logarithm of the share, which makes up for it exactly.',
      `An example with two classes: where the right one is given only 1%, a squared error pulls at what goes into the softmax with 0.02, a crossentropy with 0.99, fifty times as hard. This model ends in ${unitsWords(modelOutput(model)?.units)} and is trained with ${lossWords(model, 'a loss for numbers')}.`,
    ];
  },
};
