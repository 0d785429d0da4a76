import { basename } from 'node:path';
import * as vscode from 'vscode';
import { isActive } from '../../editor/models/modelRuns.js';
import { messageOf } from '../../errors/errorText.js';
import { tell, tellModal } from '../../platform/messages.js';
import { pick } from '../../platform/quickPick.js';
import { formatMoment } from '../../protocol/momentText.js';
import type { RunHeader } from '../../protocol/runFile.js';
import type { Run, Runs } from '../../runs/types.js';
import type { Command, CommandDeps } from '../deps.js';
import { chosenRuns } from './chosenRuns.js';
import { goingRuns, MOST_NAMED } from './goingRuns.js';
import { comparedItems, diskUse } from './runList.js';

const DELETE = 'Delete';
const DELETE_ALL = 'Delete All';
const KEEP = 'Keep';

/** Deletes what runs recorded: those that are named or selected, or the one picked. */
export function deleteRun(deps: CommandDeps): Command {
  const { runs } = deps.state;
  return async (argument, selected) => {
    const chosen = chosenRuns(deps, argument, selected);
    const going = chosen.length > 0 ? chosen : await picked(runs);
    if (going.length > 0 && (await confirm(going))) await putAway(going, runs);
  };
}

/** To the trash; where that does not take them, for good, if the person wants that. */
async function putAway(going: readonly Run[], runs: Runs): Promise<void> {
  let toTrash = trash();
  for (const { id } of going) {
    try {
      await runs.delete(id, toTrash);
    } catch (error) {
      if (!toTrash) throw error;
      const message = 'The trash does not take the run. Delete it for good?';
      const detail = `${messageOf(error)}\nThis cannot be undone.`;
      if ((await tellModal('warning', { message, detail }, DELETE)) !== DELETE) return;
      toTrash = undefined;
      await runs.delete(id);
    }
  }
}

/** The system's trash, where there is one: not on a remote machine, nor in a browser. */
function trash(): ((folder: string) => Thenable<void>) | undefined {
  const { uiKind, remoteName } = vscode.env;
  if (uiKind !== vscode.UIKind.Desktop || remoteName !== undefined) return undefined;
  return (folder) => vscode.workspace.fs.delete(vscode.Uri.file(folder), { recursive: true, useTrash: true });
}

async function picked(runs: Runs): Promise<Run[]> {
  const title = `Delete a run (all runs take up ${await diskUse(runs)} on disk)`;
  const placeHolder = runs.all.length > 0 ? 'Which run?' : 'There are no runs';
  const choice = await pick(comparedItems(runs), { title, placeHolder });
  return choice ? [choice.run] : [];
}

async function confirm(runs: readonly Run[]): Promise<boolean> {
  const { what, lines } = goingRuns(runs);
  const undone = trash()
    ? `You can restore ${runs.length === 1 ? 'it' : 'them'} from the trash.`
    : 'This cannot be undone.';
  const message = `${runs.some(isActive) ? 'Stop and delete' : 'Delete'} ${what}?`;
  const detail = [...pinnedText(runs), ...lines, undone].join('\n');
  return (await tellModal('warning', { message, detail }, DELETE)) === DELETE;
}

/** That some are to be kept; nothing where none is. */
function pinnedText(runs: readonly Run[]): string[] {
  const pinned = runs.filter(({ marks }) => marks.pinned).length;
  if (pinned === 0) return [];
  return [runs.length === 1 ? 'It is pinned.' : `${pinned} of them ${pinned === 1 ? 'is' : 'are'} pinned.`];
}

/** Deletes what all runs and sweeps recorded, after saying how much that is. */
export function deleteAllRuns({ state: { runs }, sweepFiles }: CommandDeps): Command {
  return async () => {
    const { length } = runs.all;
    const sweeps = (await sweepFiles.ids()).length;
    if (length + sweeps === 0) {
      await tell('information', 'There are no runs to delete.');
      return;
    }
    const live = runs.all.filter(isActive).length;
    const what = [...allOf(length, 'run'), ...allOf(sweeps, 'sweep')];
    const training =
      live > 0 ? [`${live} of them ${live === 1 ? 'is' : 'are'} still training and will be stopped.`] : [];
    const detail = [
      `${length + sweeps === 1 ? 'It takes' : 'They take'} up ${await diskUse(runs)} on disk.`,
      ...training,
      ...pinnedText(runs.all),
      'This cannot be undone.',
    ].join('\n');
    const choice = await tellModal('warning', { message: `Delete ${what.join(' and ')}?`, detail }, DELETE_ALL);
    if (choice !== DELETE_ALL) return;
    await runs.deleteAll();
    await sweepFiles.deleteAll();
  };
}

function allOf(count: number, noun: string): string[] {
  if (count === 0) return [];
  return [count === 1 ? `the only ${noun}` : `all ${count} ${noun}s`];
}

/** Asks whether the oldest runs may be deleted to make room, with their names; who keeps them is not asked again in this window. */
export function mayDeleteRuns(
  log: vscode.LogOutputChannel,
  maxRuns: () => number,
): (headers: readonly RunHeader[]) => Promise<boolean> {
  let kept = false;
  return async (headers) => {
    const names = headers.map(nameOf);
    const more = names.length > MOST_NAMED ? `, and ${names.length - MOST_NAMED} more` : '';
    const limit = `gradlens.maxRuns is ${maxRuns()}`;
    log.info(`${limit}; runs beyond that limit: ${names.join('; ')}`);
    if (kept) return false;
    const which = names.length === 1 ? 'the oldest run' : `the ${names.length} oldest runs`;
    const answer = await tell(
      'information',
      `${limit}. Delete ${which}? ${names.slice(0, MOST_NAMED).join('; ')}${more}. Pinned runs are kept.`,
      DELETE,
      KEEP,
    );
    kept = answer !== DELETE;
    return answer === DELETE;
  };
}

function nameOf({ file, model, startedAt }: RunHeader): string {
  const name = model ? `${model.name} of ${basename(model.file ?? file)}` : basename(file);
  return `${name} (${formatMoment(startedAt)})`;
}
