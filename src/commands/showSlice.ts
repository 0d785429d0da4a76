import type { Command, CommandDeps } from './deps.js';
import { launchTarget } from './launch/launchTarget.js';
import { showStatements } from './launch/showStatements.js';

/** Shows the statements that a model depends on, as a slice of its file would run them. */
export function showSlice(deps: CommandDeps): Command {
  return async (argument) => showStatements(deps, await launchTarget(deps, argument), { focus: true });
}
