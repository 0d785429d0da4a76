import { rangeText } from '../../protocol/spreadText.js';
import type { SweepState } from '../../protocol/sweep.js';
import { rankedGroups, spreadOf } from '../../protocol/sweepGroups.js';
import { verdictWord } from '../../protocol/verdict.js';
import { alignedRows } from '../ownWords.js';
import { figure, givenText } from './figureText.js';

/** What the seeds of each combination came to on average, the best first. */
export function groupTable(state: SweepState): string[] {
  const { plan, measure } = state;
  const ids = plan.parameters.map(({ id }) => id);
  const head = [...ids, measure ? `mean best ${measure.name}` : 'mean best', 'range', 'seeds', 'verdict'];
  const rows = rankedGroups(state).map(({ trials, spread }) => [
    ...ids.map((id) => givenText(trials[0].values[id])),
    figure(spread?.mean ?? null),
    spread ? rangeText(spread) : '-',
    `${spread?.count ?? 0} of ${trials.length}`,
    verdicts(trials),
    figure(spreadOf(trials.map(({ firstGradient }) => firstGradient ?? Number.NaN))?.mean ?? null),
    `trials ${trials[0].trial}-${trials.at(-1)?.trial}`,
  ]);
  return alignedRows([[...head, 'gradient of first layer', ''], ...rows]);
}

function verdicts(trials: SweepState['trials']): string {
  const words = trials.flatMap(({ verdict }) => (verdict ? [verdictWord(verdict)] : []));
  const kinds = Map.groupBy(words, (word) => word);
  if (kinds.size <= 1) return words[0] ?? '-';
  return [...kinds].map(([word, { length }]) => `${length}x ${word}`).join(', ');
}
