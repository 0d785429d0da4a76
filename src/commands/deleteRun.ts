import { isActive } from '../editor/models/modelRuns.js';
import { tellModal } from '../platform/messages.js';
import { pick } from '../platform/pick.js';
import type { Run } from '../runs/types.js';
import type { Command, CommandDeps } from './deps.js';
import { diskUse } from './diskUse.js';
import { runItem } from './runItem.js';

const DELETE = 'Delete';

/** Deletes what a run recorded: the run with the given id, or the one picked. */
export function deleteRun({ state: { runs } }: CommandDeps): Command {
  return async (argument) => {
    const named = typeof argument === 'string' ? runs.find(argument) : undefined;
    const run = named ?? (await picked(runs.all, `Delete a run (all runs take up ${await diskUse(runs)} on disk)`));
    if (run && (await confirm(run))) await runs.delete(run.id);
  };
}

async function picked(all: readonly Run[], title: string): Promise<Run | undefined> {
  const placeHolder = all.length > 0 ? 'Which run?' : 'There are no runs';
  return (await pick(all.map(runItem), { title, placeHolder }))?.run;
}

async function confirm(run: Run): Promise<boolean> {
  const { label, detail = '' } = runItem(run);
  const message = isActive(run) ? `Stop and delete the run of ${label}?` : `Delete the run of ${label}?`;
  return (await tellModal('warning', { message, detail }, DELETE)) === DELETE;
}
