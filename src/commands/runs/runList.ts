import { backendLabel, runStatus } from '../../editor/text/runStatus.js';
import { type PickItem, pick, pickMany } from '../../platform/quickPick.js';
import { formatMoment } from '../../protocol/momentText.js';
import { runLabel, runTitle } from '../../runs/runLabel.js';
import type { Run, Runs } from '../../runs/types.js';
import type { Command, CommandDeps } from '../deps.js';

/** A run as an entry of a quick pick, told as every list does. @param changes since the last run of that model, where that is known */
function runItem(run: Run, changes: string | null = null): PickItem & { readonly run: Run } {
  const { request, startedAt, fits } = run;
  const label = runLabel(run);
  const facts = [
    changes,
    formatMoment(startedAt),
    label.duration && `took ${label.duration}`,
    backendLabel(request.backend),
    request.file,
  ];
  return {
    run,
    ...(run.marks.pinned ? { icon: 'pinned' } : {}),
    label: runTitle(label),
    description: label.result ?? runStatus(run, fits.at(-1) ?? null),
    detail: facts.filter((part) => part !== null).join(' · '),
  };
}

/** Runs as such entries. */
export const runItems = (runs: readonly Run[]) => runs.map((run) => runItem(run));

/** All runs as such entries, with what changed. */
export const comparedItems = (runs: Runs): Promise<ReturnType<typeof runItem>[]> =>
  Promise.all(runs.all.map(async (run) => runItem(run, await runs.whatChanged(run))));

/** What the recorded runs take on disk: `12.3 MB`. */
export async function diskUse(runs: Pick<Runs, 'diskUsage'>): Promise<string> {
  const megabytes = (await runs.diskUsage()) / 1e6;
  return megabytes >= 1000 ? `${(megabytes / 1000).toFixed(1)} GB` : `${megabytes.toFixed(1)} MB`;
}

/** Asks for one of all runs, newest first; null where the person gives up. */
export async function pickRun(
  runs: Runs,
  { title, placeHolder }: { readonly title: string; readonly placeHolder: string },
): Promise<Run | null> {
  const choice = await pick(comparedItems(runs), {
    title,
    placeHolder: runs.all.length > 0 ? placeHolder : 'No runs yet',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return choice?.run ?? null;
}

/** Lists all runs, and shows the chosen one in the dashboard. */
export function showRuns({ state, dashboard }: CommandDeps): Command {
  return async () => {
    const title = `Runs (${await diskUse(state.runs)} on disk)`;
    const run = await pickRun(state.runs, { title, placeHolder: 'Show a run in the dashboard' });
    if (run) dashboard.show(run);
  };
}

/** Asks which runs are kept for good: none of them is deleted to make room. */
export function pinRuns({ state: { runs } }: CommandDeps): Command {
  return async () => {
    const chosen = await pickMany(
      (await comparedItems(runs)).map((item) => ({ ...item, picked: item.run.marks.pinned })),
      { title: 'Pinned runs are never deleted to make room', placeHolder: 'Select the runs to keep' },
    );
    if (!chosen) return;
    const kept = new Set(chosen.map(({ run }) => run.id));
    for (const { id, marks } of runs.all) {
      if (marks.pinned !== kept.has(id)) await runs.mark(id, { pinned: kept.has(id) });
    }
  };
}
