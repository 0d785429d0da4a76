import { Script } from 'node:vm';
import { messageOf } from '../../errors/errorText.js';
import { HumanError } from '../../errors/humanError.js';
import { SourceError } from '../../errors/sourceError.js';
import type { ModelRecipe } from '../../protocol/launch.js';
import type { BuildRun } from './buildRun.js';
import { evaluateText } from './evaluateText.js';
import { modelOf } from './modelOf.js';
import { fitOf, type MadeModel } from './sourceFit.js';

type SliceRecipe = Extract<ModelRecipe, { kind: 'slice' }>;
type SliceFunction = (this: object, ...values: unknown[]) => Promise<unknown>;

/**
 * Runs the statements that a model depends on, at their own lines and columns, with a value for each name that they take from outside.
 * @throws {SourceError} where they make no Sequential; what they throw passes through, with the user's file in its stack
 */
export async function modelFromSlice(run: BuildRun, recipe: SliceRecipe): Promise<MadeModel> {
  const { slice, span } = recipe;
  const names = Object.keys(recipe.values);
  const values = Object.values(recipe.values).map((text) => evaluateText(text, run.tf));
  run.mapLines(slice.file, slice.lines);
  const made = await sliceFunction(recipe, names).call({}, run.tf, () => modelOf(run, null, recipe), ...values);
  const model = modelOf(run, made, recipe);
  const place = { file: recipe.file, ...span.start };
  if (!model) throw new SourceError('These statements create no Sequential model.', place);
  if (!run.placeOf(model)) run.assign(model, place);
  return { model, fit: fitOf(recipe.fit, run.tf) };
}

/** The wrapper's own line stands before the code's first. */
function sliceFunction({ slice }: SliceRecipe, names: readonly string[]): SliceFunction {
  const source = `(async function (${['tf', 'gradlensModel', ...names].join(', ')}) {\n${slice.code}\n})`;
  try {
    return new Script(source, { filename: slice.file, lineOffset: -1 }).runInThisContext();
  } catch (error) {
    const reason = messageOf(error);
    throw new HumanError(`The statements that the model depends on cannot run by themselves: ${reason}.`, {
      cause: error,
    });
  }
}
