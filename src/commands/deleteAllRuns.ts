import { isActive } from '../editor/models/modelRuns.js';
import { tell, tellModal } from '../platform/messages.js';
import type { Command, CommandDeps } from './deps.js';
import { diskUse } from './diskUse.js';

const DELETE_ALL = 'Delete All';

/** Deletes what all runs recorded, after saying how much that is. */
export function deleteAllRuns({ state: { runs } }: CommandDeps): Command {
  return async () => {
    const { length } = runs.all;
    if (length === 0) {
      await tell('information', 'There are no runs to delete.');
      return;
    }
    const live = runs.all.filter(isActive).length;
    const message = length === 1 ? 'Delete the only run?' : `Delete all ${length} runs?`;
    const detail = `They take up ${await diskUse(runs)} on disk.${live > 0 ? ` ${live} of them ${live === 1 ? 'is' : 'are'} still training and will be stopped.` : ''}`;
    const choice = await tellModal('warning', { message, detail }, DELETE_ALL);
    if (choice === DELETE_ALL) await runs.deleteAll();
  };
}
