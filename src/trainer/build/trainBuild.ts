import { HumanError } from '../../errors/humanError.js';
import { SourceError } from '../../errors/sourceError.js';
import type { TrainerProblemKind } from '../../protocol/trainer.js';
import type { BuildRun } from './buildRun.js';
import { fitOnData } from './fitOnData.js';
import { makeModel } from './makeModel.js';
import { openData } from './openData.js';

/** Makes the task's model, opens its data and fits it. What goes wrong ends the run with a problem at its place. */
export async function trainBuild(run: BuildRun): Promise<void> {
  const made = await failingAs('model', run, () => makeModel(run));
  const data = await failingAs('data', run, () => openData(run, made));
  try {
    await failingAs('data', run, () => fitOnData(run, made, data));
  } finally {
    await data.dataset.close();
  }
}

/** Errors of the user's own code are left to the run's end, which describes them. */
async function failingAs<T>(kind: TrainerProblemKind, run: BuildRun, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof HumanError)) throw error;
    const { location, fixes } = error instanceof SourceError ? error : { location: null, fixes: [] };
    run.fail({ kind, severity: 'error', message: error.message, location, fixes, stack: error.stack ?? null });
  }
}
