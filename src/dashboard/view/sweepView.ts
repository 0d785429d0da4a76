import type { SweepView, SweptTrial } from '../../protocol/dashboard/sweepPart.js';
import { rankedTrials, type SweepState, type SweepTrial } from '../../protocol/sweep.js';
import { bestTrial } from '../../protocol/sweepGroups.js';
import { verdictWord } from '../../protocol/verdict.js';
import { IMPORTANCE_METHOD } from '../../sweep/importance.js';
import { toneOf } from './judgementView.js';

interface ShownSweep {
  /** Of its model, in words. */
  readonly place: string;
  /** Whether this window trains it, or is about to. */
  readonly isTraining: boolean;
  readonly isStarting: boolean;
}

/** What the page shows of a sweep. */
export function sweepView(state: SweepState, { place, isTraining, isStarting }: ShownSweep): SweepView {
  const { id, plan, measure, importance } = state;
  return {
    id,
    name: plan.model.name,
    place,
    axes: plan.parameters.map(({ id: own, scale, values }) => ({ id: own, scale, values: [...values] })),
    hasSeeds: plan.seeds.length > 1,
    measure,
    importance: [...importance],
    // Of two that are equal in the page's order the better one is first.
    trials: rankedTrials(state).map((trial) => sweptTrial(trial, state, isTraining)),
    best: bestTrial(state)?.trial ?? null,
    state: isTraining ? 'training' : isStarting ? 'starting' : state.outcome === 'completed' ? 'completed' : 'stopped',
    method: IMPORTANCE_METHOD,
  };
}

/** As they were made; what is broken off is not among them, as it depends on more than the trial. */
const made = new WeakMap<SweepTrial, SweptTrial>();

function sweptTrial(trial: SweepTrial, { plan }: Pick<SweepState, 'plan'>, isTraining: boolean): SweptTrial {
  const { values, seed, status, run, epochs, verdict, failure, best, last, firstGradient, seconds } = trial;
  const isBrokenOff = status === 'training' && !isTraining;
  const known = isBrokenOff ? undefined : made.get(trial);
  if (known) return known;
  const swept: SweptTrial = {
    trial: trial.trial,
    values: plan.parameters.map(({ id }) => values[id] ?? ''),
    seed,
    status: isBrokenOff ? 'interrupted' : status,
    epochs,
    verdict: verdict && { tone: toneOf(verdict), word: verdictWord(verdict), text: verdict.text },
    failure,
    isOpenable: run !== null && status !== 'waiting' && (status !== 'training' || isBrokenOff),
    figures: Float32Array.from([best, last, firstGradient, seconds], (figure) => figure ?? Number.NaN),
  };
  if (!isBrokenOff) made.set(trial, swept);
  return swept;
}
