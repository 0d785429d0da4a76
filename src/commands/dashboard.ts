import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { Dashboard } from '../dashboard/dashboard.js';
import type { SweepAction, SweptTrialAction, TryItAction } from '../dashboard/handlePageMessage.js';
import type { DepthLessons } from '../depth/depthLessons.js';
import type { AskedSample, KeptModels } from '../depth/keptModels.js';
import type { EditorState } from '../editor/editorState.js';
import { newestRunOf } from '../editor/modelTree/nodeRun.js';
import { revealPlace } from '../editor/notebooks/revealPlace.js';
import { tryArgument } from '../editor/problems/editAction.js';
import { chosenFix, fixFinding } from '../editor/problems/fixFinding.js';
import { commandIds } from '../platform/commandIds.js';
import { didFirstStep } from '../platform/firstSteps.js';
import { reportError } from '../platform/reportError.js';
import type { Section } from '../protocol/dashboard/messages.js';
import { modelFile, PLAIN_RUN } from '../protocol/runRequest.js';
import { ranModel } from '../runs/ranModel.js';
import type { Run } from '../runs/types.js';
import type { Sweeps } from '../sweep/sweeps.js';
import type { Tries } from '../trials/tries.js';
import type { Command, CommandDeps } from './deps.js';
import { requireTrust } from './launch/requireTrust.js';
import { chosenModel, modelTarget } from './modelTarget.js';
import { namedRun } from './runs/chosenRuns.js';
import { savePicture, saveSeries } from './savePlot.js';

/** The dashboard, with its buttons tied to the commands. */
export function createDashboard(
  extensionUri: vscode.Uri,
  state: EditorState,
  {
    tries,
    depth,
    kept,
    sweeps,
  }: { readonly tries: Tries; readonly depth: DepthLessons; readonly kept: KeptModels; readonly sweeps: Sweeps },
  log: vscode.LogOutputChannel,
): Dashboard {
  const reporting = (doing: Promise<unknown>) => void doing.catch((error: unknown) => reportError(log, error));
  return new Dashboard({
    extensionUri,
    runs: state.runs,
    tries,
    positions: state.positions,
    places: state.notebooks,
    depth,
    kept,
    sweeps,
    log,
    actions: {
      revealLayer: (location) => void revealPlace(state, newestRunOf(state.runs, location.file), location, log),
      fixFinding: (run, fit, finding) => {
        didFirstStep('why');
        reporting(fixFinding(state, { run, fit, finding }));
      },
      tryFinding: (run, fit, finding) => reporting(tryFinding(state, { run, fit, finding })),
      tryIt: (action) => reporting(Promise.resolve(tryItActions[action](tries))),
      askDepth: (question, anew) => {
        didFirstStep(`depth-${question.lesson}`);
        if (anew) depth.ask(question);
        else depth.show(question);
      },
      fixDepth: (index) => reporting(depth.fix(index)),
      stopDepth: () => depth.stop(),
      closeDepth: () => depth.discard(),
      askModel: (run, fit, input) => reporting(askModel(state, kept, { run, fit, input })),
      sweep: (action) => reporting(Promise.resolve(sweepActions[action](sweeps))),
      sweptTrial: (action, trial) => reporting(trialActions[action](sweeps, trial)),
      runAgain: (run) => void vscode.commands.executeCommand(commandIds.run, ranModel(run)),
      useEpochs: (run, epochs) => reporting(useEpochs(state, run, epochs)),
      openExamples: () => void vscode.commands.executeCommand(commandIds.openExamples),
      installTfjsNode: () => void vscode.commands.executeCommand(commandIds.installTfjsNode),
      saveModel: ({ id }) => void vscode.commands.executeCommand(commandIds.saveModel, id),
      showLog: () => log.show(),
      savePicture: (...picture) => reporting(savePicture(...picture)),
      saveSeries: (...series) => reporting(saveSeries(state.runs, ...series)),
      deleteRun: ({ id }) => void vscode.commands.executeCommand(commandIds.deleteRun, id),
    },
  });
}

/** No code of the workspace's runs; but the backend may be the workspace's own. */
async function askModel(
  { backends, runs }: EditorState,
  kept: KeptModels,
  { run, fit, input }: Pick<AskedSample, 'run' | 'fit' | 'input'>,
): Promise<void> {
  if (!(await requireTrust())) return;
  const file = modelFile(run.request);
  const folder = runs.modelFolder(run, fit.summary.fit);
  kept.ask(run, fit, input, async () => ({
    ...{ ...PLAIN_RUN, file, cwd: dirname(folder) },
    backend: await backends.resolve(file),
    asked: { folder, input },
  }));
}

async function useEpochs(state: EditorState, run: Run, epochs: number): Promise<void> {
  const target = ranModel(run);
  const { model: chosen, models, choice } = await chosenModel(state, target);
  await state.config.change(chosen, models, { training: { ...choice.choices.training, epochs } });
  await vscode.commands.executeCommand(commandIds.run, target);
}

async function tryFinding(state: EditorState, found: Parameters<typeof chosenFix>[1]): Promise<void> {
  const asking = { title: 'Try It', placeHolder: 'Choose an edit to train with; the file is not touched' };
  const chosen = await chosenFix(state, found, asking);
  if (!chosen) return;
  const { document, model, fix } = chosen;
  await vscode.commands.executeCommand(commandIds.tryFix, tryArgument(document, model, fix));
}

const tryItActions: Readonly<Record<TryItAction, (tries: Tries) => unknown>> = {
  stop: (tries) => tries.stop(),
  keep: (tries) => tries.keep(),
  discard: (tries) => tries.discard(),
  again: (tries) => tries.current?.again(),
};

const sweepActions: Readonly<Record<SweepAction, (sweeps: Sweeps) => unknown>> = {
  stop: (sweeps) => sweeps.stop(),
  goOn: (sweeps) => sweeps.train(),
  retryFailed: (sweeps) => sweeps.train(true),
  close: (sweeps) => sweeps.discard(),
};

const trialActions: Readonly<Record<SweptTrialAction, (sweeps: Sweeps, trial: number) => Promise<void>>> = {
  show: (sweeps, trial) => sweeps.show(trial),
  put: (sweeps, trial) => sweeps.put(trial),
};

/** Shows the dashboard with the run whose id is given, else the newest one of the model that a lens names or at the cursor. */
export const showDashboard = (deps: CommandDeps): Command => showRun(deps);

/** As `showDashboard`, at what the run printed. */
export const showOutput = (deps: CommandDeps): Command => showRun(deps, 'output');

function showRun({ state, dashboard }: CommandDeps, section?: Section): Command {
  return async (argument) => {
    if (state.runs.all.length > 0) didFirstStep('dashboard');
    const named = namedRun(state, argument);
    if (named) {
      dashboard.show(named, section);
      return;
    }
    const target = await modelTarget(state.models, argument);
    dashboard.show(target ? state.modelRuns.of(target.model, target.document)?.run : undefined, section);
  };
}
