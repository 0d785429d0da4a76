import { findConfig } from '../config/configFile.js';
import { configKey } from '../config/configKey.js';
import { limitsOf } from '../datasets/limits.js';
import { sampleShapes } from '../datasets/preview/sampleShapes.js';
import { parseDataSpec } from '../datasets/specText.js';
import { HumanError } from '../errors/humanError.js';
import { configAnswers } from '../launch/answerText.js';
import { planWithData } from '../launch/dataAnswers.js';
import type { MeantModel } from '../launch/meantModel.js';
import { planLaunch } from '../launch/planLaunch.js';
import { unaccepted } from '../launch/runNotes.js';
import { runRequest, unusedChoices } from '../launch/runRequest.js';
import { openNames, type SettledPlan, settlePlan } from '../launch/settlePlan.js';
import type { ModelChoices } from '../protocol/config.js';
import type { DataSpec, SampleShapes } from '../protocol/data.js';
import type { Answers, RunChoice, RunPlan } from '../protocol/launch.js';
import type { RunRequest } from '../protocol/runRequest.js';
import type { SourceModel } from '../protocol/source.js';
import { sourceEnd } from '../source/size/sourceShapes.js';
import { askQuestions } from './askQuestions.js';
import { unsaid } from './configAlerts.js';
import { say } from './ownWords.js';
import { pathText } from './placeText.js';
import type { SilenceWatch } from './silence/watchSilence.js';
import type { LaunchArguments } from './trainArguments.js';
import { OpenError } from './usage.js';
import { callerFolder, workingDirectory } from './userFile.js';
import { noteLine, placedText } from './warningLine.js';

export interface PlanArguments extends LaunchArguments {
  /** Told of the names that the source leaves open. */
  readonly onAsked: (names: ReadonlySet<string>) => void;
  /** Callbacks may be left out that would change the training: it is tried, and nobody keeps what it learns. */
  readonly isTrial: boolean;
}

/** A model's file: its text and all models in it, in order. */
export interface ModelFile {
  readonly text: string;
  readonly models: readonly SourceModel[];
}

/**
 * Decides how the model is run, as `gradlens.json` and the command line have it, and settles what its source leaves open.
 * @param answered what was answered for the same model before: nothing is asked or said again
 * @throws {OpenError} where something stays open; {HumanError} where it cannot be run in any way
 */
export async function plannedRun(
  { model, whole }: MeantModel,
  file: ModelFile,
  typed: PlanArguments,
  watch: SilenceWatch,
  answered: Answers | null = null,
): Promise<Omit<RunRequest, 'backend'>> {
  const tell = answered ? () => {} : say;
  const { folder, choices } = await choicesOf(model, file, tell);
  const named = typed.data === null ? null : parseDataSpec(typed.data, typed.target);
  const answers = { ...configAnswers(choices.values), ...typed.values, ...answered };
  const { text } = file;
  const choice: RunChoice = { model, whole, text, folder, choices, answers, dataNamed: named !== null };
  const data = named ?? choices.data ?? null;
  const dataFolder = named ? callerFolder() : folder;
  let shapes: Promise<SampleShapes | null> | undefined;
  const makePlan = planWithData(planLaunch, async () => {
    shapes ??= data ? sampleShapes(data, dataFolder, sourceEnd(model), limitsOf(process.env)) : Promise.resolve(null);
    return shapes;
  });
  const { plan, guessed } = await settle(choice, typed, watch, makePlan);
  tell(plan.summary);
  const unused = unusedChoices(plan, choices);
  if (unused !== null) tell(unused);
  const request = await runRequest(plan, choice, {
    data: data ?? plan.data ?? proposedData(plan, typed),
    dataFolder,
    limits: limitsOf(process.env),
    ownData: !named && !choices.data,
    guessed,
  });
  for (const note of request.notes) tell(noteLine(note));
  refuseUnaccepted(plan, choices, typed);
  return choices.cwd === undefined ? { ...request, cwd: workingDirectory(request.file) } : request;
}

/** What `gradlens.json` says of a model; which file that is, and what is wrong in it, is said. */
async function choicesOf(
  model: SourceModel,
  { models }: ModelFile,
  tell: (line: string) => void,
): Promise<{ readonly folder: string; readonly choices: ModelChoices }> {
  const found = await findConfig(model.file, callerFolder());
  if (!found) return { folder: workingDirectory(model.file), choices: {} };
  const { path, folder, config, problems } = found;
  for (const problem of unsaid(problems)) tell(problem);
  const choices = config.models?.[configKey(folder, model, models)];
  if (choices) tell(`${model.name} runs with choices from ${path}: ${Object.keys(choices).join(', ')}`);
  return { folder, choices: choices ?? {} };
}

async function settle(
  choice: RunChoice,
  typed: PlanArguments,
  watch: SilenceWatch,
  makePlan: (choice: RunChoice) => Promise<RunPlan>,
): Promise<SettledPlan> {
  const asked = new Set<string>();
  const settled = await settlePlan(
    choice,
    async (each) => {
      const plan = await makePlan(each);
      for (const name of openNames(plan)) asked.add(name);
      return plan;
    },
    (questions) => watch.whileAsking(() => askQuestions(questions, typed.yes)),
  );
  if (!settled) throw new OpenError('The run was canceled.');
  const { blocked } = settled.plan;
  typed.onAsked(asked);
  if (!blocked) return settled;
  const at = blocked.location;
  const place = at ? `${pathText({ file: at.file, line: at.line })}: ` : '';
  throw new HumanError(`${place}${blocked.message}`);
}

/** @throws {OpenError} where the run would learn something else than the source says, and nobody has said that it may */
function refuseUnaccepted(
  { notes }: RunPlan,
  { accepted }: ModelChoices,
  { yes, isTrial }: Pick<PlanArguments, 'yes' | 'isTrial'>,
): void {
  const open = yes ? [] : unaccepted(notes, accepted ?? []).filter(({ isCallback }) => !(isTrial && isCallback));
  if (open.length === 0) return;
  const reasons = open.map((note) => placedText(note)).join(' ');
  throw new OpenError(`The model would not learn exactly what its source says. ${reasons} Add --yes to train anyway.`);
}

/** With --yes, the data that any model can be tried on. @throws {OpenError} where the model needs data and none is named */
function proposedData(plan: RunPlan, { yes }: LaunchArguments): DataSpec | null {
  if (!plan.needsData) return null;
  if (yes) return { kind: 'random' };
  throw new OpenError(
    'This model has no data of its own. Choose some with --data: random, a name that "datasets" lists, a file, or a folder.',
  );
}
