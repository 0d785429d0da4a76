import { runLabel } from '../runLabel.js';
import type { Run } from '../types.js';

type Named = Parameters<typeof runLabel>[0];

const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
const CLOCK = new Intl.DateTimeFormat('en-US', TIME);
const DATED = new Intl.DateTimeFormat('en-US', { ...TIME, day: 'numeric', month: 'short' });

/** What runs are called beside each other: by what a person calls them, else when they started; with the model where there are several. */
export function comparedNames(runs: readonly (Named & Pick<Run, 'startedAt'>)[]): string[] {
  const labels = runs.map(runLabel);
  const haveModels = new Set(labels.map(({ model }) => model)).size > 1;
  const haveDays = new Set(runs.map(({ startedAt }) => new Date(startedAt).toDateString())).size > 1;
  return runs.map(({ startedAt }, index) => {
    const { name = null, model = '' } = labels[index] ?? {};
    const own = name ?? (haveDays ? DATED : CLOCK).format(startedAt);
    return haveModels ? `${own} · ${model}` : own;
  });
}
