import { createTwoFilesPatch } from 'diff';
import { answerText } from '../../assistant/answerText.js';
import { compareAnswer } from '../../assistant/compareAnswer.js';
import { findingsAnswer } from '../../assistant/findingsAnswer.js';
import { modelsAnswer } from '../../assistant/modelsAnswer.js';
import { runAnswer } from '../../assistant/runAnswer.js';
import { runsAnswer } from '../../assistant/runsAnswer.js';
import type { ToolInput } from '../../assistant/toolTable.js';
import { editedText } from '../../diagnosis/source/editedText.js';
import { HumanError } from '../../errors/humanError.js';
import { modelFile } from '../../protocol/runRequest.js';
import type { Run } from '../../runs/types.js';
import { findInPaths, type UnreadablePath } from '../../source/findInPaths.js';
import { checkPaths, sourceFindings } from '../check/checkPaths.js';
import { compared } from '../compareCommand.js';
import { foundRun } from '../foundRun.js';
import { withKeptRuns } from '../keptRuns.js';
import type { Root } from './root.js';

export async function listModels(root: Root, { path }: ToolInput<'list_models'>): Promise<string> {
  const { models, unreadable } = await findInPaths([await root.inside(path)], root.leadsInside);
  return modelsAnswer(models, notesOn(unreadable, root), root.place);
}

export async function check(root: Root, { path, line }: ToolInput<'check'>): Promise<string> {
  const paths = [await root.inside(path)];
  const { files, unreadable } = await checkPaths({ paths, line: line ?? null }, root.leadsInside);
  const models = files.reduce((sum, { asked }) => sum + asked.length, 0);
  return findingsAnswer({ findings: sourceFindings(files), models, notes: notesOn(unreadable, root) }, root.place);
}

/** Paths that an answer names of those that could not be read; of more there is the number. */
const MOST_UNREAD = 3;

function notesOn(unreadable: readonly UnreadablePath[], root: Root): string[] {
  const named = unreadable.slice(0, MOST_UNREAD);
  const notes = named.map(({ path, reason }) => `Not read: ${root.fileText(path)}: ${reason}`);
  const more = unreadable.length - named.length;
  return more > 0 ? [...notes, `Not read: ${more} more.`] : notes;
}

export async function proposeFix(root: Root, { file, line, rule }: ToolInput<'propose_fix'>): Promise<string> {
  const { files } = await checkPaths({ paths: [await root.inside(file)], line: line ?? null }, root.leadsInside);
  const findings = sourceFindings(files).filter((finding) => finding.rule === rule);
  if (findings.length === 0) throw new HumanError(`check finds nothing of the rule ${rule} there.`);
  const fixes = findings.flatMap(({ fixes: [first] }) => (first ? [first] : []));
  if (fixes.length === 0) throw new HumanError(`GradLens knows no edit for ${rule}: ${findings[0]?.help ?? ''}`);
  const patches = files.flatMap(({ file: changed, text }) => {
    const own = fixes.filter(({ edits }) => edits.every((edit) => edit.file === changed));
    if (own.length === 0) return [];
    const name = root.fileText(changed);
    return createTwoFilesPatch(`a/${name}`, `b/${name}`, text, editedText(text, own).text, '', '', { context: 2 });
  });
  const lines = [...new Set(fixes.map(({ title }) => title)), '', ...patches.flatMap((patch) => patch.split('\n'))];
  return answerText(lines, 'Ask for one line.');
}

export function listRuns(root: Root, { file, limit }: ToolInput<'list_runs'>): Promise<string> {
  return withKeptRuns(async (runs) => {
    const only = file === undefined ? null : await root.inside(file);
    const own = runsInside(root, runs.all).filter((run) => only === null || modelFile(run.request) === only);
    const listed = own.slice(0, limit).map(async (run) => ({ run, changes: await runs.whatChanged(run) }));
    return runsAnswer(await Promise.all(listed), root.fileText);
  });
}

export function compare(root: Root, { runs: ids }: ToolInput<'compare_runs'>): Promise<string> {
  return withKeptRuns(async (kept) => {
    const own = runsInside(root, kept.all);
    const runs = [...new Set(ids.map((id) => foundRun(own, id)))];
    return compareAnswer(runs, await compared(kept, runs));
  });
}

export function readRun(root: Root, { run: id }: ToolInput<'read_run'>): Promise<string> {
  return withKeptRuns(async (runs) => {
    const run = foundRun(runsInside(root, runs.all), id);
    await run.load();
    return runAnswer(run, root.place);
  });
}

/** The runs that a client may know of. */
const runsInside = (root: Root, runs: readonly Run[]): Run[] =>
  runs.filter((run) => root.holds(modelFile(run.request)));
