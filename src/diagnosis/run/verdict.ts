import { formatAmount, formatShare } from '../../protocol/numberText.js';
import type { BrokenNumbers } from '../../protocol/trainer.js';
import type { Verdict } from '../../protocol/verdict.js';
import { knownLoss } from '../losses.js';
import { hasCause, isCutShort } from './cutShort.js';
import type { FitFigures } from './fitFigures.js';
import { heldLeak } from './heldLeak.js';
import { lastLoss } from './lossCurve.js';
import { lostClasses } from './lostClasses.js';
import { isWarm, type Progress } from './progress.js';
import type { RunFinding } from './runRule.js';
import { severalClasses } from './severalClasses.js';
import { isUnderFit } from './underFit.js';
import { isInValidation } from './withoutPenalties.js';

/** Share by which a loss is above that of guessing and is told to be it. */
const AS_GUESSING = 0.05;
/** Share by which the loss of a validation has to be below that of guessing, at a fit's end, to be told as better. */
const BELOW_GUESSING = 0.01;
/** Accuracy above chance that is told to be it. */
const AS_CHANCE = 0.03;
/** Accuracy below chance that is told to be below it: always the same answer may be one of the rarer classes. */
const BELOW_CHANCE = 0.1;

/** @param findings what the rules say of this fit */
export function verdictOf(fit: FitFigures, reached: Progress, findings: readonly RunFinding[]): Verdict {
  const of = (rule: string) => findings.find((finding) => finding.rule === rule);
  const broken = brokenNumbers(fit);
  const unscaled = unscaledText(of('target-scale'));
  if (broken) return { kind: 'not-a-number', text: brokenText(broken, fit, unscaled) };
  const undecided = whyUndecided(fit);
  if (undecided) return { kind: 'undecided', text: `Undecided: ${undecided}` };
  const diverged = of('divergence');
  if (diverged) {
    const { best } = diverged.evidence;
    const before = best === undefined ? `at first ${formatAmount(reached.first)}` : `at best ${formatAmount(best)}`;
    return { kind: 'diverges', text: `Diverges: loss ${formatAmount(reached.last)}${bare(fit)}, ${before}` };
  }
  if (reached.learned === 'unknown') return { kind: 'undecided', text: `Undecided: ${whyUnknown(fit)}` };
  // A loss of logits may fall behind outputs that are always the same, and that of a softmax of one unit is 0 from the start.
  const isSame = of('same-output')?.severity === 'error';
  if (isSame && (reached.learned !== 'nothing' || isBelowGuessing(reached))) {
    return { kind: 'learns-nothing', text: chanceText(reached) ?? 'Learns nothing: same output for every sample' };
  }
  if (reached.learned === 'nothing') {
    if (isCutShort(fit) && !hasCause(findings)) return { kind: 'undecided', text: soFarText(fit) };
    return { kind: 'learns-nothing', text: nothingText(fit, reached, unscaled) };
  }
  const over = of('over-fitting');
  // What a validation of other classes, or beyond what is trained on, costs tells nothing of what the net remembers.
  const beyond = otherwise(of('validation-shares'), of('validation-range'));
  if (over?.severity === 'warning' && !of('validation-classes') && beyond === null)
    return { kind: 'over-fits', text: `Over-fits since epoch ${over.evidence.epoch}` };
  if (isUnderFit(fit, reached)) return { kind: 'under-fits', text: `Under-fits: ${numberText(fit, reached)}` };
  const but = qualification(fit) ?? lackedClasses(of('validation-classes')) ?? beyond ?? failedValidation(fit, reached);
  if (but !== null) return { kind: 'learns', text: `Learns, but ${but}`, severity: 'warning' };
  return reached.learned === 'much'
    ? { kind: 'learns-well', text: `Learns well: ${numberText(fit, reached)}` }
    : { kind: 'learns', text: `Learns: ${numberText(fit, reached)}` };
}

