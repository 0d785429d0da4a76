import { basename } from 'node:path';
import * as vscode from 'vscode';
import { presentText } from '../../editor/models/presentText.js';
import { HumanError } from '../../errors/humanError.js';
import { isNotebookFile } from '../../protocol/cellsText.js';
import { formatDated } from '../../protocol/momentText.js';
import { modelFile } from '../../protocol/runRequest.js';
import { previousRunOf } from '../../runs/previousRun.js';
import type { Run, Runs } from '../../runs/types.js';
import type { Command, CommandDeps } from '../deps.js';
import { chosenRuns } from './chosenRuns.js';

type Texts = ReadonlyMap</* file */ string, string>;

/** Shows in the editor's own diff what changed from the last run of a model to this one; of two selected runs, from the older to the newer. */
export function showChanges(deps: CommandDeps): Command {
  const { state, ranTexts } = deps;
  return async (argument, selected) => {
    const [run, other, ...more] = chosenRuns(deps, argument, selected).sort((a, b) => b.startedAt - a.startedAt);
    if (!run) return;
    if (more.length > 0) throw new HumanError('Select one run, or two to compare with each other.');
    const before = other ?? previousRunOf(run, state.runs.all);
    if (!before) throw new HumanError('This is the first run of the model: there is nothing to compare it with.');
    const [from, to] = [await textsOf(state.runs, before), await textsOf(state.runs, run)];
    const pairs = changedFiles(from, to).map((file) => ({
      file: vscode.Uri.file(file),
      left: ranTexts.add(nameOf(file, before.id), from.get(file) ?? ''),
      right: ranTexts.add(nameOf(file, run.id), to.get(file) ?? ''),
    }));
    await show(pairs, `${timeOf(before)} ↔ ${timeOf(run)}`);
  };
}

/** Shows how a model's file differs by now from what ran. */
export function compareWithFile(deps: CommandDeps): Command {
  return async (argument) => {
    const [run] = chosenRuns(deps, argument);
    if (!run) return;
    const file = modelFile(run.request);
    const text = (await textsOf(deps.state.runs, run)).get(file);
    if (text === undefined) throw new HumanError(`The text of ${basename(file)} was not kept with this run.`);
    const left = deps.ranTexts.add(nameOf(file, run.id), text);
    const right = isNotebookFile(file) ? await cellsNow(deps, file) : vscode.Uri.file(file);
    await show([{ file: vscode.Uri.file(file), left, right }], `${timeOf(run)} ↔ now`);
  };
}

/** What a run keeps of a notebook is the code of its cells: that is compared with the same. */
async function cellsNow({ ranTexts }: CommandDeps, file: string): Promise<vscode.Uri> {
  const text = await presentText(file);
  if (text === null)
    throw new HumanError(`Open ${basename(file)} first: its cells are compared as they are on screen.`);
  return ranTexts.add(nameOf(file, 'now'), text);
}

/**
 * A file's text of some time among all texts: by its whole path, as files of two folders may have one name. By another ending the editor would take the code
 * of a notebook's cells for the notebook.
 */
const nameOf = (file: string, time: string): string =>
  `${time}${vscode.Uri.file(file).path}${isNotebookFile(file) ? '.py' : ''}`;

/** @throws {HumanError} where the run is older than that texts are kept */
async function textsOf(runs: Pick<Runs, 'sources'>, run: Run): Promise<Texts> {
  const sources = await runs.sources(run);
  if (sources.length === 0)
    throw new HumanError(
      'The text of what ran was not kept with this run: an earlier version of GradLens recorded it.',
    );
  return new Map(sources.flatMap(({ file, text }) => (text === null ? [] : [[file, text] as const])));
}

/** @throws {HumanError} where nothing differs */
function changedFiles(from: Texts, to: Texts): string[] {
  const changed = [...new Set([...to.keys(), ...from.keys()])].filter((file) => from.get(file) !== to.get(file));
  if (changed.length === 0) throw new HumanError('The code of both runs is the same.');
  return changed;
}

async function show(
  pairs: readonly { readonly file: vscode.Uri; readonly left: vscode.Uri; readonly right: vscode.Uri }[],
  title: string,
): Promise<void> {
  const [first] = pairs;
  if (pairs.length === 1 && first) {
    await vscode.commands.executeCommand(
      'vscode.diff',
      first.left,
      first.right,
      `${basename(first.file.fsPath)}: ${title}`,
      { preview: true },
    );
  } else {
    await vscode.commands.executeCommand(
      'vscode.changes',
      title,
      pairs.map(({ file, left, right }) => [file, left, right]),
    );
  }
}

const timeOf = ({ marks, startedAt }: Run): string => marks.name ?? formatDated(startedAt);
