import type * as vscode from 'vscode';
import { makeEdits } from '../../editor/problems/makeEdits.js';
import { HumanError } from '../../errors/humanError.js';
import { answerText, configValues } from '../../launch/answerText.js';
import type { Answers } from '../../protocol/launch.js';
import type { RunRequest } from '../../protocol/runRequest.js';
import type { SourceSpan } from '../../protocol/sourceSpan.js';
import type { SweepFile, SweepPlan, SweepTrial } from '../../protocol/sweep.js';
import { isNotebookFile } from '../../source/modelFiles.js';
import { type EditedModel, type FindModels, keptModel } from '../../sweep/editedModel.js';
import { Sweep } from '../../sweep/sweep.js';
import type { OpenSweep, SweepTraining } from '../../sweep/sweeps.js';
import type { CommandDeps } from '../deps.js';
import { saveBeside } from '../launch/saveBeforeRun.js';
import { settleRun } from '../launch/settleRun.js';
import { chosenModel, requireModelTarget } from '../modelTarget.js';

/** A sweep of the store, new or left, as this window can go on with it. */
export function openedSweep(deps: CommandDeps, file: SweepFile): OpenSweep {
  return {
    file,
    train: (left) => train(deps, left),
    show: (run) => showRun(deps, run),
    put: (trial) => put(deps, file.plan, trial),
  };
}

async function train(deps: CommandDeps, file: SweepFile): Promise<SweepTraining | null> {
  const { plan } = file;
  const { document } = await requireModelTarget(deps.state.models, { file: plan.file, ...plan.model });
  await saveBeside(document);
  // What is open is asked before anything trains, and known for all of them then.
  const first = await requestOf(deps, plan, null);
  if (!first) return null;
  const runs = deps.sweepRuns();
  let asked: Promise<unknown> = Promise.resolve();
  const sweep = new Sweep(file, {
    runs,
    find: finderOf(deps),
    request: (edited, answers) => {
      const request = asked.then(() => requestOf(deps, plan, { edited, answers }));
      asked = request.catch(() => {});
      return request.then((found) => {
        if (!found) throw new HumanError('It was not trained, as a question on how to run it was not answered.');
        return found;
      });
    },
    save: (each) => deps.sweepFiles.write(each),
    log: (line) => deps.log.info(line),
  });
  return { sweep, runs };
}

/** How the model is run with a trial's values, or as it is. */
async function requestOf(
  deps: CommandDeps,
  { file, model }: SweepPlan,
  trial: { readonly edited: EditedModel; readonly answers: Answers } | null,
): Promise<RunRequest | null> {
  const target = await chosenModel(deps.state, { file, ...model });
  const { choice } = target;
  const own = trial && { model: trial.edited.model, text: trial.edited.text, answers: trial.answers };
  const request = await settleRun(deps, { ...target, choice: { ...choice, ...own } });
  if (!request) return null;
  const backend = await deps.state.backends.resolve(file);
  return { ...request, only: null, sources: trial ? [{ file, text: trial.edited.text }] : [], backend };
}

async function showRun(deps: CommandDeps, id: string): Promise<void> {
  const run = await deps.state.runs.recall(id);
  if (!run) throw new HumanError('This training was deleted, or has not ended yet.');
  deps.dashboard.show(run);
}

async function put(deps: CommandDeps, { file, model, parameters }: SweepPlan, { values }: SweepTrial): Promise<void> {
  const { config, models } = deps.state;
  if (isNotebookFile(file)) {
    const list = parameters.map(({ id }) => `${id} ${values[id]}`).join(', ');
    throw new HumanError(`Values are not written into the cells of a notebook. Write them there: ${list}.`);
  }
  const { document, model: now } = await requireModelTarget(models, { file, ...model });
  const text = document.getText();
  const source = { text, models: await models.current(document), model: now };
  const edited = await keptModel(source, parameters, values, finderOf(deps));
  if (edited.text !== text) {
    const { start, end, newText } = changedPart(text, edited.text);
    const span = { file, start: placeIn(document, start), end: placeIn(document, end) };
    await makeEdits(document, [{ span, newText }]);
  }
  const open = parameters.filter(({ kind }) => kind === 'open');
  if (open.length === 0) return;
  const { choices } = (await chosenModel(deps.state, { file, ...model })).choice;
  const answers = Object.fromEntries(open.map(({ id, name }) => [name, answerText(String(values[id]))]));
  await config.change(now, source.models, { values: { ...choices.values, ...configValues(answers) } });
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
