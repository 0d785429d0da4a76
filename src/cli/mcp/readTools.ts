import { createTwoFilesPatch } from 'diff';
import { compareAnswer } from '../../assistant/compareAnswer.js';
import { findingsAnswer } from '../../assistant/findingsAnswer.js';
import { modelsAnswer } from '../../assistant/modelsAnswer.js';
import { runAnswer } from '../../assistant/runAnswer.js';
import { fileOf, runsAnswer } from '../../assistant/runsAnswer.js';
import type { ToolInput } from '../../assistant/toolTable.js';
import { editedText } from '../../diagnosis/source/editedText.js';
import { HumanError } from '../../errors/humanError.js';
import { findInPaths } from '../../source/findInPaths.js';
import { checkPaths, sourceFindings } from '../check/checkPaths.js';
import { compared } from '../compareCommand.js';
import { foundRun } from '../foundRun.js';
import { withKeptRuns } from '../keptRuns.js';
import type { Root } from './root.js';

export async function listModels(root: Root, { path }: ToolInput<'list_models'>): Promise<string> {
  const { models } = await findInPaths([await root.inside(path)]);
  return modelsAnswer(models, root.place);
}

export async function check(root: Root, { path, line }: ToolInput<'check'>): Promise<string> {
  const { files } = await checkPaths({ paths: [await root.inside(path)], line: line ?? null });
  const models = files.reduce((sum, { asked }) => sum + asked.length, 0);
  return findingsAnswer(sourceFindings(files), models, root.place);
}

export async function proposeFix(root: Root, { file, line, rule }: ToolInput<'propose_fix'>): Promise<string> {
  const path = await root.inside(file);
  const { files } = await checkPaths({ paths: [path], line: line ?? null });
  const findings = sourceFindings(files).filter((finding) => finding.rule === rule);
  if (findings.length === 0) throw new HumanError(`check finds nothing of the rule ${rule} there.`);
  const fixes = findings.flatMap(({ fixes: [first] }) => (first ? [first] : []));
  if (fixes.length === 0) throw new HumanError(`GradLens knows no edit for ${rule}: ${findings[0]?.help ?? ''}`);
  const patches = files.map(({ file: changed, text }) => {
    const own = fixes.filter(({ edits }) => edits.every((edit) => edit.file === changed));
    const name = root.fileText(changed);
    return createTwoFilesPatch(`a/${name}`, `b/${name}`, text, editedText(text, own).text, '', '', { context: 2 });
  });
  return [...new Set(fixes.map(({ title }) => title)), '', ...patches].join('\n');
}

export function listRuns(root: Root, { file, limit }: ToolInput<'list_runs'>): Promise<string> {
  return withKeptRuns(async (runs) => {
    const only = file === undefined ? null : await root.inside(file);
    const own = runs.all.filter((run) => root.holds(fileOf(run)) && (only === null || fileOf(run) === only));
    const listed = own.slice(0, limit).map(async (run) => ({ run, changes: await runs.whatChanged(run) }));
    return runsAnswer(await Promise.all(listed), root.fileText);
  });
}

export function compare(root: Root, { runs: ids }: ToolInput<'compare_runs'>): Promise<string> {
  return withKeptRuns(async (kept) => {
    const own = kept.all.filter((run) => root.holds(fileOf(run)));
    const runs = [...new Set(ids.map((id) => foundRun(own, id)))];
    return compareAnswer(runs, await compared(kept, runs));
  });
}

export function readRun(root: Root, { run: id }: ToolInput<'read_run'>): Promise<string> {
  return withKeptRuns(async (runs) => {
    const run = foundRun(
      runs.all.filter((each) => root.holds(fileOf(each))),
      id,
    );
    await run.load();
    return runAnswer(run, root.place);
  });
}
