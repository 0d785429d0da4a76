import { formatNumber } from '../../../protocol/numberText.js';
import type { SourceModel } from '../../../protocol/source.js';
import type { SourceCall } from '../../../protocol/sourceValue.js';
import { Edits } from '../edits.js';
import { knownData, originsOf } from '../facts/knownData.js';
import { epochsOf, shortWay } from '../facts/steps.js';
import { fitArgument } from '../facts/training.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** Fewer epochs seldom end what can be learned. */
const FEWEST_EPOCHS = 5;
const MORE_EPOCHS = 100;

/** Too few steps: certain where the samples are in the source and the optimizer's step has a bound. */
export const fewEpochs: SourceRule = {
  id: 'few-epochs',
  find: (model) => (model.fits.length === 1 ? model.fits.flatMap((fit) => findingFor(model, fit)) : []),
  lesson({ evidence: { epochs = Number.NaN, steps = Number.NaN, way = Number.NaN } = {} }) {
    const trained = epochs === 1 ? '1 epoch' : `${epochs} epochs`;
    const here = Number.isNaN(steps)
      ? `This model trains for ${trained}; few models have learned what they can before ${FEWEST_EPOCHS}. See whether the loss still falls in the last one: if so, there is more to be had for nothing but time.`
      : `This model trains for ${trained}, ${steps} steps in all. One of them moves a weight by no more than the optimizer's learning rate or so, and all together by ${formatNumber(way, 1)}. Weights start at up to about 0.3, so they end about where they began.`;
    return [
      'An epoch is one pass through the training data, and each batch in it is one small step of the weights (the learning rate says how far). Learning takes as many steps as it takes. A net that is stopped before has not failed, it has not got there. It is done when the loss stays level for some time.',
      here,
    ];
  },
};

function findingFor(model: SourceModel, fit: SourceCall): SourceFinding[] {
  if (!/\.fit$/.test(fit.callee)) return [];
  const argument = fitArgument(model, fit, 'epochs');
  const epochs = epochsOf(model, fit);
  if (argument === undefined || epochs === null) return [];
  const taken = shortWay(model, fit);
  const isShort = taken !== null;
  const inputs = originsOf(model, 'inputs');
  const known = inputs && knownData(inputs);
  const isKnownFew = known?.fewestEpochs !== undefined && epochs < known.fewestEpochs;
  if (!isShort && !isKnownFew && epochs >= FEWEST_EPOCHS) return [];
  const more = isShort ? Math.ceil((epochs * MORE_EPOCHS) / 10) * 10 : MORE_EPOCHS / 10;
  const edits = new Edits(model);
  const trained = epochs === 1 ? '1 epoch' : `${epochs} epochs`;
  return [
    {
      span: argument?.valueSpan ?? fit.span,
      severity: isShort || isKnownFew ? 'warning' : 'hint',
      category: 'epochs',
      message: taken
        ? `${trained} of this data are ${taken.steps} steps.`
        : `It trains ${known?.fewestEpochs ? `on ${known.title} ` : ''}for ${trained}.`,
      why: taken
        ? `${taken.perStep}, so all of them together by ${taken.way.toPrecision(1)} at most.`
        : isKnownFew
          ? `Nets that learn ${known?.title} take some tens of epochs for it.`
          : 'Few models have learned what they can by then.',
      help: 'Train for more epochs, and stop early when the validation loss no longer falls.',
      evidence: { epochs, threshold: FEWEST_EPOCHS, ...(taken ? { steps: taken.steps, way: taken.way } : {}) },
      fixes: edits.setIn(fit, 'epochs', argument, String(more), `Train for ${more} epochs`),
    },
  ];
}
