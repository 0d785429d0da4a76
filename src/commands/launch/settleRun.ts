import * as vscode from 'vscode';
import { revealPlace } from '../../editor/notebooks/revealPlace.js';
import { GO_TO_LINE } from '../../editor/problems/runMessages.js';
import { configValues } from '../../launch/answerText.js';
import { unaccepted } from '../../launch/runNotes.js';
import { runRequest, unusedChoices } from '../../launch/runRequest.js';
import { withProposals } from '../../launch/settlePlan.js';
import { commandIds } from '../../platform/commandIds.js';
import { tell, tellModal } from '../../platform/messages.js';
import { dataLimits } from '../../platform/settings.js';
import type { DataSpec } from '../../protocol/data.js';
import type { OpenQuestion, RunPlan } from '../../protocol/launch.js';
import type { RunRequest } from '../../protocol/runRequest.js';
import { readyData } from '../data/downloadFirst.js';
import { pickData } from '../data/pickData.js';
import type { CommandDeps } from '../deps.js';
import type { ChosenModel } from '../modelTarget.js';
import { askValues } from './askValues.js';
import { settleWithData } from './settleWithData.js';
import { lookAtStatements } from './showStatements.js';

const TRAIN = 'Train Anyway';

const CHOOSE_HOW = 'Choose How to Run';

/** What goes without asking the person. */
interface Settled {
  /** What a model is trained on that has no data: what the person picks, or random numbers of its shapes. */
  readonly noData?: 'ask' | 'random';
  /** Takes proposed values, and training that differs from the source, as `--yes` does: for this run alone. */
  readonly takesProposals?: boolean;
}

/**
 * Decides how a model is run and asks for what its source leaves open, values and data, each once.
 * @returns null where the person gave up, or was told why it cannot be run
 */
export async function settleRun(
  deps: CommandDeps,
  target: ChosenModel,
  { noData = 'ask', takesProposals = false }: Settled = {},
): Promise<Omit<RunRequest, 'backend'> | null> {
  const { config } = deps.state;
  const { model, models, choice } = target;
  const { choices, folder } = choice;
  const slices = model.framework === 'tfjs';
  const askPerson = (questions: readonly OpenQuestion[]) =>
    askValues(questions, {
      title: `Run ${model.name}`,
      accept: { icon: 'play', label: 'Train with these values' },
      known: {},
      showStatements: slices ? (answers) => lookAtStatements(deps, target, answers) : null,
    });
  const found = await settleWithData(deps, target, {
    values: takesProposals ? withProposals(askPerson) : askPerson,
    data: async (plan) => (noData === 'random' ? { kind: 'random' } : pickAndKeep(deps, target, plan)),
  });
  if (!found) return null;
  const { plan, given, guessed } = found.settled;
  if (Object.keys(given).length > 0 && !takesProposals) {
    await config.change(model, models, { values: { ...choices.values, ...configValues(given) } });
  }
  if (plan.blocked) {
    void tellBlocked(deps, target, plan);
    return null;
  }
  if (!takesProposals && !(await acceptNotes(deps, target, plan))) return null;
  const unused = unusedChoices(plan, choices);
  if (unused !== null) deps.log.warn(unused);
  const data = await dataFor(deps, target, plan, found.data, noData);
  if (data === 'none') return null;
  const ownData = data === null || (!found.data && plan.data !== null);
  const limits = dataLimits(deps.settings);
  const request = await runRequest(plan, choice, { data, ownData, dataFolder: folder, limits, guessed });
  // With what was asked for on the way.
  return { ...request, choices: await config.runChoices(model, models) };
}

async function dataFor(
  deps: CommandDeps,
  target: ChosenModel,
  plan: RunPlan,
  asked: DataSpec | null,
  noData: 'ask' | 'random',
): Promise<DataSpec | null | 'none'> {
  const chosen = plan.way === 'file' || plan.way === 'other-file' ? null : asked;
  if (!plan.needsData && !chosen) return null;
  const known = chosen ?? plan.data;
  if (known) return (await readyData(known)) ?? 'none';
  if (noData === 'random') return { kind: 'random' };
  return (await pickAndKeep(deps, target, plan)) ?? 'none';
}

/** Null where the person gives up. */
async function pickAndKeep(deps: CommandDeps, target: ChosenModel, { way }: RunPlan): Promise<DataSpec | null> {
  const picked = await pickData(deps, target, { canShowStatements: way === 'slice', canTakeBack: false });
  if (!picked || picked === 'own') return null;
  await deps.picked.keep(target, picked);
  return picked;
}

/**
 * Asks once where a run would learn something else than the source says.
 * @returns whether it may
 */
async function acceptNotes(
  { state }: CommandDeps,
  { model, models, choice: { choices } }: ChosenModel,
  { notes }: RunPlan,
): Promise<boolean> {
  const accepted = choices.accepted ?? [];
  const open = unaccepted(notes, accepted);
  if (open.length === 0) return true;
  const message = `${model.name} would not learn exactly what its source says.`;
  const lines = open.map(async (note) => `${await state.notebooks.textNow({ ...note, column: 1 })}: ${note.text}`);
  const detail = (await Promise.all(lines)).join('\n');
  if ((await tellModal('warning', { message, detail }, TRAIN)) !== TRAIN) return false;
  await state.config.change(model, models, { accepted: [...accepted, ...open.map(({ text }) => text)] });
  return true;
}

/** Says why a model cannot be run, with a way to the place. */
async function tellBlocked(
  { state, log }: CommandDeps,
  { model }: ChosenModel,
  { blocked, others }: RunPlan,
): Promise<void> {
  if (!blocked) return;
  const { message, location } = blocked;
  const place = await state.notebooks.textNow(location ?? { file: model.file, line: model.line, column: 1 });
  log.info(`${place}: ${message}`);
  const buttons = [...(location ? [GO_TO_LINE] : []), ...(others.length > 0 ? [CHOOSE_HOW] : [])];
  const choice = await tell('error', message, ...buttons);
  if (choice === GO_TO_LINE && location) await revealPlace(state, null, location, log);
  if (choice === CHOOSE_HOW) await vscode.commands.executeCommand(commandIds.chooseHowToRun, model);
}
