import { pickData } from './data/pickData.js';
import type { Command, CommandDeps } from './deps.js';
import { launchTarget } from './launch/launchTarget.js';

/** Asks what a model is to be trained on from now on. */
export function chooseData(deps: CommandDeps): Command {
  return async (argument) => {
    const target = await launchTarget(deps, argument);
    const data = await pickData(deps, target, { canShowStatements: false });
    if (data) await deps.state.config.change(target.model, target.models, { data });
  };
}