/** Why good figures of a net are not what they seem to be; null where nothing is known against them. */
function qualification(fit: FitFigures): string | null {
  const lost = lostClasses(fit);
  if (lost) return `class ${lost.max} has no unit`;
  if (severalClasses(fit)) return 'it can name only one class';
  const leaked = fit.data?.inputs?.targetFeature;
  if (leaked !== undefined) return `feature ${leaked + 1} is the target`;
  const held = heldLeak(fit);
  if (held) return `${formatShare(held.share)} of validation is training data`;
  return areNoShares(fit) ? 'its outputs are no probabilities' : null;
}

/** What the validation tells nothing about; of a net that learns much all the same it is no more than a hint. */
function lackedClasses(found: RunFinding | undefined): string | null {
  if (found?.severity !== 'warning') return null;
  const { classes = Number.NaN, allClasses = Number.NaN } = found.evidence;
  return `validation lacks ${allClasses - classes} of ${allClasses} classes`;
}

/** How the validation differs from what is trained on. */
const otherwise = (ofShares: RunFinding | undefined, ofRange: RunFinding | undefined): string | null =>
  otherShares(ofShares) ?? outOfRange(ofRange);

const otherShares = (found: RunFinding | undefined): string | null =>
  found?.severity === 'warning'
    ? `class ${found.evidence.label}: validation ${shareText(found.evidence.share)}, training ${shareText(found.evidence.trainedShare)}`
    : null;

const shareText = (share = Number.NaN): string => formatShare(share);

const outOfRange = (found: RunFinding | undefined): string | null =>
  found?.severity === 'warning'
    ? `${formatShare(found.evidence.share ?? Number.NaN)} of validation is out of range`
    : null;

/**
 * A validation on which always saying the mean of its targets (or their median, or the shares of the classes) would cost no more; null where that
 * is not so. That it costs as much is told at the end alone: on its way down every validation comes by.
 */
function failedValidation(fit: FitFigures, reached: Progress): string | null {
  const guessed = guessedOfHeld(fit, reached);
  const last = reached.validation.at(-1)?.value ?? null;
  if (guessed === null || last === null) return null;
  const held = `val_loss ${formatAmount(last, 2)}${bareHeld(fit)}`;
  if (last > guessed * (1 + AS_GUESSING)) return `${held}, guessing gives ${formatAmount(guessed, 2)}`;
  const isGuessing = fit.end !== null && last > guessed * (1 - BELOW_GUESSING);
  return isGuessing ? `${held} is guessing (${formatAmount(guessed, 2)})` : null;
}

/** Null where it is not known, and where more classes are right than by chance: such a net is only too sure of what it gets wrong. */
function guessedOfHeld(fit: FitFigures, { accuracy, guess }: Progress): number | null {
  const isRight = accuracy !== null && accuracy.chance !== null && !isByChance(accuracy);
  const isOfNumbers = /^(?:squared|absolute)$/.test(knownLoss(fit.summary.loss)?.kind ?? '');
  return isRight && !isOfNumbers ? null : guess.heldLoss;
}

const isByChance = ({ value, chance }: NonNullable<Progress['accuracy']>): boolean =>
  chance !== null && value <= chance + AS_CHANCE;

/** Units that say yes or no each by itself under a loss that takes shares of a whole: its own, whatever it is told of logits. */
function areNoShares({ summary: { layers, loss } }: FitFigures): boolean {
  const { activation, outputShape } = layers.at(-1) ?? {};
  const units = outputShape?.at(-1) ?? 0;
  return knownLoss(loss)?.kind === 'categorical' && units > 1 && /^(?:hardS|s)igmoid$/.test(activation ?? '');
}

function whyUnknown(fit: FitFigures): string {
  if (isWarm(fit)) return 'too early to tell';
  return fit.end ? 'too few batches' : 'too few batches so far';
}

const soFarText = ({ epochs, summary }: FitFigures): string =>
  `Undecided so far: nothing learned in ${epochs.length}/${summary.epochs} epochs`;

function whyUndecided({ isRandom, summary }: FitFigures): string | null {
  if (isRandom) return 'random data';
  return summary.kind === 'steps' ? 'custom training loop' : null;
}

/**
 * What a run's problems say of this fit's numbers, if its last loss is not good again: a batch may be skipped. Of runs that were recorded
 * before they told of which fit they spoke, and where a problem got lost, the last loss tells that they broke.
 */
