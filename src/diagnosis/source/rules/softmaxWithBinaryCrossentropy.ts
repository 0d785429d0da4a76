import { Edits } from '../edits.js';
import { modelOutput } from '../facts/modelOutput.js';
import { lossOf, metricsOf } from '../facts/training.js';
import type { SourceRule } from '../sourceRule.js';

/** From so many classes on, binary accuracy is far from accuracy: a model that guesses has (C - 1) / C or so. */
const FEWEST_CLASSES = 3;

/**
 * Softmax says which of several classes it is, binary crossentropy asks each unit by itself. It trains, but Keras and tfjs take `accuracy` for
 * binary accuracy beside it, which counts units, not samples: certain where that is a metric. NeuraLint, rule 17.
 */
export const softmaxWithBinaryCrossentropy: SourceRule = {
  id: 'softmax-with-binary-crossentropy',
  find(model) {
    const [output, loss] = [modelOutput(model), lossOf(model)];
    if (output?.activation.name !== 'softmax' || loss?.name !== 'binaryCrossentropy') return [];
    const { units } = output;
    if (units === 1 || loss.fromLogits !== false) return [];
    const counted = model.compiles.some((compile) => metricsOf(model, compile).some(({ name }) => name === 'accuracy'));
    const isCertain = counted && units !== null && units >= FEWEST_CLASSES;
    const edits = new Edits(model);
    return [
      {
        span: loss.span,
        severity: isCertain ? 'warning' : 'hint',
        category: 'loss',
        message:
          'The last layer is a softmax over exclusive classes, but binary crossentropy asks each unit by itself.',
        why: isCertain
          ? `Accuracy counts single units here: of ${units} classes, a model that learned nothing seems right in ${Math.round((100 * (units - 1)) / units)}%.`
          : 'The loss weighs the classes otherwise than their probabilities say, and accuracy counts single units.',
        help: 'Use categorical crossentropy; for labels that do not exclude each other, use sigmoid.',
        ...(units === null ? {} : { evidence: { units } }),
        fixes: [...edits.setLoss(loss, 'categoricalCrossentropy'), ...edits.setActivation(output, 'sigmoid')],
      },
    ];
  },
};
