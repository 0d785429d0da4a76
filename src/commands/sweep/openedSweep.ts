import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import type * as vscode from 'vscode';
import { makeEdits } from '../../editor/problems/makeEdits.js';
import { HumanError } from '../../errors/humanError.js';
import { configValues } from '../../launch/answerText.js';
import { withAnswers } from '../../launch/chosenWay.js';
import { tell } from '../../platform/messages.js';
import { isNotebookFile } from '../../protocol/cellsText.js';
import type { Answers } from '../../protocol/launch.js';
import type { RunRequest } from '../../protocol/runRequest.js';
import type { SourceSpan } from '../../protocol/sourceSpan.js';
import type { SweepFile, SweepParameter, SweepPlan, SweepTrial } from '../../protocol/sweep.js';
import { cellText, placeText } from '../../runs/placeText.js';
import { embeddedBackend } from '../../runtime/resolveBackend.js';
import { placeInCell } from '../../source/notebook/cellAnchors.js';
import { refuseShares } from '../../sweep/dataShares.js';
import { type EditedModel, type FindModels, keptModel, movedValues } from '../../sweep/editedModel.js';
import { parameterPlace } from '../../sweep/parameterPlace.js';
import { Sweep } from '../../sweep/sweep.js';
import type { SweepHost } from '../../sweep/sweepHost.js';
import type { OpenSweep, SweepTraining } from '../../sweep/sweeps.js';
import { openAnswers } from '../../sweep/trialPlan.js';
import type { CommandDeps } from '../deps.js';
import { saveBeside } from '../launch/saveBeforeRun.js';
import { settleRun } from '../launch/settleRun.js';
import { type ChosenModel, chosenModel, requireModelTarget } from '../modelTarget.js';
import { launchedChoice } from './launchedChoice.js';
import { askPlace, openRay, type SweepPlace } from './sweepPlace.js';

/** A sweep of the store, new or left, as this window can go on with it. */
export async function openedSweep(deps: CommandDeps, file: SweepFile): Promise<OpenSweep> {
  return {
    file,
    place: await placeOf(deps, file),
    train: (left) => train(deps, left),
    show: (run) => showRun(deps, run),
    put: (trial) => put(deps, file, trial),
  };
}

/** Of the model, in the text that is swept. */
async function placeOf(deps: CommandDeps, { plan: { file, model }, text }: SweepFile): Promise<string> {
  if (!isNotebookFile(file)) return placeText({ file, line: model.line });
  const { anchors } = await deps.state.finder.search(file, text, `${file} swept`);
  return cellText(file, placeInCell(anchors, model.line, 1));
}

async function train(deps: CommandDeps, file: SweepFile): Promise<SweepTraining | null> {
  const { plan } = file;
  const place = await askPlace(deps, file);
  if (!place) return null;
  const target = await chosenModel(deps.state, { file: plan.file, ...plan.model });
  await saveBeside(target.document);
  const how = { launch: plan.launch, ray: place.ray };
  // What is open is asked before anything trains, and known for all of them then.
  const first = await requestOf(deps, target, how, null, file.trials[0] ? openAnswers(plan, file.trials[0]) : {});
  if (!first) return null;
  refuseShares(plan, target.model, first);
  let sweep: Sweep | null = null;
  const opened =
    place.ray === null ? null : await openRay(deps, file, { address: place.ray, onLost: () => sweep?.stop() });
  if (place.ray !== null && !opened) return null;
  const cluster = opened?.cluster;
  const runs = deps.sweepRuns(plan.launch.compiledStep, cluster?.start);
  let asked: Promise<unknown> = Promise.resolve();
  const parallel = opened?.parallel ?? Math.min(plan.parallel, availableParallelism());
  const host: SweepHost = {
    runs,
    find: finderOf(deps),
    ...(cluster && { propose: cluster.propose, isLost: (run: string) => cluster.isLost(run) }),
    request: (edited, answers) => {
      const request = asked.then(() => requestOf(deps, target, how, edited, answers));
      asked = request.catch(() => {});
      return request.then((found) => {
        if (!found) throw new HumanError('It was not trained, as a question on how to run it was not answered.');
        return found;
      });
    },
    save: (each) => deps.sweepFiles.write(each),
    log: (line) => deps.log.info(line),
  };
  sweep = new Sweep({ ...file, plan: { ...plan, parallel } }, host);
  const close = async () => {
    await runs.close();
    await cluster?.close();
  };
  return { sweep, runs: { close } };
}

