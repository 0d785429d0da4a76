import type { Command, CommandDeps } from './deps.js';
import { modelTarget } from './modelTarget.js';

/** Shows the dashboard with the run whose id is given, else the newest one of the model that a lens names or at the cursor. */
export function showDashboard({ state, dashboard }: CommandDeps): Command {
  return async (argument) => {
    const named = typeof argument === 'string' ? state.runs.find(argument) : undefined;
    if (named) {
      dashboard.show(named);
      return;
    }
    const target = await modelTarget(state.models, argument);
    dashboard.show(target ? state.modelRuns.of(target.model, target.document)?.run : undefined);
  };
}
