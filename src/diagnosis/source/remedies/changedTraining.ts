import type { DataEvidence } from '../../../protocol/dataEvidence.js';
import { formatShare } from '../../../protocol/numberText.js';
import type { SourceModel } from '../../../protocol/source.js';
import type { SourceCall } from '../../../protocol/sourceValue.js';
import { Edits } from '../edits.js';
import { fitArgument } from '../facts/training.js';
import type { SourceFix } from '../sourceRule.js';
import { frameworkName } from './frameworkNames.js';

const USUAL_BATCH = 32;
/** Of the samples, for validation. */
const USUAL_SHARE = 0.2;
/** Epochs without a better validation loss after which training ends: no more than tell over-fitting. */
const PATIENCE = 3;
/** Digits of a weight of a class. */
const DIGITS = 3;

/** Sets the batch size that is usual. */
export const usualBatchSize = (model: SourceModel): SourceFix[] =>
  setInFit(model, 'batchSize', String(USUAL_BATCH), `Set the batch size to ${USUAL_BATCH}`);

/** Trains for that many times the epochs. */
export function moreEpochs(model: SourceModel, times: number): SourceFix[] {
  const fit = fitOf(model);
  const epochs = fit && fitArgument(model, fit, 'epochs')?.value;
  if (typeof epochs !== 'number' || epochs <= 0) return [];
  const more = epochs * times;
  return setInFit(model, 'epochs', String(more), `Train for ${more} epochs`);
}

/** Keeps the usual share for validation where `fit` takes a share. */
export function keepForValidation(model: SourceModel): SourceFix[] {
  const fit = fitOf(model);
  return fit && fitArgument(model, fit, 'validationSplit')
    ? setInFit(model, 'validationSplit', String(USUAL_SHARE), `Keep ${formatShare(USUAL_SHARE)} for validation`)
    : [];
}

/** Ends training when the validation loss no longer falls; none where the program has callbacks of its own. */
export function stopEarly(model: SourceModel): SourceFix[] {
  const fit = fitOf(model);
  const maker = frameworkName(model, 'callbacks', 'EarlyStopping');
  if (!fit || !maker || fitArgument(model, fit, 'callbacks') !== null) return [];
  const edits = new Edits(model);
  const text =
    model.framework === 'tfjs'
      ? `${maker.text}({ monitor: ${edits.named('val_loss')}, patience: ${PATIENCE} })`
      : `[${maker.text}(patience=${PATIENCE}, restore_best_weights=True)]`;
  const title = 'Stop when val_loss no longer falls';
  return setInFit(model, 'callbacks', text, title).map((fix) => ({ title, edits: [...maker.imports, ...fix.edits] }));
}

/** Weighs each class by how rare it is: samples over classes times its own, as scikit-learn's `balanced` does. */
export function balanceClasses(model: SourceModel, targets: DataEvidence['targets']): SourceFix[] {
  const fit = fitOf(model);
  const { classes = [], labels = [] } = targets ?? {};
  if (!fit || fitArgument(model, fit, 'classWeight') !== null || labels.length < classes.length) return [];
  const samples = classes.reduce((sum, count) => sum + count, 0);
  const weights = classes
    .map((count, index) => ({ label: labels[index] ?? 0, weight: samples / (classes.length * count) }))
    .sort((first, second) => first.label - second.label)
    .map(({ label, weight }) => `${label}: ${Number(weight.toPrecision(DIGITS))}`);
  const [open, close] = model.framework === 'tfjs' ? ['{ ', ' }'] : ['{', '}'];
  return setInFit(model, 'classWeight', `${open}${weights.join(', ')}${close}`, 'Weigh each class by how rare it is');
}

/** The only `fit` of a model. */
function fitOf({ fits: [fit, ...others] }: SourceModel): SourceCall | null {
  return fit && others.length === 0 && /\.fit$/.test(fit.callee) ? fit : null;
}

/** Gives the only `fit` of a model an argument, or gives that another value. */
export function setInFit(model: SourceModel, name: string, text: string, title: string): SourceFix[] {
  const fit = fitOf(model);
  const given = fit && fitArgument(model, fit, name);
  return fit && given !== undefined ? new Edits(model).setIn(fit, name, given, text, title) : [];
}
