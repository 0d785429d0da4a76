import { formatCount, formatNumber } from '../../../protocol/numberText.js';
import type { SourceModel } from '../../../protocol/source.js';
import type { SourceCall } from '../../../protocol/sourceValue.js';
import { Edits } from '../edits.js';
import { type ChangedPictures, changedPictures } from '../facts/changedPictures.js';
import { knownData, originsOf } from '../facts/knownData.js';
import { epochsOf, shortWay } from '../facts/steps.js';
import { fitArgument } from '../facts/training.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** Fewer epochs seldom end what can be learned. */
const FEWEST_EPOCHS = 5;
const MORE_EPOCHS = 100;
/**
 * Steps, and pictures, below which a convolution net has not seen what it takes to tell real pictures apart. Chollet, "Building powerful image
 * classification models using very little data", takes 6,250 steps of 16 for two classes.
 */
const FEW_STEPS = 1000;
const FEW_PICTURES = 20_000;
const PICTURES_EPOCHS = 50;

/** Too few steps: certain where the samples are in the source and the optimizer's step has a bound. */
export const fewEpochs: SourceRule = {
  id: 'few-epochs',
  find: (model) => (model.fits.length === 1 ? model.fits.flatMap((fit) => findingFor(model, fit)) : []),
  lesson({ evidence: { epochs = Number.NaN, steps = Number.NaN, way = Number.NaN, pictures = Number.NaN } = {} }) {
    const trained = inEpochs(epochs);
    const here = Number.isNaN(steps)
      ? `This model trains for ${trained}; few models have learned what they can before ${FEWEST_EPOCHS}. See whether the loss still falls in the last one: if so, there is more to be had for nothing but time.`
      : !Number.isNaN(pictures)
        ? `This model trains for ${trained}, ${formatCount(steps)} steps in all, on ${formatCount(pictures)} pictures: those in the files, each turned, moved or flipped another way each time. All kernels start as random numbers. Published nets for two kinds of pictures take some thousands of steps from there.`
        : `This model trains for ${trained}, ${steps} steps in all. One of them moves a weight by no more than the optimizer's learning rate or so, and all together by ${formatNumber(way, 1)}. Weights start at up to about 0.3, so they end about where they began.`;
    return [
      'An epoch is one pass through the training data, and each batch in it is one small step of the weights (the learning rate says how far). Learning takes as many steps as it takes. A net that is stopped before has not failed, it has not got there. It is done when the loss stays level for some time.',
      here,
    ];
  },
};

function findingFor(model: SourceModel, fit: SourceCall): SourceFinding[] {
  const pictures = changedPictures(model, fit);
  if (pictures && pictures.steps < FEW_STEPS && pictures.pictures < FEW_PICTURES)
    return [ofPictures(model, fit, pictures)];
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
  const trained = inEpochs(epochs);
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

function ofPictures(model: SourceModel, fit: SourceCall, seen: ChangedPictures): SourceFinding {
  const { argument, epochs, perEpoch, steps, pictures } = seen;
  const more = Math.max(PICTURES_EPOCHS, Math.ceil(FEW_STEPS / perEpoch / 10) * 10);
  return {
    span: argument.valueSpan,
    severity: 'warning',
    category: 'epochs',
    message: `${inEpochs(epochs)} of pictures that are changed at random are ${formatCount(steps)} steps (few below ${formatCount(FEW_STEPS)}).`,
    why: 'The net starts from nothing, and never sees the same picture twice.',
    help: `Train for ${more} epochs or so, and stop early when the validation loss no longer falls.`,
    evidence: { epochs, steps, pictures, threshold: FEW_STEPS },
    fixes: new Edits(model).setIn(fit, 'epochs', argument, String(more), `Train for ${more} epochs`),
  };
}

const inEpochs = (epochs: number): string => (epochs === 1 ? '1 epoch' : `${epochs} epochs`);
