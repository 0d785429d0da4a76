import * as v from 'valibot';
import type { Run } from '../../runs/types.js';
import type { CommandDeps } from '../deps.js';

/** What the list of runs, or a button, hands to a command: a run's id, or a node that has it. */
const Named = v.union([
  v.string(),
  v.pipe(
    v.object({ kind: v.literal('run'), id: v.string() }),
    v.transform(({ id }) => id),
  ),
]);

/** The run that is named; undefined where none is. */
export function namedRun({ runs }: Pick<CommandDeps['state'], 'runs'>, argument: unknown): Run | undefined {
  const id = idOf(argument);
  return id === null ? undefined : runs.find(id);
}

/** The runs that a command is meant for: all that are selected where the one it was called on is among them, else that one; by a key, the selected ones. */
export function chosenRuns(
  { state, runTree }: Pick<CommandDeps, 'state' | 'runTree'>,
  argument: unknown,
  selected?: unknown,
): Run[] {
  if (argument === undefined) return [...runTree.selected];
  const named = namedRun(state, argument);
  if (!named) return [];
  const all = Array.isArray(selected) ? selected.flatMap((each) => namedRun(state, each) ?? []) : [];
  return all.includes(named) ? all : [named];
}

function idOf(argument: unknown): string | null {
  const parsed = v.safeParse(Named, argument);
  return parsed.success ? parsed.output : null;
}
