import { lossFell } from '../lossFell.js';
import { SOLVED } from '../solved.js';
import { type AccuracyCurves, accuracyCurves } from './accuracy.js';
import type { FitFigures } from './fitFigures.js';
import { type Guessing, guessing } from './guessing.js';
import { heldLeak } from './heldLeak.js';
import { isHeldTooFew } from './heldSamples.js';
import {
  type CurvePoint,
  endsLowest,
  epochCurve,
  FEWEST_EPOCHS,
  firstLoss,
  lastFall,
  lastLevel,
  lossCurve,
  lossLevels,
  lowest,
  meanOf,
  timeOf,
} from './lossCurve.js';
import { lostClasses } from './lostClasses.js';
import { givesTheSame } from './sameForAll.js';
import { severalClasses } from './severalClasses.js';

/** Batches, and in a fit that has ended fewer, before which nothing is said: a judgement a second later still comes before the 50th of slow ones. */
const WARM_UP = 40;
const FEWEST_AT_END = 10;
/** Milliseconds of training before a net may have learned nothing: of those that learn, many leave a plateau first. A judgement a second later is soon enough. */
const PLATEAU = 3000;
/** Share of the way from guessing to a loss of 0 (or from chance to all right) up to which a net has learned nothing. */
export const NOTHING = 0.02;
/** The same of one of loss and accuracy, where the other one has learned nothing. */
export const LUCKY = 0.1;
/** Share of that way from which a net learns well. */
const MUCH = 0.8;
/** Share by which the last quarter of a loss has to be below the one before it for a net to be on its way, while it trains. */
const ON_ITS_WAY = 0.02;
/** Share of the loss of guessing by which a loss is far above it. */
const FAR = 0.1;

/** `unknown`: too little to tell, or nothing to hold it against. */
export type Learned = 'nothing' | 'some' | 'much' | 'unknown';

/** How far a fit came. */
export interface Progress {
  readonly learned: Learned;
  readonly guess: Guessing;
  /** Training loss over the run; see `lossCurve`. */
  readonly curve: readonly CurvePoint[];
  /** Of the first batch. */
  readonly first: number;
  /** The mean of the curve's last tenth. */
  readonly last: number;
  /** Accuracy on what it is trained on at the end; null without it. */
  readonly ownAccuracy: number | null;
  /** The same of the validation where there is one, and what guessing gives there; that is null where it is not known. */
  readonly accuracy: { readonly name: string; readonly value: number; readonly chance: number | null } | null;
  readonly accuracies: AccuracyCurves;
  /** Validation loss over the epochs; empty without one, or where its samples are too few, or trained on. */
  readonly validation: readonly CurvePoint[];
}

/** What was learned so far, of the loss against its start and against guessing, and of the accuracy against chance. */
export function progress(fit: FitFigures): Progress {
  const curve = lossCurve(fit);
  const guess = guessing(fit);
  const tellsNothing = isHeldTooFew(fit) || heldLeak(fit) !== null;
  const accuracies = accuracyCurves(fit);
  const { training } = accuracies;
  const told = {
    guess,
    curve,
    first: firstLoss(fit),
    last: endOf(curve),
    ownAccuracy: training.length > 0 ? endOf(training) : null,
    accuracy: lastAccuracy(tellsNothing ? { ...accuracies, validation: [] } : accuracies, guess),
    accuracies,
    validation: tellsNothing ? [] : epochCurve(fit.epochs, 'val_loss'),
  };
  const way = learnedBy(fit, told);
  const learned = way === 'much' && isDeceived(fit) ? 'some' : way;
  // Of steps made by hand nobody knows whether their loss is to fall: one net of an adversarial pair trains against the other.
  if (learned !== 'nothing') return { ...told, learned };
  if (fit.summary.kind === 'steps') return { ...told, learned: 'some' };
  return { ...told, learned: !fit.end && timeOf(fit) < PLATEAU ? 'unknown' : 'nothing' };
}

