import { basename } from 'node:path';
import { backendLabel, runStatus } from '../editor/text/runStatus.js';
import { type PickItem, pick, pickMany } from '../platform/quickPick.js';
import type { Run, Runs } from '../runs/types.js';
import type { Command, CommandDeps } from './deps.js';

/** A run as an entry of a quick pick. */
export function runItem(run: Run): PickItem & { readonly run: Run } {
  const { request, startedAt, fits } = run;
  const file = basename(request.file);
  return {
    run,
    ...(run.marks.pinned ? { icon: 'pinned' } : {}),
    label: request.model ? `${request.model.name} · ${file}` : file,
    description: runStatus(run, fits.at(-1) ?? null),
    detail: `${new Date(startedAt).toLocaleString()} · ${backendLabel(request.backend)} · ${request.file}`,
  };
}

/** What the recorded runs take on disk: `12.3 MB`. */
export async function diskUse(runs: Pick<Runs, 'diskUsage'>): Promise<string> {
  const megabytes = (await runs.diskUsage()) / 1e6;
  return megabytes >= 1000 ? `${(megabytes / 1000).toFixed(1)} GB` : `${megabytes.toFixed(1)} MB`;
}

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

/** Asks which runs are kept for good: none of them is deleted to make room. */
export function pinRuns({ state: { runs } }: CommandDeps): Command {
  return async () => {
    const chosen = await pickMany(
      runs.all.map((run) => ({ ...runItem(run), picked: run.marks.pinned })),
      { title: 'Pinned runs are never deleted to make room', placeHolder: 'Select the runs to keep' },
    );
    if (!chosen) return;
    const kept = new Set(chosen.map(({ run }) => run.id));
    for (const { id, marks } of runs.all) {
      if (marks.pinned !== kept.has(id)) await runs.mark(id, { pinned: kept.has(id) });
    }
  };
}