function brokenNumbers(fit: FitFigures): Partial<BrokenNumbers> | null {
  const { problems, series } = fit;
  const problem = problems.find(({ kind }) => kind === 'not-a-number');
  const last = lastLoss(fit);
  if (problem) return problem.broke?.first !== null && Number.isFinite(last) ? null : (problem.broke ?? {});
  const isTold = series.read('loss', 0, series.length, 1).mean.some((value) => !Number.isNaN(value));
  const isInfinite = Math.abs(last) === Number.POSITIVE_INFINITY;
  return isInfinite || (isTold && Number.isNaN(last)) ? { isInfinite, first: 'loss' } : null;
}

function brokenText(
  { step, isInfinite = false, first, layer }: Partial<BrokenNumbers>,
  { summary }: FitFigures,
  cause: string | null,
): string {
  const what = isInfinite ? 'Infinite' : 'NaN';
  const position = summary.layers.findIndex(({ name }) => name === layer);
  const places = {
    inputs: ', already in the inputs',
    targets: ', already in the targets',
    layer: position < 0 ? '' : `, first in layer ${position + 1}`,
    outputs: ': the outputs exploded',
    loss: ', first in the loss',
  };
  const place = cause ?? (first ? places[first] : '');
  return step === undefined ? `${what}${place}` : `${what} at batch ${step + 1}${place}`;
}

/** It is about what it is trained on: on those samples, too, it is no better than chance; null where it is, or where that is not known. */
function chanceText({ ownAccuracy, guess: { accuracy: chance, isMeasured } }: Progress): string | null {
  const isChance = ownAccuracy !== null && chance !== null && isMeasured && ownAccuracy <= chance + AS_CHANCE;
  if (!isChance) return null;
  const is = ownAccuracy < chance - BELOW_CHANCE ? 'is below chance' : 'is chance';
  return `Learns nothing: accuracy ${formatAmount(ownAccuracy, 2)} ${is} (${formatAmount(chance, 2)})`;
}

const isBelowGuessing = ({ guess: { loss }, last }: Progress): boolean =>
  loss === null || last < loss * (1 - AS_GUESSING);

/** Null where it is not the cause. */
const unscaledText = (found: RunFinding | undefined): string | null =>
  found?.severity === 'error'
    ? `: unscaled targets, about ${formatAmount(found.evidence.size ?? Number.NaN, 2)}`
    : null;

/** Behind a loss that is not the one that is logged. */
const bare = ({ penalty }: FitFigures): string => (penalty === undefined ? '' : ' without penalties');
const bareHeld = (fit: FitFigures): string => (isInValidation(fit.summary) ? bare(fit) : '');

function nothingText(fit: FitFigures, reached: Progress, cause: string | null): string {
  if (cause !== null) return `Learns nothing${cause}`;
  const { guess, last } = reached;
  const chance = chanceText(reached);
  if (chance !== null) return chance;
  const loss = `Learns nothing: loss ${formatAmount(last)}${bare(fit)}`;
  if (guess.loss === null) return `${loss} does not fall`;
  const isGuessing = last < guess.loss * (1 + AS_GUESSING);
  return isGuessing
    ? `${loss} is guessing (${formatAmount(guess.loss)})`
    : `${loss}, guessing gives ${formatAmount(guess.loss)}`;
}

/** The number that tells most: of the validation before that of the training, of the loss where no classes are told apart. */
function numberText(fit: FitFigures, { accuracy, guess, last, validation: held }: Progress): string {
  // Accuracy says nothing of numbers: they hardly ever equal their targets.
  const isOfClasses = guess.accuracy !== null || !knownLoss(fit.summary.loss)?.isOfNumbers;
  if (accuracy && isOfClasses && !isByChance(accuracy)) return `${accuracy.name} ${formatAmount(accuracy.value, 2)}`;
  return held.length > 0
    ? `val_loss ${formatAmount(held.at(-1)?.value ?? Number.NaN, 2)}${bareHeld(fit)}`
    : `loss ${formatAmount(last, 2)}${bare(fit)}`;
}
