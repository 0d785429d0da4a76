import { NO_FILTER, type RunFilter, type RunOrder } from '../../editor/runList/runGroups.js';
import { askText } from '../../platform/messages.js';
import { pick } from '../../platform/quickPick.js';
import type { Command, CommandDeps } from '../deps.js';

const ORDERS: readonly { readonly order: RunOrder; readonly label: string; readonly description?: string }[] = [
  { order: 'newest', label: 'Newest first' },
  {
    order: 'best',
    label: 'Best first',
    description: 'by accuracy, else by loss, on validation data where there is any',
  },
  { order: 'duration', label: 'Longest first' },
  { order: 'name', label: 'Name' },
];

const FILTERS: readonly {
  readonly only: RunFilter['only'] | 'text';
  readonly label: string;
  readonly description?: string;
}[] = [
  { only: 'all', label: 'All runs' },
  { only: 'pinned', label: 'Pinned runs' },
  { only: 'bad', label: 'Runs with problems', description: 'failed, or did not learn well' },
  {
    only: 'text',
    label: 'Runs that mention…',
    description: 'words in the file, model, name, note, result, or changes',
  },
];

/** Orders the runs of each model in the side bar. */
export function sortRuns({ runTree }: CommandDeps): Command {
  return async () => {
    const now = runTree.order;
    const items = ORDERS.map((item) => ({ ...item, icon: item.order === now ? 'check' : 'blank' }));
    const choice = await pick(items, { title: 'Sort Runs' });
    if (choice) await runTree.sortBy(choice.order);
  };
}

/** Chooses which runs the side bar lists. */
export function filterRuns({ runTree }: CommandDeps): Command {
  return async () => {
    const now = runTree.filter.text === '' ? runTree.filter.only : 'text';
    const items = FILTERS.map((item) => ({ ...item, icon: item.only === now ? 'check' : 'blank' }));
    const choice = await pick(items, { title: 'Filter Runs' });
    if (!choice) return;
    if (choice.only !== 'text') {
      runTree.showOnly({ text: '', only: choice.only });
      return;
    }
    const text = await askText(
      { title: 'Filter Runs', prompt: 'Words to find, in any order', value: runTree.filter.text },
      () => null,
    );
    if (text !== undefined) runTree.showOnly({ text, only: 'all' });
  };
}

/** Lists more runs of a group, which its last line names. */
export function moreRuns({ runTree }: CommandDeps): Command {
  return (group) => {
    if (typeof group === 'string') runTree.showMore(group);
  };
}

export function clearRunFilter({ runTree }: CommandDeps): Command {
  return () => runTree.showOnly(NO_FILTER);
}
