import { askText } from '../../platform/messages.js';
import type { RunMarks } from '../../runs/marks.js';
import { runLabel } from '../../runs/runLabel.js';
import type { Command, CommandDeps } from '../deps.js';
import { chosenRuns } from './chosenRuns.js';

const MOST_NAME = 60;
const MOST_NOTE = 2000;

/** Names a run; an empty name takes it away. */
export function renameRun(deps: CommandDeps): Command {
  return async (argument) => {
    const [run] = chosenRuns(deps, argument);
    if (!run) return;
    const text = await askText(
      {
        title: 'Rename Run',
        prompt: `Name for the run of ${runLabel(run).model}. Leave it empty to remove the name.`,
        value: run.marks.name ?? '',
      },
      atMost(MOST_NAME),
    );
    if (text !== undefined) await deps.state.runs.mark(run.id, { name: text.trim() || null });
  };
}

/** Writes a note about a run; an empty one takes it away. */
export function noteRun(deps: CommandDeps): Command {
  return async (argument) => {
    const [run] = chosenRuns(deps, argument);
    if (!run) return;
    const text = await askText(
      {
        title: 'Run Note',
        prompt: `Note on the run of ${runLabel(run).model}. Leave it empty to remove the note.`,
        value: run.marks.note ?? '',
      },
      atMost(MOST_NOTE),
    );
    if (text !== undefined) await deps.state.runs.mark(run.id, { note: text.trim() || null });
  };
}

/** Keeps runs for good where others are deleted to make room, or no longer. */
export function markRuns(deps: CommandDeps, marks: Partial<RunMarks>): Command {
  return async (argument, selected) => {
    for (const { id } of chosenRuns(deps, argument, selected)) await deps.state.runs.mark(id, marks);
  };
}

const atMost = (most: number) => (text: string) => (text.length > most ? `At most ${most} characters.` : null);
