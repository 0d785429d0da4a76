import type { SourceModel } from '../../../protocol/source.js';
import type { SourceCall } from '../../../protocol/sourceValue.js';
import { Edits } from '../edits.js';
import { samplesOf } from '../facts/givenNumbers.js';
import { callArgument, DEFAULT_RATES, fitArgument, optimizersOf } from '../facts/training.js';
import type { SourceFinding, SourceRule } from '../sourceRule.js';

/** Fewer epochs seldom end what can be learned. */
const FEWEST_EPOCHS = 5;
/** Epochs of Keras and of tfjs without `epochs`. */
const DEFAULT_EPOCHS = 1;
const DEFAULT_BATCH = 32;
/**
 * The way that all steps of an optimizer of Adam's kind together can take each weight, below which it stays about where it began: Glorot's
 * weights for 30 inputs and outputs are as large as 0.3.
 */
const SHORT_WAY = 0.1;
const SCALES_GRADIENT = /^(?:adam|adamw|adamax|nadam)$/;
const MORE_EPOCHS = 100;

/** Too few steps: certain where the samples are in the source and the optimizer's step has a bound. */
export const fewEpochs: SourceRule = {
  id: 'few-epochs',
  find: (model) => (model.fits.length === 1 ? model.fits.flatMap((fit) => findingFor(model, fit)) : []),
};

function findingFor(model: SourceModel, fit: SourceCall): SourceFinding[] {
  if (!/\.fit$/.test(fit.callee)) return [];
  const argument = fitArgument(model, fit, 'epochs');
  const epochs = argument === null ? DEFAULT_EPOCHS : argument?.value;
  if (argument === undefined || typeof epochs !== 'number' || epochs <= 0) return [];
  const steps = stepsOf(model, fit, epochs);
  const way = steps === null ? null : wayOf(model, steps);
  const isShort = way !== null && way < SHORT_WAY;
  if (!isShort && epochs >= FEWEST_EPOCHS) return [];
  const more = isShort ? Math.ceil((epochs * MORE_EPOCHS) / 10) * 10 : MORE_EPOCHS / 10;
  const edits = new Edits(model);
  const trained = epochs === 1 ? '1 epoch' : `${epochs} epochs`;
  return [
    {
      span: argument?.valueSpan ?? fit.span,
      severity: isShort ? 'warning' : 'hint',
      category: 'epochs',
      message: isShort ? `${trained} of this data are ${steps} steps.` : `It trains for ${trained}.`,
      why: isShort
        ? `A step changes a weight by about the learning rate, so all of them together by ${way.toPrecision(1)} at most.`
        : 'Few models have learned what they can by then.',
      help: 'Train for more epochs, and stop early when the validation loss no longer falls.',
      evidence: { epochs, threshold: FEWEST_EPOCHS, ...(isShort ? { steps: steps ?? 0, way } : {}) },
      fixes: edits.setIn(fit, 'epochs', argument, String(more), `Train for ${more} epochs`),
    },
  ];
}

/** Null where the source does not write the samples out. */
function stepsOf(model: SourceModel, fit: SourceCall, epochs: number): number | null {
  const samples = samplesOf(model, fit);
  const argument = fitArgument(model, fit, 'batchSize');
  const size = argument === null ? DEFAULT_BATCH : argument?.value;
  return samples !== null && typeof size === 'number' && size > 0 ? Math.ceil(samples / size) * epochs : null;
}

/** How far a weight can go in all steps; null where a step has no bound. */
function wayOf(model: SourceModel, steps: number): number | null {
  const [optimizer, ...others] = optimizersOf(model);
  if (!optimizer || others.length > 0 || !SCALES_GRADIENT.test(optimizer.name)) return null;
  const argument = optimizer.call && callArgument(optimizer.call.arguments, 'learningRate', ['learningRate']);
  const rate = argument ? argument.value : argument === null ? DEFAULT_RATES[optimizer.name] : undefined;
  return typeof rate === 'number' ? steps * Math.abs(rate) : null;
}
