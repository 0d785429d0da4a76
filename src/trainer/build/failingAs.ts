import { HumanError } from '../../errors/humanError.js';
import { SourceError } from '../../errors/sourceError.js';
import type { TrainerProblemKind } from '../../protocol/trainer.js';
import type { BuildRun } from './buildRun.js';

/** Ends the run with a problem where an action fails for a reason that is told to people. Errors of the user's own code are left to the run's end, which describes them. */
export async function failingAs<T>(kind: TrainerProblemKind, run: BuildRun, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof HumanError)) throw error;
    const { location, fixes } = error instanceof SourceError ? error : { location: null, fixes: [] };
    run.fail({ kind, severity: 'error', message: error.message, location, fixes, stack: error.stack ?? null });
  }
}
