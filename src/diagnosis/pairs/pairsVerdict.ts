import { formatNumber } from '../../protocol/numberText.js';
import type { EditedTexts } from './changedTerms.js';
import { comparePair } from './comparePair.js';
import { comparisonOf, type Measure } from './measure.js';
import { lastValue, type Pair, type PairedRun } from './pairedRun.js';
import { decides } from './signTest.js';

/** What pairs of trainings say of an edit. */
export interface PairsVerdict {
  readonly better: number;
  readonly worse: number;
  readonly undecided: number;
  /** Whether so many pairs can decide at all, and which way they do; null where they do not. */
  readonly decided: 'better' | 'worse' | null;
  /** It fails both with the edit and without it. */
  readonly neitherTrains: boolean;
  /** What was compared; null where nothing can be. */
  readonly measure: Measure | null;
  /** For people: `better in 3 of 3: val_loss 0.42 to 0.11`. */
  readonly text: string;
}

const NOTHING = { better: 0, worse: 0, undecided: 0, decided: null, neitherTrains: false, measure: null };

/**
 * Counts pairs. Three that agree decide; fewer, or ones that differ, may be chance.
 * @param seeds how many pairs were asked for
 */
export function pairsVerdict(pairs: readonly Pair[], texts: EditedTexts, seeds: number): PairsVerdict {
  const stopped = pairs.length < seeds ? `stopped after ${pairs.length} of ${seeds} pairs: ` : '';
  const none = { ...NOTHING, undecided: pairs.length };
  if (pairs.length === 0) return { ...none, text: 'stopped before a pair was complete' };
  const failed = failures(pairs);
  if (failed) return { ...failed, text: stopped + failed.text };
  const { measure, reason } = comparisonOf(pairs, texts);
  if (!measure) return { ...none, text: `${stopped}the pairs cannot be compared: ${reason}` };
  const outcomes = pairs.map((pair) => comparePair(pair, measure));
  const count = (outcome: string) => outcomes.filter((each) => each === outcome).length;
  const [better, worse, undecided] = ['better', 'worse', 'undecided'].map(count) as [number, number, number];
  const decided = decides(better, worse) ? 'better' : decides(worse, better) ? 'worse' : null;
  const counts = { better, worse, undecided };
  return {
    ...counts,
    decided,
    neitherTrains: false,
    measure,
    text: stopped + sentence(counts, decided, valuesText(pairs, measure)) + ofOwnSeeds(pairs),
  };
}

/** Where the source sets every seed itself, pairs are one pair repeated: there is no chance in it, and nothing is learned of other starts. */
function ofOwnSeeds([first, ...others]: readonly Pair[]): string {
  const isSame = ({ before, after }: Pair) =>
    endsOf(before) === endsOf(first?.before) && endsOf(after) === endsOf(first?.after);
  return others.length > 0 && others.every(isSame) ? ' (the same in all: the source sets its own seeds)' : '';
}

const endsOf = (run: PairedRun | undefined): string => JSON.stringify(run?.logs.at(-1));

type Counts = Pick<PairsVerdict, 'better' | 'worse' | 'undecided'>;

function sentence({ better, worse, undecided }: Counts, decided: PairsVerdict['decided'], values: string): string {
  const all = better + worse + undecided;
  if (decided !== null) return `${decided} in ${decided === 'better' ? better : worse} of ${all}: ${values}`;
  if (better === all || worse === all) {
    const word = better === all ? 'better' : 'worse';
    return `${word} in ${all} of ${all}: ${values}, which ${seedsText(all)} cannot tell from chance`;
  }
  const counts = better + worse === 0 ? '' : `better in ${better}, worse in ${worse} of ${all}, `;
  return `no difference that ${seedsText(all)} could show: ${counts}${values}`;
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

const seedsText = (count: number): string => `${WORDS[count] ?? count} ${count === 1 ? 'seed' : 'seeds'}`;

/** `val_loss 0.42 to 0.11`: the middle values of all pairs. */
function valuesText(pairs: readonly Pair[], { name }: Measure): string {
  const [was, is] = (['before', 'after'] as const).map((side) =>
    median(pairs.map((pair) => lastValue(pair[side], name))),
  );
  return `${name} ${formatNumber(was ?? Number.NaN)} to ${formatNumber(is ?? Number.NaN)}`;
}

/** NaN counts as the worst. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((first, second) =>
    Number.isNaN(first) ? 1 : Number.isNaN(second) ? -1 : first - second,
  );
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Where one of the two never trains, there is nothing to measure and yet something to say; null elsewhere. */
function failures(pairs: readonly Pair[]): PairsVerdict | null {
  const all = pairs.length;
  const fails = (side: 'before' | 'after') => pairs.every((pair) => pair[side].logs.length === 0);
  const reason = (side: 'before' | 'after') => pairs.find((pair) => pair[side].failure !== null)?.[side].failure;
  if (fails('before') && fails('after')) {
    const text = `neither trains, with the edit or without it: ${reason('after') ?? 'nothing was trained'}`;
    return { ...NOTHING, undecided: all, neitherTrains: true, text };
  }
  const decided = decides(all, 0);
  if (fails('before') && pairs.every(({ after }) => after.failure === null)) {
    const text = `better in ${all} of ${all}: it fails as it is, and trains with the edit`;
    return { ...NOTHING, better: all, decided: decided ? 'better' : null, text };
  }
  if (fails('after') && pairs.every(({ before }) => before.failure === null)) {
    const text = `worse in ${all} of ${all}: with the edit it does not train: ${reason('after') ?? 'nothing was trained'}`;
    return { ...NOTHING, worse: all, decided: decided ? 'worse' : null, text };
  }
  return null;
}
