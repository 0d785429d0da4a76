import { parse } from 'node:path';
import { revealPlace } from '../../editor/notebooks/revealPlace.js';
import { HumanError } from '../../errors/humanError.js';
import { knownAnswers } from '../../launch/chosenWay.js';
import { tell } from '../../platform/messages.js';
import { pick } from '../../platform/quickPick.js';
import type { Answers, RunWay } from '../../protocol/launch.js';
import { modelFiles } from '../../source/modelFiles.js';
import type { Command, CommandDeps } from '../deps.js';
import { type ChosenModel, chosenModel } from '../modelTarget.js';
import { builderText, sliceText } from './sliceText.js';

/** Shows the statements below a small list, so that they can be read before the person goes back to what was asked. */
export async function lookAtStatements(deps: CommandDeps, target: ChosenModel, answers?: Answers): Promise<void> {
  await showStatements(deps, target, { ...(answers ? { answers } : {}), focus: false });
  await pick([{ icon: 'arrow-left', label: 'Back' }], {
    title: `What runs for ${target.model.name}`,
    placeHolder: 'Only these statements',
    ignoreFocusOut: true,
  });
}

/** Stands for a value that is still open where statements are only looked at. */
const OPEN = 'undefined';

/** Shows the code that Run would run: the whole file, the call that builds the model, or the statements that it depends on. */
async function showStatements(
  { state, slices, log }: CommandDeps,
  target: ChosenModel,
  { answers, focus }: { readonly answers?: Answers; readonly focus: boolean },
): Promise<void> {
  const { model, choice } = target;
  const known = answers ?? knownAnswers(choice);
  const first = await state.plans.plan({ ...choice, answers: known });
  const open = first.questions.filter(({ name, proposal }) => proposal === null && !Object.hasOwn(known, name));
  const filled = { ...Object.fromEntries(open.map(({ name }) => [name, OPEN])), ...known };
  const plan = open.length === 0 ? first : await state.plans.plan({ ...choice, answers: filled });
  const { recipe, entry, way } = plan;
  if (way === 'keras' || entry !== null) {
    const file = entry ?? model.file;
    const place = file === model.file ? { file, ...model.span.start } : { file, line: 1, column: 1 };
    await revealPlace(state, null, place, log);
    void tell('information', wholeFileText(model.name, file, way));
    return;
  }
  if (!recipe || recipe.kind === 'keras') {
    throw new HumanError(plan.blocked?.message ?? `${model.name} has no statements to show.`);
  }
  const text = recipe.kind === 'slice' ? sliceText(model.name, recipe) : builderText(model.name, recipe);
  await slices.show({ name: `${parse(model.file).name} ${model.name}.slice.js`, text, focus });
}

/** What is told where all of a file runs, or is read. */
function wholeFileText(name: string, file: string, way: RunWay): string {
  const { base } = parse(file);
  if (way === 'keras') return `${base} is read and not run: GradLens builds ${name} in TensorFlow.js and trains it.`;
  const what = modelFiles.javascript.test(file) ? `all of ${base}` : `the scripts of ${base}`;
  return `Run runs ${what}, with its own data and its own fit.`;
}

/** Shows what Run would run for a model. */
export function showSlice(deps: CommandDeps): Command {
  return async (argument) => showStatements(deps, await chosenModel(deps.state, argument), { focus: true });
}
