import { formatCount } from '../../../protocol/numberText.js';
import type { BrokenNumbers } from '../../../protocol/trainer.js';
import type { Category } from '../../finding.js';
import { clipGradient, LOWER, scaleLearningRate } from '../../source/remedies/changedOptimizer.js';
import { lastLoss } from '../lossCurve.js';
import type { RunRule } from '../runRule.js';

const HELP = {
  preprocessing: 'Remove those samples, or fill in the values.',
  'learning-rate': 'Lower the learning rate, scale the data, or clip the gradient.',
  loss: 'Keep what it divides by, or takes the logarithm of, away from 0.',
} as const satisfies Partial<Record<Category, string>>;

const CATEGORIES: Readonly<Record<NonNullable<BrokenNumbers['first']>, keyof typeof HELP>> = {
  inputs: 'preprocessing',
  targets: 'preprocessing',
  layer: 'learning-rate',
  outputs: 'learning-rate',
  loss: 'loss',
};

const SOURCES: Readonly<Record<NonNullable<BrokenNumbers['first']> | 'unknown', string>> = {
  inputs: 'The inputs have it already, so no change of the net helps.',
  targets: 'The targets have it already, so no change of the net helps.',
  layer: 'It comes out of a layer: what goes into it, or its weights, have grown too large, or it divides by 0.',
  outputs: 'The outputs have grown so large that the loss is more than a computer can hold.',
  loss: 'The outputs are sound and the loss is not: it divides by 0 or takes the logarithm of 0 somewhere.',
  unknown: 'Where it came from could not be told.',
};

/** Loss, gradients or weights turned NaN or infinite: the trainer has seen at which batch, and what broke. That a run ended there, it says as an error. */
export const notANumber: RunRule = {
  id: 'not-a-number',
  find({ problems, summary }) {
    return problems
      .filter(({ kind, severity }) => kind === 'not-a-number' && severity !== 'error')
      .map(({ message, location, broke }) => {
        const category = CATEGORIES[broke?.first ?? 'layer'];
        const layer = summary.layers.findIndex(
          ({ name, location: own }) => name === broke?.layer || (own !== null && own.line === location?.line),
        );
        return {
          rule: notANumber.id,
          category,
          severity: 'error' as const,
          message,
          why: 'One value that is not a number makes all that is computed from it so: it can no longer learn.',
          help: HELP[category],
          layer: layer < 0 ? null : layer,
          since: broke?.step ?? null,
          evidence: broke ? { step: broke.step } : {},
        };
      });
  },
  isFixable: ({ category }) => category === 'learning-rate',
  fixes: (_, { model }) => [...scaleLearningRate(model, LOWER), ...clipGradient(model)],
  lesson({ since, message }, fit) {
    const { problems, series } = fit;
    const first = problems.find((problem) => problem.message === message)?.broke?.first;
    const when =
      since === null ? `among its ${formatCount(series.length)} batches` : `at batch ${formatCount(since + 1)}`;
    const after = Number.isFinite(lastLoss(fit))
      ? 'The last loss is a number again, so the weights were not lost.'
      : 'From there on the model answers NaN to everything, and more training does not bring it back: begin again with weights from before.';
    return [
      'NaN, “not a number”, is what a computer makes of 0 / 0 or of the logarithm of a number below 0; a number too large for it becomes infinity, and infinity minus infinity is NaN again. It spreads, as all that is computed from it is NaN too: a step with such a loss makes every weight NaN.',
      `In this run NaN or infinity was first seen ${when}. ${SOURCES[first ?? 'unknown']} ${after}`,
    ];
  },
};
