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
