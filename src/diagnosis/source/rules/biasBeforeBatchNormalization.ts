import { Edits } from '../edits.js';
import { activationOf } from '../facts/activation.js';
import { isWeighted, layerArgument } from '../facts/layerArgument.js';
import { layerAt, layerWords, onLine, unitsOf, unitsWords } from '../facts/layerWords.js';
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
      if (bias === undefined || (bias && bias.value !== true)) return [];
      const no = model.framework === 'tfjs' ? 'false' : 'False';
      return [
        {
          span: bias?.valueSpan ?? layer.span,
          severity: 'hint',
          category: 'layers',
          message: 'The bias of this layer does nothing.',
          why: `The batch normalization${onLine(model, next.line)} subtracts the mean of each unit, and a bias with it.`,
          help: 'Leave the bias out.',
          fixes: new Edits(model).set(layer, 'useBias', bias, no, 'Leave the bias out'),
        },
      ];
    }),
  lesson({ span }, model) {
    const layer = layerAt(model, span);
    return [
      'A bias is a number that a unit adds to its sum, the same for every sample. Batch normalization subtracts from each unit its mean over the samples of the batch. A number that all of them have in common is a part of that mean, so it is gone again. What it needs of a bias, batch normalization adds by itself.',
      `In ${layerWords(model, layer)} ${unitsWords(unitsOf(layer))} have a bias each. They are stored and updated in each step, and the answers of the model are the same with any values of them.`,
    ];
  },
};
