import { comparePair } from '../../diagnosis/pairs/comparePair.js';
import type { Measure } from '../../diagnosis/pairs/measure.js';
import type { PairsVerdict } from '../../diagnosis/pairs/pairsVerdict.js';
import type { Tone } from '../../protocol/dashboard/runView.js';
import type { TriedPair, TryItView } from '../../protocol/dashboard/tryItPart.js';
import { beginning } from '../../protocol/sentenceText.js';
import type { TrialRun } from '../../trials/trial.js';
import type { TriedEdit } from '../../trials/tries.js';

/** Points of a small curve: more than its pixels show nobody sees. */
const MOST_POINTS = 200;

/** What is compared before anything can be said of it. */
const USUAL: Measure = { name: 'loss', higherIsBetter: false };

export function tryItView({ trial, title, place }: TriedEdit): TryItView {
  const measure = trial.measure ?? USUAL;
  const seeds = [...new Set(trial.runs.map(({ seed }) => seed))];
  return {
    title,
    place,
    measure: measure.name,
    pairs: seeds.map((seed) => pairView(trial.runs, seed, measure, trial.measure !== null)),
    verdict: trial.verdict && { tone: toneOf(trial.verdict), text: beginning(trial.verdict.text) },
  };
}

function pairView(runs: readonly TrialRun[], seed: number, measure: Measure, isComparable: boolean): TriedPair {
  const [before, after] = (['before', 'after'] as const).map((side) =>
    runs.find((run) => run.seed === seed && run.side === side),
  );
  const isOver = before?.state === 'ended' && after?.state === 'ended';
  const outcome =
    isOver && isComparable ? comparePair({ seed, before: before.figures, after: after.figures }, measure) : null;
  return { seed, before: runView(before, measure), after: runView(after, measure), outcome };
}

function runView(run: TrialRun | undefined, { name }: Measure): TriedPair['before'] {
  if (!run) return { state: 'waiting', curve: new Float32Array(), reason: null };
  const { state, figures } = run;
  // Before its first epoch has ended nothing of a validation is there, which is no NaN.
  const values = figures.logs.flatMap(({ [name]: value }) => value ?? []);
  const reason = state === 'ended' ? figures.failure : null;
  return { state: reason === null ? state : 'failed', curve: thinned(values), reason };
}

/** The last value stays: it is the one that counts. */
function thinned(values: readonly number[]): Float32Array<ArrayBuffer> {
  const step = Math.max(1, Math.ceil(values.length / MOST_POINTS));
  const first = (values.length - 1) % step;
  return Float32Array.from(values.filter((_, index) => index % step === first));
}

function toneOf({ decided, better, worse, neitherTrains }: PairsVerdict): Tone {
  if (neitherTrains) return 'error';
  if (decided === 'better') return 'good';
  return decided === 'worse' || worse > better ? 'warning' : 'neutral';
}
