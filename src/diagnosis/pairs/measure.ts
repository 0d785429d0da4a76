import { knownLoss } from '../losses.js';
import { type EditedTexts, spoiledBy } from './changedTerms.js';
import { lastValue, type Pair, type PairedRun } from './pairedRun.js';

/** What pairs are compared by. */
export interface Measure {
  /** As in the logs: `val_loss`, `acc`. */
  readonly name: string;
  readonly higherIsBetter: boolean;
}

/** A measure that both runs of a pair have and that means the same in both; else why there is none. */
export type Comparison =
  | { readonly measure: Measure; readonly reason: null }
  | { readonly measure: null; readonly reason: string };

const RIVAL = 'another model is trained in turns with this one, and a lower loss of one says nothing of the other';

const HIGHER = /^(?:.*accuracy.*|acc|auc|precision.*|recall.*|f\d?_?score|f1|r2_?score|.*iou.*|cosine_?similarity.*)$/i;
/** Whether a metric is known to be better the higher it is. @param name as in the logs: `acc`, `val_acc` */
export const higherIsBetter = (name: string): boolean => HIGHER.test(plain(name));

const LOWER =
  /^(?:mse|mae|mape|msle|rmse|mean_?squared_?error|mean_?absolute_?error|root_?mean_?squared_?error|.*crossentropy)$/i;
const ACCURACY = /^(?:acc|accuracy)$/i;

/**
 * The validation's loss, else the training's; where the edit changes what the loss is, or leaves it as it was to the last bit, as it does not see the
 * edit, a metric that both have.
 */
export function comparisonOf(pairs: readonly Compared[], texts: EditedTexts): Comparison {
  const [first] = pairs.filter(({ before, after }) => before.logs.length > 0 && after.logs.length > 0);
  if (!first) return { measure: null, reason: 'nothing was trained' };
  const { before, after } = first;
  if (before.hasRival || after.hasRival) return { measure: null, reason: RIVAL };
  const reasonOf = (name: string) => otherMeaning(before, after, name) ?? spoiledBy(texts, name);
  const names = candidates(before, after);
  const same = names.filter((name) => reasonOf(name) === null);
  const name = same.find((each) => pairs.some((pair) => seesEdit(pair, each))) ?? same[0];
  if (name !== undefined) return { measure: { name, higherIsBetter: higherIsBetter(name) }, reason: null };
  const [reason = 'the two runs have no loss and no metric in common'] = names.flatMap((each) => reasonOf(each) ?? []);
  return { measure: null, reason };
}

/** Both trainings with a seed. */
type Compared = Pick<Pair, 'before' | 'after'>;

const seesEdit = ({ before, after }: Compared, name: string): boolean =>
  !Object.is(lastValue(before, name), lastValue(after, name));

/** Names that both log, the one to be preferred first. */
function candidates(before: PairedRun, after: PairedRun): string[] {
  const common = Object.keys(before.logs.at(-1) ?? {}).filter((name) => name in (after.logs.at(-1) ?? {}));
  const rank = (name: string) => {
    const own = plain(name);
    const kind = own === 'loss' ? 0 : ACCURACY.test(own) ? 1 : 2;
    return kind * 2 + (name === own ? 1 : 0);
  };
  return common
    .filter((name) => plain(name) === 'loss' || HIGHER.test(plain(name)) || LOWER.test(plain(name)))
    .sort((first, second) => rank(first) - rank(second));
}

const plain = (name: string): string => name.replace(/^val_/, '');

/** Why a value means something else in the second run; null where it means the same. */
function otherMeaning(before: PairedRun, after: PairedRun, name: string): string | null {
  if (!before.summary || !after.summary) return null;
  const own = plain(name);
  const losses = [before.summary.loss, after.summary.loss] as const;
  if (own === 'loss' && !isSameLoss(losses[0], losses[1]))
    return `the edit changes the loss from ${losses[0]} to ${losses[1]}`;
  if (ACCURACY.test(own) && countsClasses(before.summary) !== countsClasses(after.summary)) {
    return `"${own}" counts each output by itself with one loss, and whole samples with the other`;
  }
  const isOfScale = own === 'loss' ? knownLoss(losses[0])?.isOfNumbers : LOWER.test(own);
  const [one, other] = [before.targetSpread, after.targetSpread];
  if (isOfScale && one !== null && other !== null && Math.abs(one - other) > 1e-3 * Math.max(one, other)) {
    return 'the edit changes the scale of the targets, and the loss with it';
  }
  return null;
}

function isSameLoss(first: string, second: string): boolean {
  const [one, other] = [knownLoss(first), knownLoss(second)];
  // Classes by their numbers or one-hot make no difference to the loss.
  const isOfClasses = one?.kind === 'categorical' && other?.kind === 'categorical' && !one.isFocal && !other.isFocal;
  return first === second || (one !== null && one.name === other?.name) || isOfClasses;
}

/** What `accuracy` stands for in Keras and tfjs goes by loss and units: samples of the right class, or single outputs on the right side. */
function countsClasses({ loss, layers }: NonNullable<PairedRun['summary']>): boolean {
  return knownLoss(loss)?.kind !== 'binary' && layers.at(-1)?.outputShape.at(-1) !== 1;
}
