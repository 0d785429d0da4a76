import { parse } from 'node:path';
import { HumanError } from '../../errors/humanError.js';
import { knownAnswers } from '../../launch/chosenWay.js';
import { pick } from '../../platform/quickPick.js';
import type { Answers } from '../../protocol/launch.js';
import type { Command, CommandDeps } from '../deps.js';
import { type ChosenModel, chosenModel } from '../modelTarget.js';
import { sliceText } from './sliceText.js';

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

/**
 * Shows the statements that a model depends on in a tab of their own.
 * @throws {HumanError} where there are none to show
 */
async function showStatements(
  { state, slices }: CommandDeps,
  target: ChosenModel,
  { answers, focus }: { readonly answers?: Answers; readonly focus: boolean },
): Promise<void> {
  const { model } = target;
  if (model.framework === 'keras') {
    throw new HumanError(
      `No statements of ${model.name} run: GradLens reads its Python and builds the model from that.`,
    );
  }
  const choice = { ...target.choice, choices: { ...target.choice.choices, run: 'slice' as const } };
  const known = answers ?? knownAnswers(choice);
  const first = await state.plans.plan({ ...choice, answers: known });
  const open = first.questions.filter(({ name, proposal }) => proposal === null && !Object.hasOwn(known, name));
  const filled = { ...Object.fromEntries(open.map(({ name }) => [name, OPEN])), ...known };
  const { recipe, blocked } = open.length === 0 ? first : await state.plans.plan({ ...choice, answers: filled });
  if (recipe?.kind !== 'slice') throw new HumanError(blocked?.message ?? `${model.name} has no statements to show.`);
  const text = sliceText(model.name, recipe);
  await slices.show({ name: `${parse(model.file).name} ${model.name}.slice.js`, text, focus });
}

/** Shows the statements that a model depends on, as a slice of its file would run them. */
export function showSlice(deps: CommandDeps): Command {
  return async (argument) => showStatements(deps, await chosenModel(deps.state, argument), { focus: true });
}
