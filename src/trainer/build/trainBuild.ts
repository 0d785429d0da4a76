import { runProgram } from '../kerasProgram/runProgram.js';
import type { BuildRun } from './buildRun.js';
import { failingAs } from './failingAs.js';
import { fitOnData } from './fitOnData.js';
import { programOf } from './kerasRecipe.js';
import { makeModel } from './makeModel.js';
import { openData } from './openData.js';

const NO_VALUES = { arrays: new Map(), callbacks: new Map(), functions: new Map() };

/** Makes the task's model, opens its data and fits it. What goes wrong ends the run with a problem at its place. */
export async function trainBuild(run: BuildRun): Promise<void> {
  const { recipe } = run.task;
  if (recipe.kind === 'keras') {
    await runProgram(run, programOf(recipe.declaration), NO_VALUES);
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
