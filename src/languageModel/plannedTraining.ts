import { dataInside } from '../assistant/dataInside.js';
import type { Reach } from '../assistant/root.js';
import type { ToolInput } from '../assistant/toolTable.js';
import { shapesOfData } from '../commands/launch/shapesOfData.js';
import { chosenModel } from '../commands/modelTarget.js';
import { HumanError } from '../errors/humanError.js';
import { answerText, configAnswers } from '../launch/answerText.js';
import { runRequest } from '../launch/runRequest.js';
import { dataLimits } from '../platform/settings.js';
import type { DataSpec } from '../protocol/data.js';
import type { RunChoice, RunPlan } from '../protocol/launch.js';
import type { RunRequest } from '../protocol/runRequest.js';
import type { SourceModel } from '../protocol/source.js';
import type { ToolDeps } from './deps.js';
import { settledTraining } from './settledTraining.js';
import { sourcesOf } from './sources.js';

/** How a model that an assistant has named would be trained. */
export interface PlannedTraining {
  readonly model: SourceModel;
  readonly plan: RunPlan;
  readonly request: Omit<RunRequest, 'backend'>;
}

/**
 * Plans as Run does, with what the person has chosen in `gradlens.json`; what is still open is taken as proposed. Nothing of it runs, and no
 * choice is kept.
 * @throws {HumanError} where it is open which model is meant, or it cannot be run
 */
export async function plannedTraining(
  deps: ToolDeps,
  reach: Reach,
  input: ToolInput<'train'>,
  signal: AbortSignal,
): Promise<PlannedTraining> {
  const { state, settings } = deps;
  const file = await reach.inside(input.file);
  const { sources } = await sourcesOf(deps, reach, file, signal);
  const { name, line } = meantModel(
    sources.flatMap(({ models }) => models),
    input,
  );
  const target = await chosenModel(state, { file, name, line });
  const { model, choice } = target;
  const named = await dataInside(reach, input);
  const typed = Object.fromEntries(Object.entries(input.set).map(([key, value]) => [key, answerText(value)]));
  const answers = { ...configAnswers(choice.choices.values), ...typed };
  const asked: RunChoice = { ...choice, answers, dataNamed: named !== null };
  const picked = named ?? choice.choices.data ?? null;
  const planning = { makePlan: (each: RunChoice) => state.plans.plan(each), shapesOf: shapesOfData(deps, target) };
  const { plan, guessed } = await settledTraining(planning, asked, { data: picked, typed });
  if (plan.blocked) throw new HumanError(plan.blocked.message);
  const chosen = picked ?? plan.data;
  const request = await runRequest(plan, asked, {
    data: chosen ?? (plan.needsData ? RANDOM : null),
    ownData: named === null && !choice.choices.data,
    dataFolder: choice.folder,
    limits: dataLimits(settings),
    guessed,
  });
  return {
    model,
    plan,
    request: { ...request, epochs: input.epochs ?? null, seed: input.seed ?? settings.seed.value },
  };
}

const RANDOM: DataSpec = { kind: 'random' };

function meantModel(models: readonly SourceModel[], { file, line }: ToolInput<'train'>): SourceModel {
  const [model, ...others] = line === undefined ? models : models.filter((each) => each.line === line);
  if (model && others.length === 0) return model;
  const list = models.map((each) => `${each.name} (line ${each.line})`).join(', ');
  if (models.length === 0) throw new HumanError(`No Sequential model of Keras or TensorFlow.js found in ${file}.`);
  throw new HumanError(`${model ? 'Name a model by its line' : `There is no model on line ${line}`}: ${list}.`);
}
