import type { BrokenNumbers } from '../../../protocol/trainer.js';
import type { Category } from '../../finding.js';
import { clipGradient, LOWER, scaleLearningRate } from '../../source/remedies/changedOptimizer.js';
import type { RunRule } from '../runRule.js';

const CATEGORIES: Readonly<Record<NonNullable<BrokenNumbers['first']>, Category>> = {
  inputs: 'preprocessing',
  targets: 'preprocessing',
  layer: 'learning-rate',
  outputs: 'learning-rate',
  loss: 'loss',
};
const HELP: Readonly<Record<Category & ('preprocessing' | 'learning-rate' | 'loss'), string>> = {
  preprocessing: 'Remove those samples, or fill in the values.',
  'learning-rate': 'Lower the learning rate, scale the data, or clip the gradient.',
  loss: 'Keep what it divides by, or takes the logarithm of, away from 0.',
};

/** Loss, gradients or weights turned NaN or infinite: the trainer has seen at which batch, and what broke. */
export const notANumber: RunRule = {
  id: 'not-a-number',
  find({ problems, summary }) {
    return problems
      .filter(({ kind }) => kind === 'not-a-number')
      .map(({ message, location, broke }) => {
        const category = CATEGORIES[broke?.first ?? 'layer'] as keyof typeof HELP;
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
  fixes: ({ category }, { model }) =>
    category === 'learning-rate' ? [...scaleLearningRate(model, LOWER), ...clipGradient(model)] : [],
};
