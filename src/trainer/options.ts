import type { TrainerOptions } from '../protocol/trainer.js';

const VARIABLE = 'GRADLENS_TRAINER';

/**
 * Reads what the host handed over and removes it from the environment, so that user code and what it spawns do not see it.
 * @returns null in a process that the user's code forked: it inherits `--import`, but is no trainer.
 */
export function takeOptions(env: NodeJS.ProcessEnv): TrainerOptions | null {
  const json = env[VARIABLE];
  if (json === undefined) return null;
  delete env[VARIABLE];
  // Inside Electron it has to stay: `process.execPath` is a Node for the user's own child processes only with it.
  if (!process.versions.electron) delete env.ELECTRON_RUN_AS_NODE;
  return JSON.parse(json) as TrainerOptions;
}
