import { formatShare } from '../../../protocol/numberText.js';
import { Edits } from '../edits.js';
import { EXAMPLE_CLASSES } from '../facts/layerWords.js';
import { modelOutput } from '../facts/modelOutput.js';
import { lossOf, metricsOf } from '../facts/training.js';
import type { SourceRule } from '../sourceRule.js';

/** From so many classes on, binary accuracy is far from accuracy: a model that guesses has (C - 1) / C or so. */
const FEWEST_CLASSES = 3;

/**
 * Softmax says which of several classes it is, binary crossentropy asks each unit by itself. It trains, but tfjs (and Keras before 2.3)
 * takes `accuracy` for binary accuracy beside it, which counts units, not samples: certain in tfjs where that is a metric. NeuraLint, rule 17.
 */
export const softmaxWithBinaryCrossentropy: SourceRule = {
  id: 'softmax-with-binary-crossentropy',
  find(model) {
    const [output, loss] = [modelOutput(model), lossOf(model)];
    if (output?.activation.name !== 'softmax' || loss?.name !== 'binaryCrossentropy') return [];
    const { units } = output;
    if (units === 1 || loss.fromLogits !== false) return [];
    const counted = model.compiles.some((compile) => metricsOf(model, compile).some(({ name }) => name === 'accuracy'));
    const isCertain = model.framework === 'tfjs' && counted && units !== null && units >= FEWEST_CLASSES;
    const edits = new Edits(model);
    return [
      {
        span: loss.span,
        severity: isCertain ? 'warning' : 'hint',
        category: 'loss',
        message:
          'The last layer is a softmax over exclusive classes, but binary crossentropy asks each unit by itself.',
        why: isCertain
          ? `Accuracy counts single units here: of ${units} classes, a model that learned nothing seems right in ${formatShare((units - 1) / units)}.`
          : 'The loss weighs the classes otherwise than their probabilities say, and early versions of Keras count single units as accuracy.',
        help: 'Use categorical crossentropy; for labels that do not exclude each other, use sigmoid.',
        ...(units === null ? {} : { evidence: { units } }),
        fixes: [...edits.setLoss(loss, 'categoricalCrossentropy'), ...edits.setActivation(output, 'sigmoid')],
      },
    ];
  },
  lesson({ evidence: { units } = {} }) {
    const classes = units ?? EXAMPLE_CLASSES;
    const all =
      units === undefined ? `With ${classes} classes, for example,` : `With the ${classes} classes of this model`;
    return [
      'A softmax makes shares of a whole of its inputs: of all classes exactly one is meant to be right. Binary crossentropy was made for questions with yes or no. It asks one of each unit by itself and takes the mean, so what counts most is how well the net says no to the wrong classes, of which there are many.',
      `${all} ${classes - 1} of ${classes} answers are no for every sample. A model that says no to everything is right in ${formatShare((classes - 1) / classes)} of the answers, and knows nothing: by samples, guessing is right in ${formatShare(1 / classes)}. Categorical crossentropy looks at the right class alone.`,
    ];
  },
};
