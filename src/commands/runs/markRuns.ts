import { askText } from '../../platform/messages.js';
import type { RunMarks } from '../../runs/marks.js';
import { runLabel } from '../../runs/runLabel.js';
import type { Command, CommandDeps } from '../deps.js';
import { chosenRuns } from './chosenRuns.js';

/** Names a run; an empty name takes it away. */
export const renameRun = (deps: CommandDeps): Command =>
  writeMark(deps, { mark: 'name', title: 'Rename Run', prompt: 'Name for', most: 60 });

/** Writes a note about a run; an empty one takes it away. */
export const noteRun = (deps: CommandDeps): Command =>
  writeMark(deps, { mark: 'note', title: 'Run Note', prompt: 'Note on', most: 2000 });

interface WrittenMark {
  readonly mark: 'name' | 'note';
  readonly title: string;
  /** Goes on with the run that it is of. */
  readonly prompt: string;
  /** Characters that it may have. */
  readonly most: number;
}

function writeMark(deps: CommandDeps, { mark, title, prompt, most }: WrittenMark): Command {
  return async (argument) => {
    const [run] = chosenRuns(deps, argument);
    if (!run) return;
    const text = await askText(
      {
        title,
        prompt: `${prompt} the run of ${runLabel(run).model}. Leave it empty to remove the ${mark}.`,
        value: run.marks[mark] ?? '',
      },
      (typed) => (typed.length > most ? `At most ${most} characters.` : null),
    );
    if (text !== undefined) await deps.state.runs.mark(run.id, { [mark]: text.trim() || null });
  };
}

/** Keeps runs for good where others are deleted to make room, or no longer. */
export function markRuns(deps: CommandDeps, marks: Partial<RunMarks>): Command {
  return async (argument, selected) => {
    for (const { id } of chosenRuns(deps, argument, selected)) await deps.state.runs.mark(id, marks);
  };
}
