import { formatClock, formatDated } from '../../protocol/momentText.js';
import { runLabel } from '../runLabel.js';
import type { Run } from '../types.js';

type Named = Parameters<typeof runLabel>[0];

/** What runs are called beside each other: by what a person calls them, else when they started; with the model where there are several. */
export function comparedNames(runs: readonly (Named & Pick<Run, 'startedAt'>)[]): string[] {
  const labels = runs.map(runLabel);
  const haveModels = new Set(labels.map(({ model }) => model)).size > 1;
  const haveDays = new Set(runs.map(({ startedAt }) => new Date(startedAt).toDateString())).size > 1;
  return runs.map(({ startedAt }, index) => {
    const { name = null, model = '' } = labels[index] ?? {};
    const own = name ?? (haveDays ? formatDated : formatClock)(startedAt);
    return haveModels ? `${own} · ${model}` : own;
  });
}
