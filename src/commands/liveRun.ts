import { isActive } from '../editor/models/modelRuns.js';
import { HumanError } from '../errors/humanError.js';
import { pick } from '../platform/quickPick.js';
import type { Run } from '../runs/types.js';
import type { Command, CommandDeps } from './deps.js';
import { modelTarget } from './modelTarget.js';
import { runItem } from './runList.js';

/** A command on a run that goes on: that of the model which a lens names or at the cursor, else the only one, else the one picked. */
export function onLiveRun({ state }: CommandDeps, act: (run: Run) => void): Command {
  return async (argument) => {
    const target = await modelTarget(state.models, argument);
    const found = target && state.modelRuns.of(target.model, target.document);
    const run = found && isActive(found.run) ? found.run : await onlyOrPicked(state.runs.all.filter(isActive));
    if (run) act(run);
  };
}

async function onlyOrPicked(active: readonly Run[]): Promise<Run | undefined> {
  const [only] = active;
  if (!only) throw new HumanError('Nothing is running.');
  if (active.length === 1) return only;
  const choice = await pick(active.map(runItem), {
    placeHolder: 'Several runs are active. Which one?',
  });
  return choice?.run;
}
