import { pick } from '../platform/pick.js';
import type { Command, CommandDeps } from './deps.js';
import { diskUse } from './diskUse.js';
import { runItem } from './runItem.js';

/** Lists all runs, newest first, and shows the chosen one in the dashboard. */
export function showRuns({ state, dashboard }: CommandDeps): Command {
  return async () => {
    const { all } = state.runs;
    const choice = await pick(all.map(runItem), {
      title: `Runs (${await diskUse(state.runs)} on disk)`,
      placeHolder: all.length > 0 ? 'Show a run in the dashboard' : 'No runs yet',
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (choice) dashboard.show(choice.run);
  };
}
