import { runProgram } from '../kerasProgram/runProgram.js';
import type { BuildRun } from './buildRun.js';
import { failingAs } from './failingAs.js';
import { fitOnData } from './fitOnData.js';
import { readKeras } from './kerasRecipe.js';
import { makeModel } from './makeModel.js';
import { openData } from './openData.js';

/** Makes the task's model, opens its data and fits it. What goes wrong ends the run with a problem at its place. */
export async function trainBuild(run: BuildRun): Promise<void> {
  const { recipe } = run.task;
  if (recipe.kind === 'keras') {
    const { program, values } = await failingAs('model', run, async () => readKeras(run, recipe));
    await runProgram(run, program, values);
    return;
  }
  const made = await failingAs('model', run, () => makeModel(run, recipe));
  const data = await failingAs('data', run, () => openData(run, made));
  try {
    await failingAs('data', run, () => fitOnData(run, made, data));
  } finally {
    await data.dataset.close();
  }
}
