import { callArgument, fitArgument } from '../facts/training.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** The data that a model learns from as the data that it is validated on: a validation loss that cannot tell over-fitting. */
export const validationOnTraining: SourceRule = {
  id: 'validation-on-training',
  find: (model) =>
    model.fits.flatMap((fit): SourceFinding[] => {
      const [x, validation] = [fitArgument(model, fit, 'x'), callArgument(fit.arguments, 'validationData', [])];
      const [validated] = validation?.elements ?? [];
      if (!validation || !x?.path || validated?.path !== x.path) return [];
      return [
        {
          span: validation.valueSpan,
          severity: 'warning',
          category: 'data',
          message: `The model is validated on ${x.path}, the data that it is trained on.`,
          why: 'The validation loss falls with the loss, however much the model over-fits.',
          help: 'Keep samples apart for validation, or use a validation split.',
          fixes: [],
        },
      ];
    }),
};
