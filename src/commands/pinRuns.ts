import { pickMany } from '../platform/pick.js';
import type { Command, CommandDeps } from './deps.js';
import { runItem } from './runItem.js';

/** Asks which runs are kept for good: none of them is deleted to make room. */
export function pinRuns({ state: { runs } }: CommandDeps): Command {
  return async () => {
    const chosen = await pickMany(
      runs.all.map((run) => ({ ...runItem(run), picked: run.pinned })),
      { title: 'Pinned runs are never deleted to make room', placeHolder: 'Select the runs to keep' },
    );
    if (!chosen) return;
    const kept = new Set(chosen.map(({ run }) => run.id));
    for (const { id, pinned } of runs.all) if (pinned !== kept.has(id)) await runs.pin(id, kept.has(id));
  };
}
