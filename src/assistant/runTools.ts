import { modelFile } from '../protocol/runRequest.js';
import { loadedComparison } from '../runs/compare/loadedComparison.js';
import { foundRun } from '../runs/foundRun.js';
import type { Run, Runs } from '../runs/types.js';
import { compareAnswer } from './compareAnswer.js';
import type { Reach } from './root.js';
import { runAnswer } from './runAnswer.js';
import { runsAnswer } from './runsAnswer.js';
import type { ToolInput } from './toolTable.js';

type KeptRuns = Pick<Runs, 'all' | 'whatChanged'>;

/** Runs of files within reach, newest first. @throws {HumanError} where the file is outside, or not there */
export async function listRuns(runs: KeptRuns, reach: Reach, { file, limit }: ToolInput<'list_runs'>): Promise<string> {
  const only = file === undefined ? null : await reach.inside(file);
  const own = runsInside(reach, runs).filter((run) => only === null || modelFile(run.request) === only);
  const listed = own.slice(0, limit).map(async (run) => ({ run, changes: await runs.whatChanged(run) }));
  return runsAnswer(await Promise.all(listed), reach.fileText);
}

/** @throws {HumanError} where a run is not there, or its files are out of reach */
export async function compareAsked(
  kept: KeptRuns,
  reach: Reach,
  { runs: ids }: ToolInput<'compare_runs'>,
): Promise<string> {
  const own = runsInside(reach, kept);
  const runs = [...new Set(ids.map((id) => foundRun(own, id, 'list_runs')))];
  return compareAnswer(runs, await loadedComparison(kept, runs));
}

/** @throws {HumanError} as `compareAsked` */
export async function readRun(runs: KeptRuns, reach: Reach, { run: id }: ToolInput<'read_run'>): Promise<string> {
  const run = foundRun(runsInside(reach, runs), id, 'list_runs');
  await run.load();
  return runAnswer(run, reach.place);
}

/** The runs that an assistant may know of. */
const runsInside = (reach: Reach, { all }: Pick<Runs, 'all'>): Run[] =>
  all.filter((run) => reach.holds(modelFile(run.request)));
