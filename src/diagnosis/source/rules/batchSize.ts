import { Edits } from '../edits.js';
import { fitArgument } from '../facts/training.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

const USUAL_SIZE = 32;

/** Batches of one sample: noisy gradients, and by its formula nothing that batch normalization could normalize. */
export const batchSize: SourceRule = {
  id: 'batch-size',
  find: (model) =>
    model.fits.flatMap((fit): SourceFinding[] => {
      const argument = fitArgument(model, fit, 'batchSize');
      if (argument?.value !== 1) return [];
      const normalizes = model.layers.some(({ className }) => className === 'BatchNormalization');
      const edits = new Edits(model);
      return [
        {
          span: argument.valueSpan,
          severity: normalizes ? 'warning' : 'hint',
          category: 'batch-size',
          message: 'Each batch is one sample.',
          why: normalizes
            ? 'Batch normalization subtracts the mean of the batch: of one sample nothing is left but what does not depend on it.'
            : 'A gradient of one sample is noisy, and most of the time goes into calling the steps.',
          help: `Use ${USUAL_SIZE} or so.`,
          evidence: { batchSize: 1, threshold: 1 },
          fixes: edits.setIn(fit, 'batchSize', argument, String(USUAL_SIZE), `Set the batch size to ${USUAL_SIZE}`),
        },
      ];
    }),
};
