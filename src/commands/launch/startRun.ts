import { modelFile } from '../../protocol/runRequest.js';
import type { Run } from '../../runs/types.js';
import type { CommandDeps } from '../deps.js';
import { chosenModel, type ModelTarget } from '../modelTarget.js';
import { saveBeforeRun } from './saveBeforeRun.js';
import { settleRun } from './settleRun.js';

/**
 * Runs a model as its plan and the person's choices have it, as it is on screen.
 * @param noData as `settleRun` has it
 * @returns null where the person gave up, or was told why it cannot be run
 */
export async function startRun(
  deps: CommandDeps,
  { document, model }: ModelTarget,
  noData: 'ask' | 'random' = 'ask',
): Promise<Run | null> {
  const { runs, backends } = deps.state;
  await saveBeforeRun(document);
  const target = await chosenModel(deps.state, model);
  const request = await settleRun(deps, target, { noData });
  if (!request) return null;
  const backend = await backends.resolve(modelFile(request));
  const run = await runs.start({ ...request, backend, seed: deps.settings.seed.value });
  deps.picked.follow(run, target);
  return run;
}
