import { Edits } from '../edits.js';
import { activationOf } from '../facts/activation.js';
import { isWeighted, layerArgument } from '../facts/layerArgument.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** Batch normalization subtracts the mean, and a bias with it: Ioffe and Szegedy, 2015, section 3.2. */
export const biasBeforeBatchNormalization: SourceRule = {
  id: 'bias-before-batch-normalization',
  find: (model) =>
    model.layers.flatMap((layer, index): SourceFinding[] => {
      const next = model.layers[index + 1];
      const isBefore = next?.className === 'BatchNormalization' && next.follows;
      if (!isBefore || !isWeighted(layer) || activationOf(layer)?.name !== 'linear') return [];
      const bias = layerArgument(layer, 'useBias');
      if (bias === undefined || bias?.value === false || (bias && bias.value !== true)) return [];
      const no = model.framework === 'tfjs' ? 'false' : 'False';
      return [
        {
          span: bias?.valueSpan ?? layer.span,
          severity: 'hint',
          category: 'layers',
          message: 'The bias of this layer does nothing.',
          why: `The batch normalization on line ${next.line} subtracts the mean of each unit, and a bias with it.`,
          help: 'Leave the bias out.',
          fixes: new Edits(model).set(layer, 'useBias', bias, no, 'Leave the bias out'),
        },
      ];
    }),
};
