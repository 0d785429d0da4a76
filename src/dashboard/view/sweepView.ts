import { basename } from 'node:path';
import type { SweepView, SweptTrial } from '../../protocol/dashboard/sweepPart.js';
import { bestTrial, rankedTrials, type SweepState, type SweepTrial } from '../../protocol/sweep.js';
import { verdictWord } from '../../protocol/verdict.js';
import { IMPORTANCE_METHOD } from '../../sweep/importance.js';
import { toneOf } from './judgementView.js';

/** What the page shows of a sweep. @param isTraining whether this window trains it */
export function sweepView(state: SweepState, isTraining: boolean): SweepView {
  const { plan, measure, importance } = state;
  // Of two that are equal in the page's order the better one is first.
  const trials = rankedTrials(state);
  return {
    name: plan.model.name,
    place: `${basename(plan.file)}:${plan.model.line}`,
    axes: plan.parameters.map(({ id, scale, values }) => {
      const found = importance.find(({ parameter }) => parameter === id);
      return {
        id,
        scale,
        values: [...values],
        importance: found ? { share: found.share, byChance: found.byChance } : null,
      };
    }),
    hasSeeds: plan.seeds.length > 1,
    measure,
    trials: trials.map((trial) => sweptTrial(trial, state, isTraining)),
    figures: Float32Array.from(
      trials.flatMap(({ best, last, firstGradient, seconds }) =>
        [best, last, firstGradient, seconds].map((figure) => figure ?? Number.NaN),
      ),
    ),
    best: bestTrial(state)?.trial ?? null,
    state: isTraining ? 'training' : state.outcome === 'completed' ? 'completed' : 'stopped',
    method: IMPORTANCE_METHOD,
  };
}

function sweptTrial(
  { trial, values, seed, status, run, epochs, verdict, failure }: SweepTrial,
  { plan }: SweepState,
  isTraining: boolean,
): SweptTrial {
  const isBrokenOff = status === 'training' && !isTraining;
  return {
    trial,
    values: plan.parameters.map(({ id }) => values[id] ?? ''),
    seed,
    status: isBrokenOff ? 'interrupted' : status,
    epochs,
    verdict: verdict && { tone: toneOf(verdict), word: verdictWord(verdict), text: verdict.text },
    failure,
    isOpenable: run !== null && status !== 'waiting' && (status !== 'training' || isBrokenOff),
  };
}
