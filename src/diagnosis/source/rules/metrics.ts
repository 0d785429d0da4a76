import { formatShare } from '../../../protocol/numberText.js';
import type { SourceModel } from '../../../protocol/source.js';
import { Edits } from '../edits.js';
import { EXAMPLE_CLASSES, lossWords, unitsWords } from '../facts/layerWords.js';
import { modelOutput } from '../facts/modelOutput.js';
import { inStyle } from '../facts/names.js';
import { type Loss, lossOf, metricsOf } from '../facts/training.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** Metrics that count what the loss is not about: by their formulas. UMLAUT. */
export const metrics: SourceRule = {
  id: 'metric',
  find(model) {
    const [output, loss] = [modelOutput(model), lossOf(model)];
    if (!loss) return [];
    const edits = new Edits(model);
    return model.compiles.flatMap((compile) =>
      metricsOf(model, compile).flatMap(({ name, value }): SourceFinding[] => {
        const wanted = wantedFor(loss, name, output?.activation.name ?? null);
        if (!wanted) return [];
        const { metric, ...said } = wanted;
        const change = {
          title: `Change the metric to ${inStyle(model.framework, metric)}`,
          edits: [{ span: value.valueSpan, newText: edits.named(metric) }],
        };
        return [{ span: value.valueSpan, category: 'loss', ...said, fixes: [change] }];
      }),
    );
  },
  lesson(_, model) {
    const { units = null } = modelOutput(model) ?? {};
    return [
      'A metric is for the person who reads it: nothing is learned from it. It is worth as much as it fits the task. Accuracy counts answers that are right, so it is for classes; for numbers the question is not whether an answer is right, but how far off it is. And each kind of accuracy expects the targets to be written in its own way.',
      here(model, units),
    ];
  },
};

type Wanted = Pick<SourceFinding, 'severity' | 'message' | 'why' | 'help'> & { readonly metric: string };

function wantedFor(loss: Loss, metric: string, activation: string | null): Wanted | null {
  // TensorFlow.js knows the mean absolute error by its short name alone.
  if (loss.isOfNumbers && metric === 'accuracy' && /^(?:linear|relu|elu|softplus|leakyrelu)$/.test(activation ?? '')) {
    const why = 'Accuracy counts outputs that equal their target exactly, which numbers hardly ever do.';
    const help = 'For numbers, look at the mean absolute error; for classes, use a crossentropy.';
    const message = 'Accuracy says nothing of a regression.';
    return { severity: 'hint', message, why, help, metric: 'mae' };
  }
  if (loss.name === 'sparseCategoricalCrossentropy' && metric === 'categoricalAccuracy') {
    const why = 'It takes one-hot targets, and these are class numbers: it compares with class 0 for every sample.';
    const message = 'This metric does not fit the targets of the loss.';
    return { severity: 'warning', message, why, help: 'Use accuracy.', metric: 'accuracy' };
  }
  if (loss.name === 'categoricalCrossentropy' && metric === 'sparseCategoricalAccuracy') {
    const why = 'It takes class numbers, and these targets are one-hot.';
    const message = 'This metric does not fit the targets of the loss.';
    return { severity: 'warning', message, why, help: 'Use accuracy.', metric: 'accuracy' };
  }
  if (/ategoricalCrossentropy$/.test(loss.name) && metric === 'binaryAccuracy') {
    const why =
      'It counts single units, not samples: with many classes a model that learned nothing seems right most of the time.';
    const message = 'Binary accuracy does not fit exclusive classes.';
    return { severity: 'warning', message, why, help: 'Use accuracy.', metric: 'accuracy' };
  }
  return null;
}

function here(model: SourceModel, units: number | null): string {
  const loss = lossOf(model);
  const ends = `This model ends in ${unitsWords(units)} and is trained with ${lossWords(model, 'a loss of its own')}`;
  if (loss?.isOfNumbers)
    return `${ends}, for numbers. An answer of 2.001 where 2 is right counts as wrong, so accuracy stays near 0 however well it learns. The mean absolute error says how far off it is, in the unit of the targets.`;
  const classes = units ?? EXAMPLE_CLASSES;
  if (loss?.name === 'sparseCategoricalCrossentropy')
    return `${ends}, whose targets are class numbers. The metric takes the position of the largest of several numbers for the class; of a single number that is always position 0.`;
  return `${ends}. Of ${classes} classes ${classes - 1} are wrong for each sample; counted by units, a model that says no to all of them is right in ${formatShare((classes - 1) / classes)}. Plain accuracy counts samples, in the way that the targets are written.`;
}
