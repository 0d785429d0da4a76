import { isActive } from '../editor/models/modelRuns.js';
import { HumanError } from '../errors/humanError.js';
import { pick } from '../platform/quickPick.js';
import type { Run } from '../runs/types.js';
import type { Command, CommandDeps } from './deps.js';
import { modelTarget } from './modelTarget.js';
import { runItems } from './runs/runList.js';

/** A command on a run that goes on: that of the model which a lens names or at the cursor, else the only one, else the one picked. */
export const onLiveRun = (deps: CommandDeps, act: (run: Run) => unknown): Command =>
  onRun(deps, isActive, 'Nothing is running.', act);

/** @param none what is told where no run is such a one */
export function onRun(
  { state }: CommandDeps,
  isSuch: (run: Run) => boolean,
  none: string,
  act: (run: Run) => unknown,
): Command {
  return async (argument) => {
    const target = await modelTarget(state.models, argument);
    const found = target && state.modelRuns.of(target.model, target.document);
    const run = found && isSuch(found.run) ? found.run : await onlyOrPicked(state.runs.all.filter(isSuch), none);
    if (run) await act(run);
  };
}

async function onlyOrPicked(such: readonly Run[], none: string): Promise<Run | undefined> {
  const [only] = such;
  if (!only) throw new HumanError(none);
  if (such.length === 1) return only;
  const choice = await pick(runItems(such), { placeHolder: 'Which run?' });
  return choice?.run;
}
