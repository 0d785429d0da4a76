import { tell } from '../../platform/messages.js';
import { pickMany } from '../../platform/quickPick.js';
import { MOST_COMPARED } from '../../protocol/dashboard/messages.js';
import type { Run, Runs } from '../../runs/types.js';
import type { Command, CommandDeps } from '../deps.js';
import { chosenRuns } from './chosenRuns.js';
import { comparedItems } from './runList.js';

/** Shows runs beside each other in the dashboard: those that are selected in the list, else those that are picked; the newest whole. */
export function compareRuns(deps: CommandDeps): Command {
  const { runs } = deps.state;
  return async (argument, selected) => {
    const chosen = chosenRuns(deps, argument, selected);
    const compared = chosen.length > 1 ? chosen : await picked(runs, chosen);
    if (compared.length === 0) return;
    const [...newest] = compared.toSorted((one, other) => other.startedAt - one.startedAt);
    if (newest.length > MOST_COMPARED) {
      void tell(
        'information',
        `${MOST_COMPARED} runs can be compared at once: the newest of those that you chose are shown.`,
      );
    }
    deps.dashboard.compare(newest.slice(0, MOST_COMPARED));
  };
}

async function picked(runs: Runs, chosen: readonly Run[]): Promise<Run[]> {
  const items = (await comparedItems(runs)).map((item) => ({ ...item, picked: chosen.includes(item.run) }));
  const choice = await pickMany(items, {
    title: 'Compare runs',
    placeHolder: items.length > 1 ? 'Select two runs or more' : 'There is no other run to compare with',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return (choice ?? []).map(({ run }) => run);
}
