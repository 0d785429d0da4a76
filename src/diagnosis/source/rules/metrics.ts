import { Edits } from '../edits.js';
import { modelOutput } from '../facts/modelOutput.js';
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
          title: `Change the metric to ${metric}`,
          edits: [{ span: value.valueSpan, newText: edits.named(metric) }],
        };
        return [{ span: value.valueSpan, category: 'loss', ...said, fixes: [change] }];
      }),
    );
  },
};

type Wanted = Pick<SourceFinding, 'severity' | 'message' | 'why' | 'help'> & { readonly metric: string };

function wantedFor(loss: Loss, metric: string, activation: string | null): Wanted | null {
  if (loss.isOfNumbers && metric === 'accuracy' && /^(?:linear|relu|elu|softplus|leakyrelu)$/.test(activation ?? '')) {
    const why = 'Accuracy counts outputs that equal their target exactly, which numbers hardly ever do.';
    const help = 'For numbers, look at the mean absolute error; for classes, use a crossentropy.';
    const message = 'Accuracy says nothing of a regression.';
    return { severity: 'hint', message, why, help, metric: 'meanAbsoluteError' };
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
