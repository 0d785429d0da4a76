import { type MeantModel, meantModel } from '../launch/meantModel.js';
import { trainsItself, trainsOthers } from '../launch/trainingFile.js';
import type { Answers } from '../protocol/launch.js';
import { PLAIN_RUN, type RunRequest } from '../protocol/runRequest.js';
import { modelFiles } from '../source/modelFiles.js';
import { modelSizes } from '../source/size/sourceSize.js';
import { type ModelFile, type PlanArguments, plannedRun } from './plannedRun.js';
import { listModels, type Selection, selectModel } from './selectModel.js';
import type { SilenceWatch } from './silence/watchSilence.js';
import type { TrainArguments } from './trainArguments.js';
import { OpenError } from './usage.js';
import { callerPath, workingDirectory } from './userFile.js';

type ChosenModel = PlanArguments & Pick<TrainArguments, 'model' | 'line' | 'save'>;

/**
 * The file as it is, where only that was asked for; else the one model that was meant, in the way that suits it.
 * @param answered what was answered for the same model before: nothing is asked or said again
 * @throws {OpenError} where it is open which model is meant, or what it is made with
 */
export async function chooseLaunch(
  file: string,
  source: ModelFile,
  typed: ChosenModel,
  watch: SilenceWatch,
  answered: Answers | null = null,
): Promise<Omit<RunRequest, 'backend'>> {
  const selection = selectModel(source.models, file, typed);
  const { epochs, seed } = typed;
  const saveTo = typed.save === null ? null : callerPath(typed.save);
  const meant = modelToPlan(file, source, selection, typed);
  if (!meant) {
    const sizes = modelSizes(selection.model ? [selection.model] : source.models);
    return { ...PLAIN_RUN, file, cwd: workingDirectory(file), ...selection, saveTo, sizes, epochs, seed };
  }
  const { model } = meant;
  const launch = await plannedRun(meant, source, typed, watch, answered);
  const isOther = launch.file !== file;
  const only = launch.build ? null : isOther ? { spans: [model.span], name: null } : selection.only;
  return { ...launch, only, saveTo, epochs, seed };
}

/** What was answered for a model whose way to run was chosen before. */
export function answersIn({ build }: Pick<RunRequest, 'build'>): Answers {
  const recipe = build?.recipe;
  return recipe?.kind === 'slice' ? recipe.values : recipe?.kind === 'keras' ? recipe.answers : {};
}

/** Whether Node comes to a fit in a file of several models, or of none that others of the project make. */
function trainsByItself(file: string, { models, text }: ModelFile): boolean {
  return models.length === 0 ? trainsOthers(text, file, true) : models.some((model) => trainsItself(text, model));
}

function modelToPlan(
  file: string,
  { models, text }: ModelFile,
  selection: Selection,
  { data, yes, values, line, model: name }: ChosenModel,
): MeantModel | null {
  if (selection.model) return { model: selection.model, whole: false };
  const isPlain = modelFiles.javascript.test(file) && data === null && Object.keys(values).length === 0;
  if (isPlain && !yes) return null;
  const [only] = models;
  if (line === null && name === null && models.length === 1 && only) return { model: only, whole: false };
  // Where Node comes to a fit by itself, all models of the file are in it.
  if (isPlain && line === null && name === null && trainsByItself(file, { models, text })) return null;
  const isOpen = line === null && name === null && models.length > 1;
  const meant = isOpen && !modelFiles.javascript.test(file) ? meantModel(text, models) : null;
  if (meant) return meant;
  const asked = line !== null ? `There is no model on line ${line}.` : `Choose a model with --model or --line.`;
  const wrong = name === null ? asked : `The source has no single model called ${name}. Choose one with --line.`;
  const list = listModels(models, { text, file });
  throw new OpenError(models.length === 0 ? list : `${wrong} ${list}`);
}
