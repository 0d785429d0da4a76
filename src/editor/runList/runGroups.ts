import { basename } from 'node:path';
import { isBad } from '../../protocol/verdict.js';
import { modelKey } from '../../runs/previousRun.js';
import type { Run } from '../../runs/types.js';

/** Orders of the runs of one model. */
export const RUN_ORDERS = ['newest', 'best', 'duration', 'name'] as const;
export type RunOrder = (typeof RUN_ORDERS)[number];

/** Which runs are listed. */
export interface RunFilter {
  /** Words that all have to be somewhere in what is said of a run. */
  readonly text: string;
  readonly only: 'all' | 'pinned' | 'bad';
}

export const NO_FILTER: RunFilter = { text: '', only: 'all' };

/** Runs of one model. */
export interface RunGroup {
  readonly key: string;
  /** The model's name, or the file's where no model was meant. */
  readonly name: string;
  /** The file that has the model; null where that is the name. */
  readonly file: string | null;
  readonly runs: readonly Run[];
}

export interface GroupOptions {
  readonly order: RunOrder;
  readonly filter: RunFilter;
  /** What is said of a run that its own facts do not have: what changed. */
  readonly changesOf: (run: Run) => string | null;
  readonly now?: number;
}

/** Runs by their models, the model that ran last first. @param runs newest first */
export function groupRuns(
  runs: readonly Run[],
  { order, filter, changesOf, now = Date.now() }: GroupOptions,
): RunGroup[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const listed = runs.filter((run) => passes(run, filter.only) && has(words, () => searched(run, changesOf(run))));
  return [...Map.groupBy(listed, modelKey)].map(([key, own]) => ({
    key,
    ...nameOf(own),
    runs: inOrder(own, order, now),
  }));
}

function nameOf([run]: readonly Run[]): Pick<RunGroup, 'name' | 'file'> {
  const { model = null, file = '' } = run?.request ?? {};
  return model ? { name: model.name, file: model.file } : { name: basename(file), file: null };
}

function passes({ marks, state }: Run, only: RunFilter['only']): boolean {
  if (only === 'all') return true;
  if (only === 'pinned') return marks.pinned;
  if (state.kind !== 'ended') return false;
  const cameToItsEnd = state.outcome === 'completed' || state.outcome === 'stopped';
  return !cameToItsEnd || (state.verdict !== null && isBad(state.verdict));
}

function has(words: readonly string[], read: () => string): boolean {
  if (words.length === 0) return true;
  const text = read().toLowerCase();
  return words.every((word) => text.includes(word));
}

function searched({ request: { file, model }, marks, state }: Run, changes: string | null): string {
  const verdict = state.kind === 'ended' ? [state.outcome, state.verdict?.text, state.message] : [];
  return [file, model?.file, model?.name, marks.name, marks.note, changes, ...verdict].filter(Boolean).join('\n');
}

function inOrder(runs: readonly Run[], order: RunOrder, now: number): readonly Run[] {
  switch (order) {
    case 'newest':
      return runs;
    case 'duration':
      return runs.toSorted((a, b) => durationOf(b, now) - durationOf(a, now));
    case 'name':
      // Those without a name at the end.
      return runs.toSorted((a, b) => (a.marks.name ?? '\uFFFF').localeCompare(b.marks.name ?? '\uFFFF'));
    case 'best':
      return runs.toSorted((a, b) => goodness(b) - goodness(a));
  }
}

const durationOf = ({ startedAt, state }: Run, now: number): number =>
  (state.kind === 'ended' ? state.endedAt : now) - startedAt;

/** Accuracies before losses, which are no measure for each other, and runs without either last. */
function goodness({ best }: Run): number {
  if (!best) return Number.NEGATIVE_INFINITY;
  return best.name.endsWith('loss') ? -Math.max(0, best.value) - 1 : best.value;
}