/**
 * How the model is run with a trial's values, or as it is: of the target only what is chosen for it may change while others train.
 * @throws {HumanError} why a trial cannot be run
 */
async function requestOf(
  deps: CommandDeps,
  { document, model, models }: ChosenModel,
  { launch, ray }: Pick<SweepPlan, 'launch'> & SweepPlace,
  edited: EditedModel | null,
  answers: Answers,
): Promise<RunRequest | null> {
  const { config, plans, backends } = deps.state;
  const now = launchedChoice(plans.choice({ model, document }, await config.choices(model, models)), launch);
  const choice = withAnswers({ ...now, ...(edited && { model: edited.model, text: edited.text }) }, answers);
  // Of a trial the table says it, not a notification for each.
  const blocked = edited && (await plans.plan(choice)).blocked;
  if (blocked) throw new HumanError(blocked.message);
  const settled = { noData: launch.yes ? 'random' : 'ask', takesProposals: launch.yes } as const;
  const request = await settleRun(deps, { document, model, models, choice }, settled);
  if (!request) return null;
  // A worker finds its own, and has the embedded one from here.
  const backend =
    ray === null
      ? await backends.resolve(model.file, launch.backend)
      : embeddedBackend(join(deps.folders.dist, 'embedded'));
  const sources = edited ? [{ file: model.file, text: edited.text }] : [];
  return { ...request, only: null, sources, backend };
}

async function showRun(deps: CommandDeps, id: string): Promise<void> {
  const run = await deps.state.runs.recall(id);
  if (!run) throw new HumanError('This training was deleted, or has not ended yet.');
  deps.dashboard.show(run);
}

async function put(deps: CommandDeps, { plan, text: before }: SweepFile, trial: SweepTrial): Promise<void> {
  const { file, model, parameters } = plan;
  const { values } = trial;
  const { config, models } = deps.state;
  const isNotebook = isNotebookFile(file);
  const textOf = ({ id, name }: SweepParameter) => `${isNotebook ? name : id} ${values[id]}`;
  if (isNotebook) {
    const { anchors } = await deps.state.finder.search(file, before, `${file} swept`);
    const list = parameters
      .map((each) => `${textOf(each)} (${parameterPlace(each, anchors)})`.replace(' ()', ''))
      .join('; ');
    throw new HumanError(`Values are not written into the cells of a notebook. Write them there: ${list}.`);
  }
  const { document, model: now } = await requireModelTarget(deps.state, { file, ...model });
  const text = document.getText();
  const find = finderOf(deps);
  const swept = (await find(before, file)).find(({ name, line }) => name === model.name && line === model.line);
  const source = { text, models: await models.current(document), model: now };
  const given = text === before || !swept ? { parameters, values } : movedValues(swept, now, parameters, values);
  const { edited, left } = await keptModel(source, given.parameters, given.values, find);
  if (edited.text !== text) {
    const { start, end, newText } = changedPart(text, edited.text);
    const span = { file, start: placeIn(document, start), end: placeIn(document, end) };
    await makeEdits(document, [{ span, newText }]);
  }
  const answers = openAnswers(plan, trial);
  if (Object.keys(answers).length > 0) {
    const { choices } = (await chosenModel(deps.state, { file, ...model })).choice;
    await config.change(now, source.models, { values: { ...choices.values, ...configValues(answers) } });
  } else if (edited.text === text && left.length === 0) {
    void tell('information', `${basename(file)} has these values already.`);
  }
  if (left.length > 0) {
    const list = left.map(textOf).join(', ');
    void tell('information', `${list} is not written: ${basename(file)} has no place for it.`);
  }
}

function placeIn(document: vscode.TextDocument, offset: number): SourceSpan['start'] {
  const { line, character } = document.positionAt(offset);
  return { line: line + 1, column: character + 1 };
}

/** Each text is one that nobody else looks at: none waits in another's place. */
function finderOf({ state: { finder } }: CommandDeps): FindModels {
  let searches = 0;
  return async (text, file) => (await finder.search(file, text, `${file} swept ${++searches}`)).models;
}

/** The part of a text that another one has otherwise. */
function changedPart(
  before: string,
  after: string,
): { readonly start: number; readonly end: number; readonly newText: string } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < most - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { start, end: before.length - tail, newText: after.slice(start, after.length - tail) };
}