/** Whether its figures look better than it is: samples of lost classes cost nothing, of several classes one is named, an answer among the inputs only has to be passed on, and samples that it learned from test nothing. */
export const isDeceived = (fit: FitFigures): boolean =>
  lostClasses(fit) !== null ||
  severalClasses(fit) !== null ||
  fit.data?.inputs?.targetFeature !== undefined ||
  heldLeak(fit) !== null;

/** Whether there are enough batches to say anything. */
export const isWarm = ({ series, end }: Pick<FitFigures, 'series' | 'end'>): boolean =>
  series.length >= (end ? FEWEST_AT_END : WARM_UP);

function learnedBy(fit: FitFigures, told: Omit<Progress, 'learned'>): Learned {
  const { guess, first, last } = told;
  const levels = lossLevels(fit);
  const best = lowest(levels);
  if (!isWarm(fit) || best === null) return 'unknown';
  // Of what is solved from the start nothing is learned where no input makes a difference, as with a softmax of one unit.
  if (Math.abs(last) < SOLVED && best.value >= 0)
    return Math.abs(first) < SOLVED && givesTheSame(fit) ? 'nothing' : 'much';
  const fell = lossFell(fit.epochs, fit.series);
  const from = guess.loss ?? (first > 0 ? first : null);
  if (from === null || best.value < 0) return fell ? 'some' : 'nothing';
  const right = gain(told);
  if (isMuch(told, from, right)) return 'much';
  if (!fell) return 'nothing';
  const lags = !fit.end && fit.epochs.length < FEWEST_EPOCHS;
  if (!isGuessing(guess.loss === null ? null : 1 - best.value / guess.loss, right, lags)) return 'some';
  return isOnItsWay(fit, told, levels) ? 'unknown' : 'nothing';
}

/**
 * Start weights may be far worse than guessing: what comes down from there has yet to show, while it trains, where it ends. Where it is far above
 * guessing, single stretches may go up.
 */
function isOnItsWay(
  fit: FitFigures,
  { curve, guess: { loss } }: Omit<Progress, 'learned'>,
  levels: readonly CurvePoint[],
): boolean {
  if (fit.end || givesTheSame(fit)) return false;
  const isFar = loss !== null && lastLevel(levels) > loss * (1 + FAR);
  return (endsLowest(curve) && lastFall(curve) > ON_ITS_WAY) || (isFar && lastFall(levels, 3) > ON_ITS_WAY);
}

/**
 * Loss and accuracy are held against each other: few samples differ from chance by luck, and so does the loss of start weights.
 * @param way share of the way from the loss of guessing to 0; null where that is not known
 * @param right the same in accuracy
 * @param lags the loss is that of the last batches, and the accuracy the mean of an epoch before them
 */
function isGuessing(way: number | null, right: number | null, lags: boolean): boolean {
  if (way === null) return false;
  if (right === null) return way <= NOTHING;
  return (way <= NOTHING && right <= LUCKY) || (!lags && way <= LUCKY && right <= NOTHING);
}

function isMuch({ last, validation }: Omit<Progress, 'learned'>, from: number, right: number | null): boolean {
  if (right !== null && right >= MUCH) return true;
  const way = 1 - Math.max(last, lowest(validation)?.value ?? last) / from;
  return way >= MUCH && (right === null || right >= MUCH / 2);
}

/** How much of the way from chance to all right its accuracy went; null where one of them is not known. */
export function gain({ accuracy }: Pick<Progress, 'accuracy'>): number | null {
  return accuracy && accuracy.chance !== null && accuracy.chance < 1
    ? (accuracy.value - accuracy.chance) / (1 - accuracy.chance)
    : null;
}

function lastAccuracy({ name, training, validation }: AccuracyCurves, guess: Guessing): Progress['accuracy'] {
  if (validation.length > 0) return { name: `val_${name}`, value: endOf(validation), chance: guess.heldAccuracy };
  return training.length > 0 ? { name, value: endOf(training), chance: guess.accuracy } : null;
}

/** The mean of the last tenth, NaN of an empty curve. */
const endOf = (curve: readonly CurvePoint[]): number =>
  meanOf(curve.slice(-Math.max(1, Math.floor(curve.length / 10))));
